import { readdirSync, statSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { axeFindings } from "../journeys/support/axe";
import { forget, openApp } from "../journeys/support/open-app";
import { PASSPHRASE } from "../journeys/support/steps";
import { pictureScreen, stillness } from "./camera";

/** A mailbox of one's own before it opens: the way in, the code, what is locked, forgotten, damaged, brought back. Nobody is asked anything on the network. */
test("every closed door is pictured, and axe finds nothing", async () => {
  test.setTimeout(300_000);
  const first = await openApp({ servers: "demo" });
  try {
    await makesASpace(first.page);
    await locksIt(first.page);
  } finally {
    await first.close();
  }
  damage(join(first.folder, "profile"));
  const second = await openApp({ servers: "demo", folder: first.folder });
  try {
    await findsItDamaged(second.page);
  } finally {
    await second.close();
    forget(first.folder);
  }
});

async function makesASpace(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Restaurer une sauvegarde de Pli" }).click();
  await shown("80-restaurer", page);
  await page.getByRole("button", { name: "Retour" }).click();
  await page.getByRole("button", { name: /Configurer ma boîte/u }).click();
  await page.getByLabel("Phrase secrète", { exact: true }).fill(PASSPHRASE);
  await page.getByLabel("La même phrase, une seconde fois").fill(PASSPHRASE.slice(0, -1));
  await page.getByRole("button", { name: "Créer mon espace" }).click();
  await shown("81-phrases-differentes", page);
  await page.getByLabel("La même phrase, une seconde fois").fill(PASSPHRASE);
  await page.getByRole("button", { name: "Créer mon espace" }).click();
  await expect(page.getByRole("group", { name: "Code de secours" })).toBeVisible({ timeout: 20_000 });
  await shown("82-code-de-secours", page);
  const code = (await page.getByRole("group", { name: "Code de secours" }).locator("span").allTextContents()).join("-");
  await page.getByRole("button", { name: "Je l’ai noté" }).click();
  await shown("83-code-recopie", page);
  await page.getByLabel("Code de secours").fill(code);
  await page.getByRole("button", { name: "Vérifier" }).click();
  await expect(page.getByLabel("Identifiant national")).toBeVisible({ timeout: 20_000 });
  await shown("84-identifiant", page);
  for (const [name, button] of [
    ["84-environnement", "Réglages de connexion"],
    ["84-proxy", "Proxy du réseau"],
  ] as const) {
    await page.getByRole("button", { name: button }).click();
    await expect(page.getByRole("dialog")).toBeVisible();
    await shown(name, page);
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toHaveCount(0);
  }
}

async function locksIt(page: Page): Promise<void> {
  await page.evaluate(() => window.pli.call("app.lock", undefined));
  await expect(page.getByLabel("Phrase secrète", { exact: true })).toBeVisible();
  await shown("85-verrouille", page);
  await page.getByLabel("Phrase secrète", { exact: true }).fill("pas la bonne phrase");
  await page.getByRole("button", { name: "Déverrouiller" }).click();
  await expect(page.getByText("Ce n’est pas la bonne réponse.", { exact: false })).toBeVisible({ timeout: 20_000 });
  await shown("86-mauvaise-phrase", page);
  await page.getByRole("button", { name: "Phrase oubliée" }).click();
  await shown("87-code-demande", page);
}

async function findsItDamaged(page: Page): Promise<void> {
  await page.getByLabel("Phrase secrète", { exact: true }).fill(PASSPHRASE);
  await page.getByRole("button", { name: "Déverrouiller" }).click();
  await expect(page.getByText("Le fichier des courriers est abîmé")).toBeVisible({ timeout: 30_000 });
  await shown("88-fichier-abime", page);
  await page.getByRole("button", { name: "Repartir de la boîte" }).click();
  await shown("89-repartir", page);
}

/** Cuts the encrypted store of the profile to half of what it was. */
function damage(folder: string): void {
  const stores = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".db"));
  for (const name of stores) truncateSync(join(folder, name), Math.floor(statSync(join(folder, name)).size / 2));
}

async function shown(name: string, page: Page): Promise<void> {
  await stillness(page);
  expect(await axeFindings(page)).toEqual([]);
  expect(await pictureScreen(page, name, true)).toEqual([]);
}
