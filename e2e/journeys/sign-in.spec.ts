import { expect, type Page, test } from "@playwright/test";
import { forget, openApp, phoneOf, type OpenApp } from "./support/open-app";
import { DOCTOR } from "./support/real-mail";
import { digitsOf, PASSPHRASE } from "./support/steps";

/** Every way a request may end is said in plain French, and the next one is one gesture away. */
test("a request refused, left to expire or given up says so, and the next one opens the session", async ({}, info) => {
  const servers = info.project.metadata["servers"] === "real" ? "real" : "demo";
  const open = await openApp({ servers });
  const { page } = open;
  try {
    await toTheIdentifier(open);
    await ask(page);
    await answer(open, "deny");
    await expect(page.getByText(/La demande a été refusée sur le téléphone/u)).toBeVisible();
    await ask(page);
    await answer(open, "expire");
    await expect(page.getByText(/La demande n’a pas été validée à temps/u)).toBeVisible({ timeout: 20_000 });
    await ask(page);
    await digitsOf(page);
    await page.getByRole("button", { name: "Annuler" }).click();
    await expect(page.getByLabel("Identifiant national")).toBeVisible();
    await ask(page);
    await answer(open, "approve");
    await expect(
      page.getByRole("navigation", { name: "Listes et boîtes" }).or(page.getByLabel("Adresse MSSanté")),
    ).toBeVisible({ timeout: 30_000 });
    if (servers === "demo") await startsTheDemonstrationOver(open);
  } finally {
    await open.close();
    forget(open.folder);
  }
});

async function toTheIdentifier({ page, servers }: OpenApp): Promise<void> {
  if (servers === "demo") {
    await page.getByRole("button", { name: /Essayer avec/u }).click();
    await expect(page.getByLabel("Identifiant national")).toHaveValue(/99700/u, { timeout: 60_000 });
    return;
  }
  await page.getByRole("button", { name: /Configurer ma boîte/u }).click();
  await page.getByLabel("Phrase secrète", { exact: true }).fill(PASSPHRASE);
  await page.getByLabel("La même phrase, une seconde fois").fill(PASSPHRASE);
  await page.getByRole("button", { name: "Créer mon espace" }).click();
  await page.getByLabel("Identifiant national").fill(DOCTOR.idNat);
}

async function ask(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Valider avec l’application e-CPS" }).click();
}

/** On the telephone drawn on screen, or on the provider of the real servers. */
async function answer({ page, app, space }: OpenApp, how: "approve" | "deny" | "expire"): Promise<void> {
  const digits = await digitsOf(page);
  if (space === null) {
    const phone = await phoneOf(app);
    await expect(phone.getByText(digits, { exact: true })).toBeVisible();
    await phone
      .getByRole("button", { name: { approve: "Accepter", deny: "Refuser", expire: "Laisser expirer" }[how] })
      .click();
    return;
  }
  await expect.poll(async () => (await space.pending()).some((one) => one.bindingMessage === digits)).toBe(true);
  const request = (await space.pending()).find((one) => one.bindingMessage === digits);
  if (request !== undefined) await space[how](request.id);
}

async function startsTheDemonstrationOver({ page }: OpenApp): Promise<void> {
  await page.getByRole("button", { name: "Réglages" }).click();
  await page.getByRole("button", { name: /Réinitialiser la démonstration/u }).click();
  await page.getByRole("button", { name: "Réinitialiser", exact: true }).click();
  await expect(
    page
      .getByRole("button", { name: "Valider avec l’application e-CPS" })
      .or(page.getByText("Vous n’êtes pas connecté", { exact: false }))
      .first(),
  ).toBeVisible({ timeout: 60_000 });
}
