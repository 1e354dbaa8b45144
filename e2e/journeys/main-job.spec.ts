import { expect, type Locator, type Page, test } from "@playwright/test";
import { sentToPatient } from "./support/look-outside";
import { forget, openApp, type OpenApp } from "./support/open-app";
import { guidePicture, picture } from "./support/pictures";
import { arrive, PASSPHRASE } from "./support/steps";
import { PATIENT } from "./support/real-mail";

/** The whole way once, by mouse: sign in, read, know the patient, open and file the document, find a colleague, write with FIN, see it sent. */
test("a professional does her morning's mail", async ({}, info) => {
  const servers = info.project.metadata["servers"] === "real" ? "real" : "demo";
  const open = await openApp({ servers });
  const shot = picture(open.page, info);
  const guide = guidePicture(open.page, info);
  try {
    await shot("accueil");
    await arrive(open);
    await shot("a-traiter");
    await guide("day", open.page.locator("#list"));
    await tellsPatientsFromProfessionals(open.page);
    await readsAndFilesADocument(open.page, shot, guide);
    await findsAColleague(open.page, shot, guide);
    await answersAPatientWithFin(open, shot);
    await findsEverythingAgainOffline(open);
  } finally {
    await open.close();
    forget(open.folder);
  }
});

type Shot = (name: string) => Promise<void>;
type Guide = ReturnType<typeof guidePicture>;

async function tellsPatientsFromProfessionals(page: Page): Promise<void> {
  for (const [filter, word] of [
    ["Patients", "Patient"],
    ["Pros", "Professionnel"],
  ] as const) {
    await page.getByRole("radio", { name: filter }).check({ force: true });
    const rows = page.getByRole("listbox").getByRole("option");
    // Until the rows of the filter before have gone.
    await expect(rows.first()).toContainText(word);
    await expect(rows.filter({ hasNotText: word })).toHaveCount(0);
  }
  await page.getByRole("radio", { name: "Tout" }).check({ force: true });
}

async function readsAndFilesADocument(page: Page, shot: Shot, guide: Guide): Promise<void> {
  await page.getByRole("radio", { name: "Documents" }).check({ force: true });
  const card = await opensADocumentToFile(page, shot);
  await shot("classement");
  await guide("file", page.getByRole("dialog"));
  await page
    .getByRole("button", { name: /Classer dans ce dossier|Créer le dossier et classer/u })
    .first()
    .click();
  await expect(page.getByText(/Document classé dans le dossier de/u)).toBeVisible();
  await expect(card.getByRole("button", { name: /^Classer/u })).toHaveCount(0);
  await expect(card).toContainText("Classé");
  await shot("classe");
  await page.getByRole("radio", { name: "Tout" }).check({ force: true });
}

/** Reads documents until one waits for a person: what matches exactly may be filed by itself while she reads it. Leaves the filing panel open. */
async function opensADocumentToFile(page: Page, shot: Shot): Promise<Locator> {
  const rows = page.getByRole("option", { name: /document/u }).filter({ hasNotText: "Classé" });
  for (let turn = 0; turn < 6; turn += 1) {
    await rows.first().click();
    const card = page.getByRole("list", { name: "Documents" }).getByRole("article").first();
    await expect(card).toBeVisible({ timeout: 20_000 });
    await shot("conversation-document");
    await card.getByRole("button", { name: /^Lire/u }).click();
    const close = page.getByRole("button", { name: "Fermer le document" });
    const reader = page.getByRole("region").filter({ has: close }).last();
    await expect(reader).toContainText("PAT-");
    const body = reader.getByRole("group", { name: /Page 1 sur/u }).or(reader.getByRole("table"));
    await expect(body.first()).toBeVisible({ timeout: 20_000 });
    await shot("document");
    const file = page.getByRole("button", { name: "Importer dans le dossier patient" });
    const waits = await file.click({ timeout: 5_000 }).catch(() => "filed");
    if (waits !== "filed") return card;
    await close.click();
  }
  throw new Error("no document waits for a person");
}

