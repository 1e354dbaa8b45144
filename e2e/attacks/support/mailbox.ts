import { expect, type Page } from "@playwright/test";
import type { RemoteSpace } from "../../servers/remote-space";

/** Whose mailbox the attacks come to: the journeys use another one. */
export const VICTIM = { idNat: "899700000029", address: "denis.demo@cabinet.essai.mssante.fr" } as const;
/** What protects the profile where there is no key ring. */
export const PASSPHRASE = "quatre mots sans lien ici";

/** Creates the profile; a passphrase is typed only where the page asks for one. */
export async function createProfile(page: Page, passphrase: string | null): Promise<void> {
  await page.getByText("Configurer ma boîte").click();
  if (passphrase !== null) {
    await page.getByLabel("Phrase secrète").first().fill(passphrase);
    await page.getByLabel("La même phrase").fill(passphrase);
  }
  await page.getByRole("button", { name: "Créer mon espace" }).click();
  await page.getByRole("button", { name: "Plus tard" }).click();
  await expect(page.getByLabel("Identifiant national")).toBeVisible();
}

/** Signs in, adds the mailbox and waits for its list. */
export async function openMailbox(page: Page, space: RemoteSpace): Promise<void> {
  await page.getByLabel("Identifiant national").fill(VICTIM.idNat);
  await page.getByRole("button", { name: "Valider avec" }).click();
  const mine = async () => (await space.pending()).find((one) => one.idNat === VICTIM.idNat);
  await expect.poll(mine).toBeDefined();
  await space.approve((await mine())?.id ?? "");
  await page.getByLabel("Adresse MSSanté").fill(VICTIM.address);
  await page.getByRole("button", { name: "Tester et ouvrir" }).click();
  await page.getByRole("button", { name: "Ouvrir ma boîte" }).click();
  await expect(page.getByRole("option").first()).toBeVisible();
}

const FOUND_MS = 60_000;
const SCREENS = 40;

/** Opens the conversation of that sender or subject: the list draws only what is on screen, so it is scrolled, from its top again while it has not come. */
export async function openConversation(page: Page, name: RegExp): Promise<void> {
  const list = page.getByRole("listbox").first();
  const row = page.getByRole("option", { name });
  const end = Date.now() + FOUND_MS;
  for (let turn = 0; (await row.count()) === 0 && Date.now() < end; turn += 1) {
    await list.hover();
    await page.mouse.wheel(0, turn % SCREENS === 0 ? -100_000 : 300);
    await page.waitForTimeout(80);
  }
  await row.first().click();
}
