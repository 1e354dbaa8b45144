import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { newFolder, type OpenApp, openApp, forget } from "../journeys/support/open-app";
import { sentToPatient } from "../journeys/support/look-outside";
import { DECEPTIONS, type HostileCase, hostileMail, REQUESTS, SCRIPTS } from "./hostile";
import { type Attacker, openAttacker, provesItCounts } from "./support/attacker";
import { expectUntouched, faultsOfFrame, follow, followLinks, mainActs, watchMain } from "./support/inert";
import { createProfile, openConversation, openMailbox, PASSPHRASE } from "./support/mailbox";
import { networkTraces } from "./support/net-log";

const CASES = [...SCRIPTS, ...REQUESTS, ...DECEPTIONS];

let attacker: Attacker;
let opened: OpenApp;
let folder: string;
let before = 0;
const dialogs: string[] = [];

test.beforeAll(async () => {
  test.setTimeout(120_000);
  attacker = await openAttacker();
  before = await provesItCounts(attacker);
  folder = newFolder();
  opened = await openApp({ servers: "real", folder, args: [`--log-net-log=${join(folder, "net-log.json")}`] });
  const { app, page, space } = opened;
  page.setDefaultTimeout(10_000);
  page.on("dialog", (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  if (space === null) throw new Error("the attacks come through real servers");
  for (const hostile of CASES)
    await space.deliver("denis.demo@cabinet.essai.mssante.fr", hostileMail(hostile, attacker.origin));
  await watchMain(app, 0);
  await createProfile(page, PASSPHRASE);
  await openMailbox(page, space);
});

test.afterAll(async () => {
  await opened.close().catch(() => undefined);
  await attacker.close();
  forget(folder);
});

const rowOf = (id: string): RegExp => new RegExp(`DEMO ${id}(?!\\w)`, "u");

/** Opens the message; its text is shown first, whatever its formatting. */
async function openText(page: Page, id: string): Promise<void> {
  await openConversation(page, rowOf(id));
  await expect(page.getByRole("article").getByText(`Texte du message ${id}.`)).toBeVisible();
  await expect(page.locator("iframe")).toHaveCount(0);
}

async function openFormatted(page: Page, { id, keeps }: HostileCase): Promise<void> {
  await openText(page, id);
  await page.getByRole("button", { name: "Afficher la mise en forme" }).click();
  await expect(page.frameLocator("iframe").getByText(`Repère ${id}.`)).toBeVisible();
  if (keeps !== undefined) await expect(page.frameLocator("iframe").getByText(keeps)).toBeVisible();
}

for (const hostile of CASES) {
  test(`${hostile.id}: ${hostile.about}: shown as harmless text, the application untouched`, async () => {
    const { app, page } = opened;
    if (hostile.tooLong === true) {
      await openText(page, hostile.id);
      await page.getByRole("button", { name: "Afficher la mise en forme" }).click();
      await expect(page.getByText("trop volumineuse")).toBeVisible();
      await expect(page.locator("iframe")).toHaveCount(0);
    } else {
      await openFormatted(page, hostile);
      expect(await faultsOfFrame(page)).toEqual([]);
      await followLinks(page);
      expect(await faultsOfFrame(page)).toEqual([]);
      await page.getByRole("button", { name: "Afficher le texte seul" }).click();
      await expect(page.getByRole("article").getByText(`Texte du message ${hostile.id}.`)).toBeVisible();
    }
    await expectUntouched(app, page);
    expect(attacker.hits().slice(before)).toEqual([]);
    expect((await mainActs(app)).opened).toEqual([]);
    expect(dialogs).toEqual([]);
  });
}

const caseOf = (id: string): HostileCase =>
  CASES.find((one) => one.id === id) ??
  (() => {
    throw new Error(`no case ${id}`);
  })();

test("L02, L03: the guard shows the canonical host in punycode and what is odd; main asks again, and opens only on yes", async () => {
  const { app, page } = opened;
  const guard = page.getByRole("alertdialog");
  await openFormatted(page, caseOf("L03"));
  await follow(page, 0, "left");
  await expect(guard.getByText("Le texte du lien annonce un autre site")).toBeVisible();
  await expect(guard.getByText("attaquant.example", { exact: true })).toBeVisible();
  await page.keyboard.press("Escape");

  await openFormatted(page, caseOf("L02"));
  await follow(page, 5, "left");
  await expect(guard.getByText("xn--80ak6aa92e.example", { exact: true })).toBeVisible();
  await expect(guard.getByText("lettres qui peuvent en imiter")).toBeVisible();
  await guard.getByRole("button", { name: "Ouvrir dans le navigateur" }).click();
  await expect.poll(async () => (await mainActs(app)).asked.length).toBe(1);
  expect((await mainActs(app)).asked[0]).toContain("xn--80ak6aa92e.example");
  expect((await mainActs(app)).opened).toEqual([]);
  for (const refused of [0, 1, 2, 4]) {
    await follow(page, refused, "left");
    await expect(guard.getByText("Pli ne l’ouvre pas")).toBeVisible();
    await expect(guard.getByRole("button", { name: "Ouvrir dans le navigateur" })).toHaveCount(0);
    await page.keyboard.press("Escape");
  }
  expect((await mainActs(app)).asked).toHaveLength(1);
});

for (const id of ["H01a", "H02a", "H03", "H15", "M05"]) {
  test(`O05: ${id} answered and forwarded is text in the editor, and comes back as text from the draft`, async () => {
    const { app, page } = opened;
    const editor = page.getByRole("region", { name: "Message", exact: true });
    for (const act of ["Répondre", "Transférer"]) {
      await openText(page, id);
      await page.getByRole("button", { name: "Autres actions" }).last().click();
      await page.getByRole("menuitem", { name: act }).first().click();
      await expect(editor.getByLabel("Texte du message")).toHaveValue(new RegExp(`Texte du message ${id}`, "u"));
      expect(await editor.locator("iframe, img, script, [contenteditable]").count()).toBe(0);
      await expectUntouched(app, page);
      await editor.getByLabel("Texte du message").press("Escape");
      await expect(editor).toHaveCount(0);
    }
    expect(attacker.hits().slice(before)).toEqual([]);
  });
}

test("O05: what leaves as the answer to a hostile message is its text alone", async () => {
  const { page, space } = opened;
  const text = `Bien reçu, réponse ${Date.now()}`;
  await page.evaluate(() =>
    (window as unknown as { pli: { call: (...given: unknown[]) => unknown } }).pli.call("settings.set", {
      undoSeconds: 0,
    }),
  );
  await openText(page, "H02a");
  await page.getByLabel(/^Réponse à/u).fill(text);
  await page.getByLabel(/^Réponse à/u).press("Control+Enter");
  if (space === null) throw new Error("the attacks come through real servers");
  const { source } = await sentToPatient(space, "h02a.demo@confrere.essai.mssante.fr", text);
  expect(source).not.toMatch(/text\/html|<svg|<img|<math|onerror=|127\.0\.0\.1:/iu);
});

// Last: it ends the application, so that Chromium's own log is whole.
test("all of them together: Chromium resolved no name, connected to nobody and sent no datagram", async () => {
  await opened.close();
  const { events, ...traces } = networkTraces(join(folder, "net-log.json"));
  expect(events).toBeGreaterThan(0);
  expect(traces).toEqual({ resolved: 0, requests: [], connections: 0, datagrams: 0 });
  expect(attacker.hits().slice(before)).toEqual([]);
});
