import { expect, type Page } from "@playwright/test";
import type { Scene } from "../scene";
import { list } from "./lists";

const openFirst = async (page: Page, filter: string, text = /./u, not = /jamais-ecrit/u): Promise<void> => {
  await list(page, "À traiter");
  await page.getByRole("radio", { name: filter }).check({ force: true });
  await page.getByRole("option").filter({ hasText: text, hasNotText: not }).first().click();
  await expect(page.getByRole("article").first()).toBeVisible({ timeout: 20_000 });
};

const search = (page: Page, text: string): Promise<void> => page.getByRole("searchbox").first().fill(text);

const openFound = async (page: Page, text: string, from = /./u): Promise<void> => {
  await page.keyboard.press("Escape");
  await list(page, "Documents");
  await search(page, text);
  await page.getByRole("option").filter({ hasText: text }).filter({ hasText: from }).first().click();
  await expect(page.getByRole("article").first()).toBeVisible({ timeout: 20_000 });
};

/** Conversations, documents, filing, the patient beside. */
export const reading: readonly Scene[] = [
  { name: "20-conversation-patient", go: ({ page }) => openFirst(page, "Patients"), tight: true },
  {
    name: "21-details-du-message",
    go: async ({ page }) => page.getByRole("button", { name: "Détails" }).first().click(),
  },
  {
    name: "22-menu-conversation",
    go: async ({ page }) => page.getByRole("button", { name: "Autres actions" }).first().click(),
    leave: async ({ page }) => page.keyboard.press("Escape"),
  },
  {
    name: "23-echange-clos",
    go: async ({ page }) => {
      await list(page, "Échanges patients");
      await page.getByRole("option").filter({ hasText: "Échange clos" }).first().click();
      await expect(page.getByRole("article").first()).toBeVisible({ timeout: 20_000 });
    },
  },
  {
    name: "24-conversation-documents",
    go: ({ page }) => openFirst(page, "Documents", /document/u, /Classé/u),
    tight: true,
  },
  {
    name: "25-document",
    go: async ({ page }) => {
      await page.getByRole("button", { name: /^Lire/u }).first().click();
      await expect(page.getByRole("button", { name: "Fermer le document" })).toBeVisible();
      await page.waitForTimeout(800);
    },
    tight: true,
  },
  {
    name: "25-signalement",
    go: async ({ page }) => {
      await page.getByRole("button", { name: "Signaler à l’expéditeur" }).click();
      await expect(page.getByRole("dialog", { name: "Signaler un échec d’intégration" })).toBeVisible();
    },
    leave: async ({ page }) => page.keyboard.press("Escape"),
    tight: true,
  },
  {
    name: "26-classement",
    go: async ({ page }) => {
      await page.getByRole("button", { name: "Importer dans le dossier patient" }).click();
      await page.waitForTimeout(500);
    },
    leave: async ({ page }) => page.keyboard.press("Escape"),
    tight: true,
  },
  {
    name: "27-document-modifie",
    go: ({ page }) => openFound(page, "OLIVIER", /Laboratoire/u),
    leave: ({ page }) => search(page, ""),
  },
  { name: "28-document-remplace", go: ({ page }) => openFound(page, "TILLEUL"), leave: ({ page }) => search(page, "") },
];
