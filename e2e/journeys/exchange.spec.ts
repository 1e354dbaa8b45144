import { expect, type Page, test } from "@playwright/test";
import { forget, openApp } from "./support/open-app";
import { arrive, sendAtOnce } from "./support/steps";

/** A patient's exchange closed in one gesture, then reopened: each time a message that she reads before it leaves. */
test("a professional closes an exchange with a patient, then reopens it", async ({}, info) => {
  const servers = info.project.metadata["servers"] === "real" ? "real" : "demo";
  const open = await openApp({ servers });
  const { page } = open;
  try {
    await arrive(open);
    await sendAtOnce(page);
    await page.getByRole("radio", { name: "Patients" }).check({ force: true });
    await page.getByRole("listbox").getByRole("option").first().click();
    // What arrives meanwhile may come before it.
    const row = page.getByRole("listbox").locator('[aria-selected="true"]');
    await expect(page.getByText("Échange ouvert", { exact: true })).toBeVisible();
    await page.getByRole("button", { name: "Ce que fait ce réglage" }).first().click();
    await expect(page.getByRole("dialog", { name: "Ce que fait ce réglage" })).toContainText("ne confirme pas");
    await page.keyboard.press("Escape");

    await page.getByRole("button", { name: "Clore l’échange" }).click();
    const fin = page.getByRole("switch", { name: /Bloquer la réponse du patient/u }).last();
    await expect(fin).toBeChecked();
    await expect(page.getByRole("textbox", { name: "Texte du message" })).toHaveValue(/Je clos notre échange/u);
    await leaves(page);
    await expect(page.getByText("Échange clos", { exact: true }).first()).toBeVisible({ timeout: 30_000 });
    await expect(row).toContainText("Échange clos");

    await page.getByRole("button", { name: "Rouvrir l’échange" }).click();
    await expect(fin).not.toBeChecked();
    await expect(page.getByText("Cet échange est clos : ce message le rouvrira", { exact: false })).toBeVisible();
    await leaves(page);
    await expect(page.getByText("Échange rouvert", { exact: true }).first()).toBeVisible({ timeout: 30_000 });
    await expect(row).toContainText("Échange rouvert");
  } finally {
    await open.close();
    forget(open.folder);
  }
});

async function leaves(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Envoyer", exact: true }).last().click();
  await page.getByRole("button", { name: "J’ai vérifié, envoyer" }).click();
}
