import { expect, type Locator, type Page, test } from "@playwright/test";
import { axeFindings } from "./support/axe";
import { forget, openApp, phoneOf, type OpenApp } from "./support/open-app";
import { DOCTOR, PATIENT, seedRealMail } from "./support/real-mail";
import { approveOnServer, digitsOf, PASSPHRASE } from "./support/steps";

const DOCUMENTS = /[1-9]\d* documents?/u;

/** The same way, hands on the keyboard only; each screen is also read by axe. */
test("the main job is done without a mouse, and axe finds nothing on the way", async ({}, info) => {
  const servers = info.project.metadata["servers"] === "real" ? "real" : "demo";
  const open = await openApp({ servers });
  const { page } = open;
  try {
    await axeFindsNothing(page);
    if (servers === "demo") await arriveInDemonstration(open);
    else await arriveWithMailbox(open);
    await takeTheTour(page);
    await readTheFirstDocument(page);
    await searchAndComeBack(page);
    await writeToThePatient(open);
  } finally {
    await open.close();
    forget(open.folder);
  }
});

async function arriveInDemonstration({ page, app }: OpenApp): Promise<void> {
  await tabTo(page, page.getByRole("button", { name: /Essayer avec/u }));
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Identifiant national")).toHaveValue(/99700/u, { timeout: 60_000 });
  await axeFindsNothing(page);
  await page.getByLabel("Identifiant national").press("Enter");
  await digitsOf(page);
  await axeFindsNothing(page);
  const phone = await phoneOf(app);
  await tabTo(phone, phone.getByRole("button", { name: "Accepter" }));
  await axeFindsNothing(phone);
  await phone.keyboard.press("Enter");
  await expect(page.getByRole("listbox").getByRole("option").first()).toBeVisible({ timeout: 60_000 });
}

async function arriveWithMailbox(open: OpenApp): Promise<void> {
  const { page, space } = open;
  if (space === null) throw new Error("no real servers");
  await seedRealMail(space);
  await tabTo(page, page.getByRole("button", { name: /Configurer ma boîte/u }));
  await page.keyboard.press("Enter");
  await page.getByLabel("Phrase secrète", { exact: true }).press("End");
  await axeFindsNothing(page);
  await page.keyboard.type(PASSPHRASE);
  await tabTo(page, page.getByLabel("La même phrase, une seconde fois"));
  await page.keyboard.type(PASSPHRASE);
  await page.keyboard.press("Enter");
  const later = page.getByRole("button", { name: "Plus tard" });
  await expect(later).toBeVisible({ timeout: 20_000 });
  await axeFindsNothing(page);
  await tabTo(page, later);
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Identifiant national")).toBeFocused({ timeout: 20_000 });
  await page.keyboard.type(DOCTOR.idNat);
  await page.keyboard.press("Enter");
  await approveOnServer({ page, space });
  await expect(page.getByLabel("Adresse MSSanté")).toBeFocused({ timeout: 20_000 });
  await axeFindsNothing(page);
  await page.keyboard.type(DOCTOR.address);
  await page.keyboard.press("Enter");
  const openNow = page.getByRole("button", { name: "Ouvrir ma boîte" });
  await expect(openNow).toBeVisible({ timeout: 40_000 });
  await tabTo(page, openNow);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("listbox").getByRole("option").first()).toBeVisible({ timeout: 40_000 });
}

