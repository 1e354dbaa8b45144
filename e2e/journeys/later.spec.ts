import { expect, type Page, test } from "@playwright/test";
import { forget, openApp, phoneOf, type OpenApp } from "./support/open-app";
import { approveOnServer, arrive, digitsOf, PASSPHRASE, sendAtOnce } from "./support/steps";

/** Written without a connection and planned for another day: everything waits in sight, and leaves when it can. */
test("a professional works offline all morning and sends at noon", async ({}, info) => {
  const servers = info.project.metadata["servers"] === "real" ? "real" : "demo";
  const first = await openApp({ servers });
  let open: OpenApp = first;
  try {
    await arrive(first);
    await sendAtOnce(first.page);
    await makesATemplate(first.page);
    await first.close();
    open = await openApp({ servers, folder: first.folder });
    const { page } = open;
    if (servers === "real") {
      await page.getByLabel("Phrase secrète").fill(PASSPHRASE);
      await page.getByRole("button", { name: "Déverrouiller" }).click();
    }
    await expect(page.getByText("Vous n’êtes pas connecté", { exact: false }).first()).toBeVisible({ timeout: 20_000 });

    await answersWithTheTemplate(page);
    await page.getByRole("button", { name: "Envoyer", exact: true }).last().click();
    await confirm(page);
    await expect(page.getByText("Message gardé dans la boîte d’envoi", { exact: false })).toBeVisible();
    await answersWithTheTemplate(page);
    await page.getByRole("button", { name: "Envoyer plus tard" }).click();
    await page.getByRole("menuitem", { name: "Demain à 8 h" }).click();
    await confirm(page);
    await expect(page.getByText(/^Message programmé\s: demain, 8\sh\s00/u)).toBeVisible();

    await page.getByRole("button", { name: /^Boîte d’envoi/u }).click();
    const outbox = page.getByRole("region", { name: "Boîte d’envoi" });
    await expect(outbox.getByText("Partira à votre prochaine connexion.")).toHaveCount(1);
    await expect(outbox.getByText(/Part demain, 8\sh\s00/u)).toBeVisible();

    await signIn(open);
    await expect(outbox.getByText("Envoyé", { exact: true })).toBeVisible({ timeout: 30_000 });
    const planned = outbox.getByRole("listitem").filter({ hasText: /Part demain/u });
    await planned.getByRole("button", { name: "Changer l’heure" }).click();
    await page.getByRole("menuitem", { name: "Envoyer maintenant" }).click();
    await expect(outbox.getByText("Envoyé", { exact: true })).toHaveCount(2, { timeout: 30_000 });
  } finally {
    await open.close();
    forget(open.folder);
  }
});

async function makesATemplate(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Réglages" }).click();
  await page.getByRole("button", { name: "Ouvrir", exact: true }).click();
  await page.getByRole("button", { name: "Nouveau modèle" }).first().click();
  await page.getByLabel("Nom du modèle").fill("Résultats rassurants");
  await page.getByLabel("Texte").fill("Bonjour ");
  await page.getByRole("button", { name: "Nom du patient" }).click();
  await page.keyboard.type(", vos résultats sont rassurants.");
  await page.getByRole("dialog").getByRole("button", { name: "Enregistrer" }).click();
  await expect(page.getByText("Bonjour {patient}", { exact: false })).toBeVisible();
}

/** By keyboard: the template chosen, its field filled with the patient's name. */
async function answersWithTheTemplate(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^À traiter/u }).click();
  await page.getByRole("radio", { name: "Patients" }).check({ force: true });
  await page.getByRole("listbox").getByRole("option").first().click();
  await page.getByRole("button", { name: "Autres actions" }).click();
  await page.getByRole("menuitem", { name: /^Répondre(?! à tous)/u }).click();
  const text = page.getByRole("textbox", { name: "Texte du message" });
  await text.click();
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("Control+m");
  await page.keyboard.press("Enter");
  await expect(text).toHaveValue(/Bonjour [^{}]+, vos résultats sont rassurants\./u);
}

async function confirm(page: Page): Promise<void> {
  await page.getByRole("button", { name: "J’ai vérifié, envoyer" }).click();
}

async function signIn({ page, app, space }: OpenApp): Promise<void> {
  await page.getByRole("button", { name: /Hors connexion/u }).click();
  // One gesture: it asks as the last time.
  await page.getByRole("menuitem", { name: "Se connecter" }).click();
  if (space !== null) return approveOnServer({ page, space });
  const digits = await digitsOf(page);
  const phone = await phoneOf(app);
  await expect(phone.getByText(digits, { exact: true })).toBeVisible();
  await phone.getByRole("button", { name: "Accepter" }).click();
}
