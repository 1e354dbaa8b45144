import { expect } from "@playwright/test";
import type { Scene } from "../scene";
import { list } from "./lists";

/** The composer, its guards, the outbox. */
export const writing: readonly Scene[] = [
  {
    name: "30-nouveau-message",
    go: async ({ page }) => {
      await list(page, "À traiter");
      await page.getByRole("button", { name: "Écrire", exact: true }).click();
      await expect(page.getByRole("combobox", { name: "À" })).toBeVisible();
    },
    tight: true,
  },
  {
    name: "31-destinataires",
    go: async ({ page }) => {
      await page.getByRole("combobox", { name: "À" }).fill("demo");
      await expect(page.getByRole("option", { name: /@/u }).first()).toBeVisible({ timeout: 20_000 });
      await page.waitForTimeout(900);
    },
  },
  {
    name: "32-message-a-un-patient",
    go: async ({ page }) => {
      const to = page.getByRole("combobox", { name: "À" });
      await to.fill("pat-");
      await expect(page.getByRole("option", { name: /patient\.mssante\.fr/u }).first()).toBeVisible({
        timeout: 20_000,
      });
      await to.press("ArrowDown");
      await to.press("Enter");
      await page.getByLabel("Objet").fill("Votre prochain rendez-vous");
      await page
        .getByRole("textbox", { name: "Texte du message" })
        .fill("Bonjour,\n\nnous en parlons mardi.\n\nBien à vous");
      await page.waitForTimeout(1500);
    },
    tight: true,
  },
  {
    name: "33-a-verifier-avant-envoi",
    go: async ({ page }) => {
      await page.keyboard.press("Control+Enter");
      await expect(page.getByRole("button", { name: "J’ai vérifié, envoyer" })).toBeVisible();
    },
    tight: true,
  },
  {
    name: "34-envoye-avec-retour",
    go: async ({ page }) => {
      await page.getByRole("button", { name: "J’ai vérifié, envoyer" }).click();
      await expect(page.getByText(/^Message envoyé dans/u)).toBeVisible();
    },
  },
  {
    name: "35-boite-denvoi",
    go: async ({ page }) => list(page, "Boîte d’envoi"),
  },
];
