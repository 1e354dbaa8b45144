import { expect, type Page } from "@playwright/test";
import { phoneOf, type OpenApp } from "./open-app";
import { DOCTOR, seedRealMail } from "./real-mail";

/** The passphrase of a profile on a computer without a vault. */
export const PASSPHRASE = "quatre mots sans lien";

/** From the first screen to a mailbox in front of her eyes, whichever servers are behind. */
export async function arrive(open: OpenApp): Promise<void> {
  if (open.servers === "demo") await arriveInDemonstration(open);
  else await arriveWithOwnMailbox(open);
  await expect(open.page.getByRole("listbox").getByRole("option").first()).toBeVisible({ timeout: 30_000 });
}

async function arriveInDemonstration({ page, app }: OpenApp): Promise<void> {
  await page.getByRole("button", { name: /Essayer avec le cabinet de démonstration/u }).click();
  const validate = page.getByRole("button", { name: "Valider avec l’application e-CPS" });
  await expect(validate).toBeVisible({ timeout: 60_000 });
  await validate.click();
  const digits = await digitsOf(page);
  const phone = await phoneOf(app);
  await expect(phone.getByText(digits, { exact: true })).toBeVisible();
  await phone.getByRole("button", { name: "Accepter" }).click();
  await openMailboxes(page);
}

async function arriveWithOwnMailbox({ page, space }: OpenApp): Promise<void> {
  if (space === null) throw new Error("no real servers");
  await seedRealMail(space);
  await page.getByRole("button", { name: /Configurer ma boîte/u }).click();
  await page.getByLabel("Phrase secrète", { exact: true }).fill(PASSPHRASE);
  await page.getByLabel("La même phrase, une seconde fois").fill(PASSPHRASE);
  await page.getByRole("button", { name: "Créer mon espace" }).click();
  await page.getByRole("button", { name: "Plus tard" }).click();
  await page.getByLabel("Identifiant national").fill(DOCTOR.idNat);
  await page.getByRole("button", { name: "Valider avec l’application e-CPS" }).click();
  await approveOnServer({ page, space });
  await page.getByLabel("Adresse MSSanté").fill(DOCTOR.address);
  await page.getByRole("button", { name: "Tester et ouvrir" }).click();
  await openMailboxes(page);
}

/** Accepts the request that shows the same two digits as the page, as a person would on her telephone. */
export async function approveOnServer({
  page,
  space,
}: Pick<OpenApp, "page"> & { space: NonNullable<OpenApp["space"]> }): Promise<void> {
  const digits = await digitsOf(page);
  await expect.poll(async () => (await space.pending()).some((one) => one.bindingMessage === digits)).toBe(true);
  const request = (await space.pending()).find((one) => one.bindingMessage === digits);
  if (request !== undefined) await space.approve(request.id);
}

/** The two digits that the page shows. */
export async function digitsOf(page: Page): Promise<string> {
  const status = page.getByRole("status").filter({ hasText: /Nombre à comparer/u });
  // Said to screen readers; the digits drawn beside it are the same.
  await expect(status).toHaveText(/\d\d/u, { timeout: 20_000 });
  return /(\d\d)/u.exec((await status.textContent()) ?? "")?.[1] ?? "";
}

async function openMailboxes(page: Page): Promise<void> {
  const ready = page.getByRole("button", { name: "Ouvrir ma boîte" });
  const list = page.getByRole("navigation", { name: "Listes et boîtes" });
  await expect(ready.or(list).first()).toBeVisible({ timeout: 60_000 });
  if (await ready.isVisible()) await ready.click();
  await expect(list).toBeVisible();
}

/** Takes the delay to change one's mind away, so that a journey does not wait for it. */
export async function sendAtOnce(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Réglages" }).click();
  await page.getByRole("button", { name: /Délai/u }).click();
  await page.getByRole("option", { name: /Aucun/u }).click();
  await page.getByRole("button", { name: /^À traiter/u }).click();
}