async function takeTheTour(page: Page): Promise<void> {
  const begin = page.getByRole("button", { name: "Visiter en une minute" });
  await tabTo(page, begin);
  await page.keyboard.press("Enter");
  const card = page.getByRole("dialog", { name: "Visite de Pli" });
  await axeFindsNothing(page);
  for (const step of [1, 2, 3, 4]) {
    await expect(card.getByText(`${step} sur 5`)).toBeVisible();
    await page.keyboard.press("ArrowRight");
  }
  await expect(card.getByText("5 sur 5")).toBeVisible();
  await expect(card.getByRole("button", { name: "Commencer" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(card).toBeHidden();
  await expect(page.getByRole("listbox")).toBeFocused();
  await expect(begin).toBeHidden();
}

async function readTheFirstDocument(page: Page): Promise<void> {
  const chosen = page.getByRole("listbox").locator('[aria-selected="true"]');
  const words = async (): Promise<string> =>
    (await chosen.count()) === 0 ? "" : ((await chosen.first().textContent()) ?? "");
  // Documents are read while the list is walked: the first row that says so may not be the first for long, nor its number the last.
  for (let turn = 0; turn < 30 && !DOCUMENTS.test(await words()); turn += 1) {
    const before = await words();
    await page.keyboard.press("j");
    await expect.poll(words).not.toBe(before);
  }
  await expect(chosen).toContainText(DOCUMENTS);
  await page.keyboard.press("o");
  const read = page.getByRole("button", { name: /^Lire/u }).first();
  await expect(read).toBeVisible({ timeout: 20_000 });
  await axeFindsNothing(page);
  await tabTo(page, read);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Fermer le document" })).toBeVisible();
  await axeFindsNothing(page);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Fermer le document" })).toHaveCount(0);
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog")).toBeVisible();
  await axeFindsNothing(page);
  await page.keyboard.press("Escape");
}

/** From the words to what they found, and back to the list once they are gone. */
async function searchAndComeBack(page: Page): Promise<void> {
  const field = page.getByRole("searchbox", { name: "Rechercher un patient, un message, un document" });
  const found = page.locator("#list").getByRole("listbox");
  // The list is drawn again while its answer comes: a key pressed meanwhile is pressed again, as a person does.
  const comesTo = (place: Locator, key: string): Promise<void> =>
    expect(async () => {
      await page.keyboard.press(key);
      await expect(place).toBeFocused({ timeout: 1000 });
    }).toPass();
  await page.keyboard.press("/");
  await expect(field).toBeFocused();
  await page.keyboard.type("demo");
  await expect(page.getByRole("button", { name: "Chercher partout" })).toBeVisible();
  await comesTo(found, "ArrowDown");
  await page.keyboard.press("/");
  await expect(field).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(field).toHaveValue("");
  await comesTo(found, "Escape");
}

async function writeToThePatient({ page, servers }: OpenApp): Promise<void> {
  await page.keyboard.press("c");
  const to = page.getByRole("combobox", { name: "À" });
  await expect(to).toBeFocused();
  if (servers === "real") {
    await page.keyboard.type(PATIENT.address);
    await page.keyboard.press("Enter");
  } else {
    await page.keyboard.type("pat-");
    await expect(page.getByRole("option", { name: /patient\.mssante\.fr/u }).first()).toBeVisible({ timeout: 20_000 });
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
  }
  await expect(page.getByRole("switch", { name: /Bloquer la réponse du patient/u })).not.toBeChecked();
  await tabTo(page, page.getByLabel("Objet"));
  await page.keyboard.type("Votre prochain rendez-vous");
  await tabTo(page, page.getByRole("textbox", { name: "Texte du message" }));
  await page.keyboard.type("Bonjour, à mardi.");
  await axeFindsNothing(page);
  await page.keyboard.press("Control+Enter");
  const confirm = page.getByRole("button", { name: "J’ai vérifié, envoyer" });
  await expect(confirm).toBeVisible();
  await axeFindsNothing(page);
  await tabTo(page, confirm);
  await page.keyboard.press("Enter");
  await expect(page.getByText(/^Message envoyé dans/u)).toBeVisible();
}

/** Moves the focus by Tab alone until it is where a person would stop. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let turn = 0; turn < 80; turn += 1) {
    if (await target.evaluate((element) => element === document.activeElement).catch(() => false)) return;
    await page.keyboard.press("Tab");
  }
  await expect(target).toBeFocused();
}

async function axeFindsNothing(page: Page): Promise<void> {
  expect(await axeFindings(page)).toEqual([]);
}
