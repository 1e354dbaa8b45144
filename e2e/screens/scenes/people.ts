import { expect } from "@playwright/test";
import type { Scene } from "../scene";
import { list } from "./lists";

/** One person, her structure, those kept: the directory has just answered. */
export const people: readonly Scene[] = [
  {
    name: "41-fiche-personne",
    go: async ({ page }) => {
      await page
        .getByRole("button", { name: /^Voir la fiche de/u })
        .first()
        .click();
      await expect(page.getByRole("dialog").getByText(/^Identifiant national/u)).toBeVisible();
    },
    tight: true,
  },
  {
    name: "41-fiche-structure",
    go: async ({ page }) => {
      await page
        .getByRole("dialog")
        .getByRole("button", { name: /^Voir la structure/u })
        .first()
        .click();
      await expect(page.getByRole("dialog").getByText(/qui y exerce/u)).toBeVisible();
    },
    leave: async ({ page }) => {
      await page.keyboard.press("Escape");
      await page
        .getByRole("button", { name: /^Ajouter .+ aux contacts$/u })
        .first()
        .click();
    },
  },
  {
    name: "48-contacts",
    go: async ({ page }) => {
      await list(page, "Contacts");
      await page.locator("#main").getByRole("option").first().click();
      await expect(page.getByRole("textbox", { name: "Note" })).toBeVisible();
    },
    tight: true,
  },
  {
    name: "48-equipes",
    go: async ({ page }) => {
      await list(page, "Contacts");
      await page.getByRole("tab", { name: "Équipes de soins" }).click();
      await page.getByRole("button", { name: "Nouvelle équipe" }).click();
      await expect(page.getByLabel("Nom de l’équipe")).toBeVisible();
    },
    tight: true,
  },
  {
    name: "48-adresses-a-verifier",
    go: async ({ page }) => page.getByRole("tab", { name: "Adresses à vérifier" }).click(),
  },
];
