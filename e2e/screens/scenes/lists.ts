import { expect, type Page } from "@playwright/test";
import type { Scene } from "../scene";

const rail = (page: Page, name: string) =>
  page.getByRole("navigation", { name: "Listes et boîtes" }).getByRole("button", { name: new RegExp(`^${name}`, "u") });

/** Goes to a list of the rail. */
export const list = async (page: Page, name: string): Promise<void> => {
  await rail(page, name).first().click();
};

const sort = async (page: Page, order: string): Promise<void> => {
  await page.getByRole("button", { name: /^Trier la liste/u }).click();
  await page.getByRole("menuitemradio", { name: order }).click();
};

const listScene = (name: string, view: string): Scene => ({ name, go: ({ page }) => list(page, view) });

/** The lists and what they say when there is nothing. */
export const lists: readonly Scene[] = [
  {
    name: "10-a-traiter",
    go: async ({ page }) => {
      await list(page, "À traiter");
      await expect(page.getByRole("option").first()).toBeVisible();
    },
    tight: true,
  },
  listScene("11-liste-patients", "Échanges patients"),
  listScene("12-liste-professionnels", "Échanges pros"),
  listScene("13-liste-documents", "Documents"),
  listScene("14-liste-sans-reponse", "Sans réponse"),
  listScene("15-liste-envoyes", "Envoyés"),
  listScene("16-liste-brouillons-vide", "Brouillons"),
  {
    name: "17-recherche-vide",
    go: async ({ page }) => {
      await list(page, "À traiter");
      await page.getByRole("searchbox").first().fill("introuvable");
      await expect(page.getByText("Aucun résultat")).toBeVisible();
    },
    leave: async ({ page }) => page.getByRole("searchbox").first().fill(""),
  },
  {
    name: "17-recherche-precise",
    go: async ({ page }) => {
      await page.getByRole("searchbox").first().fill("de:laboratoire lu:non");
      await expect(page.getByRole("option").first()).toBeVisible();
    },
    leave: async ({ page }) => page.getByRole("searchbox").first().fill(""),
  },
  {
    name: "19-tri",
    go: async ({ page }) => {
      await page.getByRole("button", { name: /^Trier la liste/u }).click();
      await expect(page.getByRole("menuitemradio").first()).toBeVisible();
    },
    leave: async ({ page }) => page.keyboard.press("Escape"),
  },
  {
    name: "19-par-patient",
    go: ({ page }) => sort(page, "Par nom de patient"),
    leave: ({ page }) => sort(page, "Les plus récents d’abord"),
    tight: true,
  },
  {
    name: "18-conversations-cochees",
    go: async ({ page }) => {
      await page.getByRole("option").first().click();
      await page.keyboard.press("x");
      await page.keyboard.press("j");
      await page.keyboard.press("x");
      await expect(page.getByRole("toolbar", { name: /cochées/u })).toBeVisible();
    },
    leave: async ({ page }) => page.getByRole("button", { name: "Tout décocher" }).click(),
    tight: true,
  },
];
