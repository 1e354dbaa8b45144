import { expect, type Page, test } from "@playwright/test";
import { readMessage } from "../../electron/documents/mime/read-message";
import { sentToPatient } from "./support/look-outside";
import { forget, openApp, type OpenApp } from "./support/open-app";
import { picture } from "./support/pictures";
import { CARDIOLOGIST } from "./support/real-mail";
import { arrive } from "./support/steps";

/** What becomes of a document besides being read and filed: its sender is told when it could not be integrated. */
test("a document that cannot be integrated is reported to its sender, with her agreement (UX.11)", async ({}, info) => {
  const servers = info.project.metadata["servers"] === "real" ? "real" : "demo";
  const open = await openApp({ servers });
  const shot = picture(open.page, info);
  try {
    await arrive(open);
    await reportsAFailure(open, shot);
  } finally {
    await open.close();
    forget(open.folder);
  }
});

type Shot = (name: string) => Promise<void>;

async function reportsAFailure({ page, space }: OpenApp, shot: Shot): Promise<void> {
  await openUnfiledDocument(page);
  await page.getByRole("button", { name: "Signaler à l’expéditeur" }).click();
  const panel = page.getByRole("dialog", { name: "Signaler un échec d’intégration" });
  const words = `Dossier à rapprocher. ${Date.now()}`;
  await panel.getByLabel("Précision, si elle aide l’expéditeur").fill(words);
  const leaving = panel.getByRole("region", { name: "Ce qui part" });
  await expect(leaving).toContainText("[KO Intégration système !][90");
  await expect(leaving).toContainText(words);
  await shot("signalement");

  await panel.getByRole("button", { name: "Envoyer le signalement" }).click();
  await expect(page.getByText(/^Le signalement part dans/u)).toBeVisible();
  await expect(page.getByText(/^Échec d’intégration signalé à l’expéditeur/u)).toBeVisible();
  await shot("signale");

  if (space === null) return;
  const { headers, source } = await sentToPatient(space, CARDIOLOGIST.address, words);
  expect(headers.get("x-mss-nil")).not.toBe("");
  const { receipt, xdmReturned } = await readMessage(new TextEncoder().encode(source));
  expect(receipt).toMatchObject({ kind: "read", failure: { code: "902" } });
  expect(xdmReturned).toBe(true);
}

async function openUnfiledDocument(page: Page): Promise<void> {
  await page.getByRole("radio", { name: "Documents" }).check({ force: true });
  await page
    .getByRole("option", { name: /document/u })
    .filter({ hasText: /DEMO-CARDIO/u })
    .first()
    .click();
  const card = page.getByRole("list", { name: "Documents" }).getByRole("article").first();
  await expect(card).toBeVisible({ timeout: 20_000 });
  await card.getByRole("button", { name: /^Lire/u }).click();
}
