import { expect, type Page, test } from "@playwright/test";
import { readMessage } from "../../electron/documents/mime/read-message";
import { sentToPatient } from "./support/look-outside";
import { forget, openApp, type OpenApp } from "./support/open-app";
import { picture } from "./support/pictures";
import { CARDIOLOGIST } from "./support/real-mail";
import { arrive } from "./support/steps";

/** Documents besides being read and filed: the sender is told when one could not be integrated; one's own are made out of a file and sent. */
test("a failure is reported to its sender, and a picture leaves as a medical document (UX.11, ECO.2.1.1)", async ({}, info) => {
  const servers = info.project.metadata["servers"] === "real" ? "real" : "demo";
  const open = await openApp({ servers });
  const shot = picture(open.page, info);
  try {
    await arrive(open);
    await reportsAFailure(open, shot);
    await sendsHerOwnDocument(open, shot);
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
  await expect(page.getByText(/^Échec d’intégration signalé à l’expéditeur/u)).toBeVisible({ timeout: 40_000 });
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

/** A grey picture of 8 by 8 pixels. */
const PICTURE = "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAAAAADhZOFXAAAADklEQVR4nGOYCQUMlDEAYZMmQW+Xo20AAAAASUVORK5CYII=";

async function sendsHerOwnDocument({ page, space, servers }: OpenApp, shot: Shot): Promise<void> {
  await fileTheDocument(page, servers);
  await page.getByRole("button", { name: "Écrire" }).first().click();
  const to = page.getByRole("combobox", { name: "À" });
  await to.fill(servers === "real" ? CARDIOLOGIST.address : "paul.demo-cardio@medecin.demo.mssante.fr");
  await to.press("Enter");
  const words = `Mon document. ${Date.now()}`;
  const text = page.getByRole("textbox", { name: "Texte du message" });
  await text.fill(words);
  await text.evaluate((area, base64) => {
    const bytes = Uint8Array.from(atob(base64), (one) => one.charCodeAt(0));
    const data = new DataTransfer();
    data.items.add(new File([bytes], "scan.png", { type: "image/png" }));
    area.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }, PICTURE);
  await page.getByRole("button", { name: "Envoyer comme document médical" }).click();
  const panel = page.getByRole("dialog", { name: "Document médical" });
  await panel.getByRole("searchbox", { name: "Nom ou matricule" }).fill("PAT-");
  await panel.getByRole("button", { name: /PAT-/u }).first().click();
  await panel.getByRole("button", { name: /Choisir un type/u }).click();
  await page.getByRole("option", { name: "CR ou fiche de consultation ou de visite", exact: true }).click();
  await shot("document-a-faire");
  await panel.getByRole("button", { name: "Joindre le document" }).click();
  await expect(page.getByText(/Document médical\s: /u)).toBeVisible();
  await shot("document-joint");
  await page.getByRole("button", { name: "Envoyer", exact: true }).last().click();
  await expect(page.getByText(/^Message envoyé dans/u)).toBeVisible();
  if (space === null) return;
  const { headers, source } = await sentToPatient(space, CARDIOLOGIST.address, words);
  expect([headers.get("x-mss-codecda"), headers.get("x-mss-ins")]).toEqual(["11488-4", "N"]);
  const { xdm, parts } = await readMessage(new TextEncoder().encode(source));
  expect(xdm?.conform).toBe(true);
  expect(xdm?.documents[0]?.cda?.header.patient.ins).toBeNull();
  expect(parts.map(({ name }) => name)).toEqual(["IHE_XDM.zip", expect.stringMatching(/_PAT-TROIS_DOMINIQUE\.pdf$/u)]);
}

/** The real servers start without any record: the received document makes one. */
async function fileTheDocument(page: Page, servers: string): Promise<void> {
  if (servers !== "real") return;
  await page
    .getByRole("list", { name: "Documents" })
    .getByRole("button", { name: /^Classer/u })
    .first()
    .click();
  await page.getByRole("button", { name: "Créer le dossier et classer" }).click();
  await expect(page.getByText(/^Document classé dans le dossier/u)).toBeVisible();
}
