import { expect } from "@playwright/test";
import { digitsOf } from "../../journeys/support/steps";
import type { Scene } from "../scene";
import { list } from "./lists";
import { people } from "./people";
import { settings } from "./settings";

/** The pages that take the whole width, and what opens over the window. */
export const pages: readonly Scene[] = [
  { name: "40-annuaire", go: async ({ page }) => list(page, "Annuaire santé"), tight: true },
  {
    name: "41-annuaire-reponses",
    go: async ({ page }) => {
      await page.getByLabel("Nom", { exact: true }).fill("demo");
      await page.keyboard.press("Enter");
      await page.waitForTimeout(2500);
    },
  },
  ...people,
  { name: "42-dossiers-patients", go: async ({ page }) => list(page, "Dossiers patients"), tight: true },
  {
    name: "43-dossier-patient",
    go: async ({ page }) => {
      await page.locator("#main").getByRole("option").or(page.locator("#main").getByRole("listitem")).first().click();
      await page.waitForTimeout(400);
    },
    tight: true,
  },
  {
    name: "44-nouveau-dossier",
    go: async ({ page }) => {
      await page.getByRole("button", { name: "Nouveau dossier" }).click();
      await expect(page.getByLabel("Nom de naissance")).toBeVisible();
    },
    leave: async ({ page }) => page.keyboard.press("Escape"),
  },
  {
    name: "44-lire-un-datamatrix",
    go: async ({ page }) => {
      await page.getByRole("button", { name: "Lire un datamatrix INS" }).click();
      await expect(page.getByRole("dialog")).toBeVisible();
    },
    leave: async ({ page }) => page.keyboard.press("Escape"),
  },
  { name: "45-journal", go: async ({ page }) => list(page, "Journal"), tight: true },
  {
    name: "45-indicateurs",
    go: async ({ page }) => {
      await page.getByRole("button", { name: "Indicateurs" }).click();
      await expect(page.getByRole("dialog")).toBeVisible();
    },
    leave: async ({ page }) => page.keyboard.press("Escape"),
    tight: true,
  },
  {
    name: "45-journal-filtre",
    go: async ({ page }) => {
      await page.locator("#main").getByRole("searchbox").first().fill("introuvable");
      await expect(page.getByText(/Aucune ligne/u)).toBeVisible();
    },
  },
  ...settings,
  {
    name: "50-raccourcis",
    go: async ({ page }) => {
      await list(page, "À traiter");
      await page.keyboard.press("?");
      await expect(page.getByRole("dialog")).toBeVisible();
    },
    leave: async ({ page }) => page.keyboard.press("Escape"),
    tight: true,
  },
  {
    name: "50-guide",
    go: async ({ page }) => {
      await page.getByRole("button", { name: "Aide", exact: true }).click();
      await page.getByRole("tab", { name: "Guide" }).click();
    },
    tight: true,
  },
  { name: "50-mots", go: async ({ page }) => page.getByRole("tab", { name: "Mots du métier" }).click() },
  {
    name: "50-a-propos",
    go: async ({ page }) => page.getByRole("tab", { name: "À propos" }).click(),
    leave: async ({ page }) => page.keyboard.press("Escape"),
  },
  {
    name: "51-palette",
    go: async ({ page }) => {
      await page.keyboard.press("Control+k");
      await expect(page.getByRole("combobox", { name: /Aller à/u })).toBeFocused();
    },
  },
  {
    name: "52-palette-trouve",
    go: async ({ page }) => {
      await page.getByRole("combobox", { name: /Aller à/u }).fill("pat");
      await page.waitForTimeout(500);
    },
    leave: async ({ page }) => page.keyboard.press("Escape"),
    tight: true,
  },
  {
    name: "53-etiquettes",
    go: async ({ page }) => {
      await page.getByRole("option").first().click();
      await page.keyboard.press("l");
      await page.getByRole("textbox", { name: "Nouvelle étiquette" }).fill("À rappeler");
      await page.keyboard.press("Enter");
      await expect(page.getByRole("checkbox", { name: "À rappeler" })).toBeChecked();
    },
    leave: async ({ page }) => page.keyboard.press("Escape"),
  },
  {
    name: "54-reporter",
    go: async ({ page }) => page.getByRole("button", { name: "Reporter" }).first().click(),
    leave: async ({ page }) => page.keyboard.press("Escape"),
  },
  {
    name: "60-menu-session",
    go: async ({ page }) =>
      page
        .getByRole("button", { name: /^Session|Connecté/u })
        .last()
        .click(),
    leave: async ({ page }) => page.keyboard.press("Escape"),
  },
  {
    name: "61-menu-replie",
    go: async ({ page }) => page.getByRole("button", { name: "Réduire le menu" }).click(),
    leave: async ({ page }) => page.getByRole("button", { name: "Afficher le menu" }).click(),
    tight: true,
  },
  {
    name: "62-deconnecte",
    go: async ({ page }) => {
      await page
        .getByRole("button", { name: /^Session|Connecté/u })
        .last()
        .click();
      await page.getByRole("menuitem", { name: /déconnecter/iu }).click();
      await expect(page.getByText("Vous n’êtes pas connecté", { exact: false }).first()).toBeVisible();
    },
    tight: true,
  },
  {
    name: "63-connexion",
    go: async ({ page }) => {
      await page.getByRole("button", { name: "Se connecter" }).first().click();
      await expect(page.getByRole("dialog")).toBeVisible();
      await digitsOf(page);
    },
    leave: async ({ page }) => page.keyboard.press("Escape"),
  },
];
