import { expect, type Page } from "@playwright/test";
import type { Publisher } from "../../../electron/update/testing/publisher";
import type { Scene } from "../scene";

const DAY_MS = 86_400_000;

/** What becomes of an update: none, one that is ready, one put off, and what the publisher of these pictures spoils on purpose. */
export function updates(publisher: Publisher): readonly Scene[] {
  const announce = (change: Partial<Publisher["manifest"]>): void => {
    const { folder: file } = publisher.manifest.files["linux-x64"] ?? {};
    const files = { [`${process.platform}-${process.arch}`]: { folder: file, system: file } };
    const expires = new Date(Date.now() + 30 * DAY_MS).toISOString();
    publisher.manifest = { ...publisher.manifest, date: new Date().toISOString(), expires, files, ...change };
  };
  return [
    {
      name: "60-a-jour",
      go: async ({ page }) => {
        announce({ version: "0.1.0" });
        await page.getByRole("button", { name: "Réglages", exact: true }).click();
        await page.getByRole("button", { name: "À propos", exact: true }).click();
        await look(page);
        await expect(page.getByText(/Pli est à jour/u)).toBeVisible();
      },
      tight: true,
    },
    {
      name: "61-mise-a-jour-prete",
      go: async ({ page }) => {
        announce({ version: "0.2.0" });
        await look(page);
        await expect(page.getByText(/téléchargée et vérifiée/u)).toBeVisible();
      },
      tight: true,
    },
    {
      name: "62-mise-a-jour-refusee",
      go: async ({ page }) => {
        announce({ version: "0.1.9" });
        await look(page);
        await expect(page.getByRole("alert")).toContainText("plus ancienne");
      },
      tight: true,
    },
  ];
}

const look = (page: Page): Promise<void> => page.getByRole("button", { name: "Chercher une mise à jour" }).click();