async function findsAColleague(page: Page, shot: Shot, guide: Guide): Promise<void> {
  await page.getByRole("button", { name: "Écrire", exact: true }).click();
  const to = page.getByRole("combobox", { name: "À" });
  await to.fill("demo");
  const found = page.getByRole("option", { name: /@/u });
  await expect(found.first()).toBeVisible({ timeout: 20_000 });
  await shot("annuaire-en-tapant");
  await guide("directory", page.locator("#reader"));
  await found.first().click();
  await expect(
    page
      .getByRole("list", { name: /Destinataires, À/u })
      .getByRole("listitem")
      .first(),
  ).toBeVisible();
  await expect(page.getByRole("switch", { name: /Bloquer la réponse du patient/u })).toHaveCount(0);
  await page.getByRole("button", { name: "Jeter le brouillon" }).click();
}

async function answersAPatientWithFin(open: OpenApp, shot: Shot): Promise<void> {
  const { page } = open;
  await page.getByRole("radio", { name: "Patients" }).check({ force: true });
  await page.getByRole("listbox").getByRole("option").first().click();
  const banner = page.getByRole("region", { name: "Patient de cette conversation" });
  await expect(banner).toContainText(/INS/u);
  await expect(banner).toContainText(/\d \d\d \d\d \d\w \d{3} \d{3} \d\d/u);
  await shot("patient");
  await page.getByRole("button", { name: "Autres actions" }).click();
  await page.getByRole("menuitem", { name: /^Répondre(?! à tous)/u }).click();
  const fin = page.getByRole("switch", { name: /Bloquer la réponse du patient/u }).last();
  await expect(fin).toBeVisible();
  await expect(fin).not.toBeChecked();
  await fin.locator("xpath=ancestor-or-self::label").last().click();
  await expect(fin).toBeChecked();
  const text = `Vos résultats sont rassurants, à mardi. ${Date.now()}`;
  await page.getByRole("textbox", { name: "Texte du message" }).fill(text);
  await shot("ecrire");
  await sendConfirmed(page);
  // The undo delay: the message comes back as it was, then leaves for good.
  const told = page.getByText(/^Message envoyé dans/u);
  await told.locator("xpath=ancestor::*[.//button][1]").getByRole("button", { name: "Annuler" }).click();
  await expect(page.getByRole("textbox", { name: "Texte du message" })).toHaveValue(text);
  await expect(page.getByRole("switch", { name: /Bloquer la réponse du patient/u }).last()).toBeChecked();
  await sendConfirmed(page);
  const ours = page.getByRole("article", { name: /^Vous/u }).last();
  await expect(ours).toContainText(/Envoyé|Lu/u, { timeout: 40_000 });
  await shot("envoye");
  if (open.servers === "real") await leftWithItsHeaders(open, text);
  await page.getByRole("radio", { name: "Tout" }).check({ force: true });
}

async function sendConfirmed(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Envoyer", exact: true }).last().click();
  await page.getByRole("button", { name: "J’ai vérifié, envoyer" }).click();
}

/** What the patient's server received, read from outside the application. */
async function leftWithItsHeaders(open: OpenApp, text: string): Promise<void> {
  if (open.space === null) return;
  const message = await sentToPatient(open.space, PATIENT.address, text);
  expect(message.headers.get("x-mss-mes")).toBe("FIN");
  expect(message.headers.get("x-mss-nil")).toBeTruthy();
  expect(message.headers.has("x-mss-ins")).toBe(false);
  expect(message.headers.has("x-mss-codecda")).toBe(false);
  expect(message.headers.get("from")).toContain("claire.demo@cabinet.essai.mssante.fr");
  expect(message.headers.get("in-reply-to")).toMatch(/^<.+>$/u);
  expect(message.headers.get("content-type")).toMatch(/utf-8/iu);
}

/** Closed and opened again without a connection: everything is there at once. */
async function findsEverythingAgainOffline(open: OpenApp): Promise<void> {
  await open.close();
  const again = await openApp({ servers: open.servers, folder: open.folder });
  if (open.servers === "real") {
    await again.page.getByLabel("Phrase secrète").fill(PASSPHRASE);
    await again.page.getByRole("button", { name: "Déverrouiller" }).click();
  }
  await expect(again.page.getByRole("listbox").getByRole("option").first()).toBeVisible({ timeout: 20_000 });
  await expect(again.page.getByText("Vous n’êtes pas connecté", { exact: false }).first()).toBeVisible();
  await again.close();
}
