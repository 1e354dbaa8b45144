import { mkdirSync, readdirSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { sentToPatient } from "./support/look-outside";
import { forget, openApp, type OpenApp } from "./support/open-app";
import { CARDIOLOGIST, PATIENT } from "./support/real-mail";
import { arrive, sendAtOnce } from "./support/steps";

const SCAN =
  "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";

/** Two ordinary mails: a ready text to those who follow a patient together, and one sheet, just scanned, for the patient and a colleague. */
test("a professional writes to a care team with a template, then sends a scan to a patient and a colleague", async ({}, info) => {
  const servers = info.project.metadata["servers"] === "real" ? "real" : "demo";
  const open = await openApp({ servers });
  try {
    await arrive(open);
    await sendAtOnce(open.page);
    await readsItsScans(open);
    await makesATemplate(open.page);
    await writesToTheTeam(open);
    await sendsAScan(open);
  } finally {
    await open.close();
    forget(open.folder);
  }
});

const scanner = ({ folder }: OpenApp): string => join(folder, "Scanner");
const colleagues = ({ servers }: OpenApp): readonly [string, string] =>
  servers === "real"
    ? [CARDIOLOGIST.address, "infirmier.demo@confrere.essai.mssante.fr"]
    : ["paul.demo-cardio@medecin.demo.mssante.fr", "lucie.demo-ophtalmo@medecin.demo.mssante.fr"];

async function readsItsScans(open: OpenApp): Promise<void> {
  const { app, page } = open;
  mkdirSync(scanner(open));
  await app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] });
  }, scanner(open));
  await page.getByRole("button", { name: "Réglages" }).click();
  const card = page
    .locator("section")
    .filter({ has: page.getByRole("heading", { name: "Dossier de numérisation" }) })
    .last();
  await card.getByRole("button", { name: "Choisir un dossier" }).click();
  await expect(card.getByText("« Scanner »", { exact: false })).toBeVisible();
  await card.getByText("Supprimer du dossier une fois envoyé").click();
  await expect(card.getByRole("switch", { name: /Supprimer du dossier/u })).toBeChecked();
}

async function makesATemplate(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Ouvrir", exact: true }).click();
  await page.getByRole("button", { name: "Nouveau modèle" }).first().click();
  await page.getByLabel("Nom du modèle").fill("Point de la semaine");
  await page.getByLabel("Texte").fill("Bonjour à tous, voici le point de la semaine.");
  await page.getByRole("dialog").getByRole("button", { name: "Enregistrer" }).click();
  await expect(page.getByText("voici le point de la semaine", { exact: false })).toBeVisible();
}

async function writesToTheTeam(open: OpenApp): Promise<void> {
  const { page, space } = open;
  await page.getByRole("button", { name: "Contacts", exact: true }).click();
  await page.getByRole("tab", { name: "Équipes de soins" }).click();
  await page.getByRole("button", { name: "Nouvelle équipe" }).click();
  await page.getByLabel("Nom de l’équipe").fill("Plaies à domicile");
  const members = page.getByRole("combobox", { name: "Membres" });
  for (const address of colleagues(open)) {
    await members.fill(address);
    await members.press("Enter");
  }
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await expect(page.getByText("Équipe enregistrée.")).toBeVisible();

  await page.getByRole("button", { name: "Écrire", exact: true }).click();
  const to = page.getByRole("combobox", { name: "À" });
  await to.fill("plaies");
  await expect(page.getByRole("option", { name: /Plaies à domicile/u })).toBeVisible();
  await to.press("ArrowDown");
  await to.press("Enter");
  const chosen = page.getByRole("list", { name: "Destinataires, À" });
  await expect(chosen.getByRole("button", { name: /^Retirer/u })).toHaveCount(2);
  const subject = `Point du jour ${Date.now()}`;
  await page.getByLabel("Objet").fill(subject);
  const text = page.getByRole("textbox", { name: "Texte du message" });
  await text.focus();
  await page.keyboard.press("Control+m");
  await page.getByRole("menuitem", { name: "Point de la semaine" }).press("Enter");
  await expect(text).toHaveValue(/voici le point de la semaine/u);
  await text.focus();
  await page.keyboard.press("Control+Enter");
  await expect(page.getByText("Message remis à la boîte d’envoi.")).toBeVisible();
  if (space === null) return;
  for (const address of colleagues(open)) {
    const { source } = await sentToPatient(space, address, subject);
    expect(source).toContain("voici le point de la semaine");
  }
}

async function sendsAScan(open: OpenApp): Promise<void> {
  const { page, space } = open;
  const [colleague] = colleagues(open);
  await page.getByRole("button", { name: /^À traiter/u }).click();
  await page.getByRole("radio", { name: "Patients" }).check({ force: true });
  await page.getByRole("listbox").getByRole("option").first().click();
  await page.getByRole("button", { name: "Autres actions" }).click();
  await page.getByRole("menuitem", { name: /^Répondre(?! à tous)/u }).click();
  const words = `Votre feuille. ${Date.now()}`;
  const text = page.getByRole("textbox", { name: "Texte du message" });
  await text.fill(words);
  const to = page.getByRole("combobox", { name: "À" });
  await to.fill(colleague);
  await to.press("Enter");
  await expect(page.getByRole("button", { name: "Depuis la numérisation", exact: true })).toBeVisible();

  // The scanner writes while the message is open: the sheet comes by itself.
  const sheet = join(scanner(open), "feuille de soins.pdf");
  writeFileSync(sheet, SCAN);
  utimesSync(sheet, new Date(Date.now() - 10_000), new Date(Date.now() - 10_000));
  await page.getByRole("button", { name: "Depuis la numérisation (1)" }).click();
  await page.getByRole("button", { name: "Joindre feuille de soins.pdf" }).click();
  await expect(page.getByRole("list", { name: "Pièces jointes" })).toContainText("feuille de soins.pdf");
  await text.focus();
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("alertdialog").or(page.getByRole("dialog"))).toContainText(
    /patient et .{0,20}professionnel/u,
  );
  await page.getByRole("button", { name: "J’ai vérifié, envoyer" }).click();
  // It left: the folder is empty, as asked.
  await expect.poll(() => readdirSync(scanner(open)), { timeout: 30_000 }).toEqual([]);
  if (space === null) return;
  for (const address of [colleague, PATIENT.address]) {
    const { source } = await sentToPatient(space, address, words);
    expect(source).toContain("feuille de soins.pdf");
  }
}
