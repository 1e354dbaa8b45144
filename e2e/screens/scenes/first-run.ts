import { expect } from "@playwright/test";
import { phoneOf } from "../../journeys/support/open-app";
import { digitsOf } from "../../journeys/support/steps";
import type { Scene } from "../scene";

/** From the first screen to the mailbox, in the order of a first start. */
export const firstRun: readonly Scene[] = [
  {
    name: "01-accueil",
    go: async ({ page }) => {
      await expect(page.getByRole("button", { name: /Essayer avec/u })).toBeVisible();
    },
    tight: true,
  },
  {
    name: "02-phrase-secrete",
    go: async ({ page }) => {
      await page.getByRole("button", { name: /Configurer ma boîte/u }).click();
      await expect(page.getByLabel("Phrase secrète", { exact: true })).toBeVisible();
    },
    leave: async ({ page }) =>
      page
        .getByRole("button", { name: /Revenir|Retour|Annuler/u })
        .first()
        .click(),
  },
  {
    name: "03-identifiant",
    go: async ({ page }) => {
      await page.getByRole("button", { name: /Essayer avec/u }).click();
      await expect(page.getByLabel("Identifiant national")).toHaveValue(/99700/u, { timeout: 60_000 });
    },
    tight: true,
  },
  {
    name: "04-deux-chiffres",
    go: async ({ page }) => {
      await page.getByRole("button", { name: "Valider avec l’application e-CPS" }).click();
      await digitsOf(page);
    },
    tight: true,
  },
  {
    name: "05-demande-refusee",
    go: async ({ app, page }) => {
      const phone = await phoneOf(app);
      await phone.getByRole("button", { name: "Refuser" }).first().click();
      await expect(page.getByText(/La demande a été refusée/u)).toBeVisible();
    },
  },
  {
    name: "06-premiere-arrivee",
    go: async ({ app, page }) => {
      await page.getByRole("button", { name: "Valider avec l’application e-CPS" }).click();
      const phone = await phoneOf(app);
      await phone.getByRole("button", { name: "Accepter" }).click();
      await expect(page.getByRole("listbox").getByRole("option").first()).toBeVisible({ timeout: 60_000 });
    },
  },
  {
    name: "07-visite-1-a-traiter",
    go: async ({ page }) => {
      await page.getByRole("button", { name: "Visiter en une minute" }).click();
      await expect(page.getByRole("dialog").getByText("1 sur 5")).toBeVisible();
    },
    tight: true,
  },
  ...["2-liste", "3-conversation", "4-ecrire", "5-le-reste"].map((name): Scene => ({
    name: `07-visite-${name}`,
    go: async ({ page }) => {
      await page.getByRole("button", { name: "Suivant" }).click();
      await expect(page.getByRole("dialog").getByText(`${name.charAt(0)} sur 5`)).toBeVisible();
    },
    ...(name.startsWith("5") ? { leave: ({ page }) => page.getByRole("button", { name: "Commencer" }).click() } : {}),
  })),
];
