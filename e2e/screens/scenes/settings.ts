import { expect, type Page } from "@playwright/test";
import type { Scene } from "../scene";
import { list } from "./lists";

const group = (name: string, title: string): Scene => ({
  name,
  go: async ({ page }) => {
    await page.getByRole("navigation", { name: "Sommaire des réglages" }).getByRole("button", { name: title }).click();
  },
  tight: true,
});

const chooseWay = (page: Page, name: string): Promise<void> =>
  page.locator("label", { has: page.getByRole("radio", { name: new RegExp(`^${name}`, "u") }) }).click();

const escape = ({ page }: { readonly page: Page }): Promise<void> => page.keyboard.press("Escape");

const dialogOf = (name: string, button: RegExp): Scene => ({
  name,
  go: async ({ page }) => {
    await page.locator("#main").getByRole("button", { name: button }).first().click();
    await expect(page.getByRole("dialog")).toBeVisible();
  },
  leave: escape,
  tight: true,
});

/** Each group of settings, what opens from it, the ready texts, and the way to one more mailbox. */
export const settings: readonly Scene[] = [
  { name: "46-reglages", go: async ({ page }) => list(page, "Réglages"), tight: true },
  group("46-reglages-boites", "Boîtes et messages"),
  group("46-reglages-annuaire", "Annuaire"),
  group("46-reglages-securite", "Sécurité et sauvegarde"),
  group("46-reglages-a-propos", "À propos"),
  group("46-reglages-avance", "Avancé"),
  {
    name: "46-reglages-trouves",
    go: async ({ page }) => page.getByRole("searchbox", { name: "Chercher un réglage" }).fill("annuaire"),
  },
  {
    name: "46-reglages-introuvable",
    go: async ({ page }) => page.getByRole("searchbox", { name: "Chercher un réglage" }).fill("imprimante"),
    leave: async ({ page }) => page.getByRole("searchbox", { name: "Chercher un réglage" }).fill(""),
  },
  dialogOf("47-regle", /^Nouvelle règle/u),
  {
    name: "47-modeles",
    go: async ({ page }) => {
      await page.locator("#main").getByRole("button", { name: "Ouvrir", exact: true }).click();
      await expect(page.getByRole("heading", { level: 1, name: /Modèles/u })).toBeVisible();
    },
  },
  {
    name: "47-modele",
    go: async ({ page }) => {
      await page.getByRole("button", { name: "Nouveau modèle" }).first().click();
      await expect(page.getByRole("dialog")).toBeVisible();
    },
    leave: escape,
    tight: true,
  },
  {
    name: "49-ajouter-une-boite",
    go: async ({ page }) => {
      await page.getByRole("button", { name: "Ajouter une boîte" }).first().click();
      await expect(page.getByLabel("Adresse MSSanté")).toBeVisible();
    },
    tight: true,
  },
  {
    name: "49-autres-ouvertures",
    go: async ({ page }) => {
      await page.getByLabel("Adresse MSSanté").fill("secretariat@cabinet.demo.mssante.fr");
      await page.getByRole("button", { name: "Préciser le nom, le type ou l’ouverture" }).click();
      await chooseWay(page, "Lien de l’opérateur");
    },
    tight: true,
  },
  {
    name: "49-essai-qui-echoue",
    go: async ({ page }) => {
      await chooseWay(page, "Pro Santé Connect");
      await page.getByRole("button", { name: "Tester et ouvrir" }).click();
      await expect(
        page
          .getByRole("button", { name: "Réessayer" })
          .or(page.getByRole("button", { name: "Saisir les serveurs" }))
          .first(),
      ).toBeVisible({
        timeout: 40_000,
      });
    },
    leave: async ({ page }) => list(page, "À traiter"),
    tight: true,
  },
];
