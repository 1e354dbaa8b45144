import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, type Locator, type Page, test } from "@playwright/test";
import { pdfText } from "../../electron/documents/pdf/pdf-text";
import { axeFindings } from "./support/axe";
import { conversationApart, forget, openApp, type OpenApp } from "./support/open-app";
import { arrive } from "./support/steps";

/** What the desk around the window does: everything found from one field, addresses clicked elsewhere, paper, files lent and taken back. */
test("the palette finds, an address clicked elsewhere is written to, an answer begun is kept, a conversation becomes a PDF, a lent file comes back, a document is searched and printed with its identity", async ({}, info) => {
  test.skip(info.project.metadata["servers"] !== "demo", "nothing here depends on the servers");
  const open = await openApp({ servers: "demo" });
  const { page } = open;
  try {
    await arrive(open);
    await findsWithThePalette(page);
    await setsTheDesk(page);
    await writesToAnAddressClickedElsewhere(open);
    await keepsAnAnswerBegun(open);
    await savesAConversation(open);
    await lendsADocument(open);
    await searchesAndPrintsADocument(open);
    await putsOffAndLabels(page);
    await opensApart(open);
    await takesInCharge(page);
    await writesARule(page);
    await playsAScenario(open);
    await saysWhy(page);
  } finally {
    await open.close();
    expect(existsSync(join(open.folder, "profile", "drag"))).toBe(false);
    forget(open.folder);
  }
});

const palette = (page: Page) => page.getByRole("combobox", { name: "Aller à, faire, trouver" });

async function findsWithThePalette(page: Page): Promise<void> {
  await page.keyboard.press("Control+k");
  await expect(palette(page)).toBeFocused();
  await page.keyboard.type("journ");
  await expect(page.getByRole("option", { selected: true })).toContainText("Journal");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Journal", level: 1 })).toBeVisible();
  await page.keyboard.press("Control+k");
  await page.keyboard.type("pat-chene");
  await page.getByRole("option", { name: /PAT-CHENE MARIE.*1952/u }).click();
  await expect(page.getByRole("dialog")).toContainText("PAT-CHENE");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
}

/** The width of a pane, the size of the text, the theme and the language: each by the mouse and by the keyboard. */
async function setsTheDesk(page: Page): Promise<void> {
  await page.keyboard.press("g");
  const edge = page.getByRole("separator", { name: "Largeur de la liste" });
  const width = Number(await edge.getAttribute("aria-valuenow"));
  await edge.press("ArrowRight");
  await expect(edge).toHaveAttribute("aria-valuenow", String(width + 16));
  await edge.hover();
  await page.mouse.down();
  const { x = 0, y = 0 } = (await edge.boundingBox()) ?? {};
  await page.mouse.move(x - 40, y + 100);
  await page.mouse.up();
  await expect.poll(async () => Number(await edge.getAttribute("aria-valuenow"))).toBeLessThan(width + 16);
  await edge.press("Enter");
  await expect(edge).toHaveAttribute("aria-valuenow", "372");

  const root = page.locator("html");
  await page.keyboard.press("Control+=");
  await expect(root).not.toHaveAttribute("style", /--text-scale: 1;/u);
  await page.keyboard.press("Control+0");
  await expect(root).toHaveAttribute("style", /--text-scale: 1;/u);

  await page.getByRole("button", { name: "Réglages" }).click();
  await page.getByRole("searchbox", { name: "Chercher un réglage" }).fill("langue");
  await expect(page.getByRole("heading", { name: "Envoi et avis" })).toBeHidden();
  await page
    .getByRole("button", { name: /Langue/u })
    .first()
    .click();
  await page.getByRole("option", { name: "English" }).click();
  await expect(page.getByRole("heading", { name: "Settings", level: 1 })).toBeVisible();
  await choose(page, page.getByRole("button", { name: /Language/u }).first(), "Français");
  await page.getByRole("searchbox", { name: "Chercher un réglage" }).press("Escape");
  await page.locator("label", { has: page.getByRole("radio", { name: "Sombre" }) }).click();
  await expect(root).toHaveAttribute("data-theme", "dark");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  await expect(root).not.toHaveAttribute("data-theme", "dark");
}

async function writesToAnAddressClickedElsewhere({ page, folder }: OpenApp): Promise<void> {
  await page.evaluate(() => window.pli.call("settings.set", { mailto: true }));
  const second = spawn(
    process.env["PLI_ELECTRON"] ?? "",
    [
      ".",
      `--user-data-dir=${join(folder, "profile")}`,
      "mailto:nadia.demo@confrere.demo.mssante.fr?subject=Bonjour&attach=/etc/passwd",
    ],
    { stdio: "ignore" },
  );
  await new Promise((resolve) => second.once("exit", resolve));
  await expect(page.getByRole("textbox", { name: "Objet" })).toHaveValue("Bonjour");
  await expect(page.getByRole("list", { name: /Destinataires, À/u })).toContainText(
    "nadia.demo@confrere.demo.mssante.fr",
  );
  await expect(page.getByRole("list", { name: "Pièces jointes" })).toHaveCount(0);
  await page.getByRole("button", { name: "Jeter le brouillon" }).click();
}

/** An answer begun is still there in a wider window, and is gone on with on coming back to its conversation. */
async function keepsAnAnswerBegun({ page }: OpenApp): Promise<void> {
  const rows = page.getByRole("listbox").getByRole("option");
  await page.getByRole("radio", { name: "Patients" }).check({ force: true });
  await rows.filter({ hasText: "PAT-CHENE" }).first().click();
  const answer = page.getByRole("textbox", { name: /^Réponse à/u });
  await answer.fill("Une réponse commencée.");
  await page.setViewportSize({ width: 1920, height: 1080 });
  const record = page.getByRole("complementary", { name: "Dossier de ce patient" });
  await expect(record).toBeVisible();
  await page.getByRole("button", { name: "Masquer le volet" }).click();
  await expect(record).toHaveCount(0);
  await page.getByRole("button", { name: "Afficher le volet" }).click();
  await expect(record).toBeVisible();
  await expect(answer).toHaveValue("Une réponse commencée.");
  await page.setViewportSize({ width: 1280, height: 800 });
  await rows.filter({ hasNotText: "PAT-CHENE" }).first().click();
  await expect(page.getByRole("region", { name: /PAT-CHENE|sevrage/u })).toHaveCount(0);
  await rows.filter({ hasText: "PAT-CHENE" }).first().click();
  await page.getByRole("button", { name: "Reprendre" }).click();
  await expect(page.getByRole("textbox", { name: "Texte du message" })).toHaveValue(/^Une réponse commencée\./u);
  await page.setViewportSize({ width: 1920, height: 1080 });
  await expect(record).toBeVisible();
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.getByRole("button", { name: "Jeter le brouillon" }).click();
  await expect(page.getByRole("button", { name: "Reprendre" })).toHaveCount(0);
  await dropsAFile(page);
  await knowsACorrespondent(page);
  await page.getByRole("radio", { name: "Tout" }).check({ force: true });
}

/** In a wide window, what is known of a correspondent stands beside what is read, and leads to the other conversations. */
async function knowsACorrespondent(page: Page): Promise<void> {
  await page.setViewportSize({ width: 1920, height: 1080 });
  await page.getByRole("radio", { name: "Pros" }).check({ force: true });
  await page
    .getByRole("option", { name: /DEMO-CARDIO/u })
    .first()
    .click();
  const known = page.getByRole("complementary", { name: "Ce que l’on sait de ce correspondant" });
  const others = known.getByRole("region", { name: "Autres conversations" }).getByRole("button");
  await expect(others.first()).toBeVisible();
  expect(await axeFindings(page)).toEqual([]);
  const subject = page.getByRole("region", { name: /^Conversation/u });
  const before = (await subject.getAttribute("aria-label")) ?? "";
  await others.first().click();
  await expect(subject).not.toHaveAccessibleName(before);
  await page.setViewportSize({ width: 1280, height: 800 });
}

/** A file dropped on the conversation is joined to an answer. */
async function dropsAFile(page: Page): Promise<void> {
  await page.getByRole("region", { name: /^Conversation/u }).evaluate((conversation) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(["texte"], "ordonnance.txt", { type: "text/plain" }));
    for (const kind of ["dragover", "drop"])
      conversation.dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true }));
  });
  await expect(page.getByRole("list", { name: "Pièces jointes" })).toContainText("ordonnance.txt");
  await page.getByRole("button", { name: "Jeter le brouillon" }).click();
}

async function savesAConversation({ app, page, folder }: OpenApp): Promise<void> {
  const file = join(folder, "conversation.pdf");
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, file);
  await page.getByRole("radio", { name: "Documents" }).check({ force: true });
  await page
    .getByRole("option", { name: /document/u })
    .first()
    .click();
  await expect(page.getByRole("list", { name: "Documents" }).getByRole("article").first()).toBeVisible({
    timeout: 20_000,
  });
  await page.keyboard.press("Control+Shift+P");
  await expect(page.getByText("PDF enregistré.")).toBeVisible();
  expect(readFileSync(file).subarray(0, 5).toString()).toBe("%PDF-");
  // A sheet says who wrote to whom, and when, in full: « aujourd’hui » is true for a day only.
  const paper = await pdfText(readFileSync(file), { maxPages: 5, maxChars: 20_000 });
  expect(paper).toMatch(/@.*@.*20\d\d, \d+\sh\s\d\d/su);
}

/** By keyboard: put off until tomorrow and back, then a label that is found again in the rail. */
async function putsOffAndLabels(page: Page): Promise<void> {
  const rail = page.getByRole("navigation", { name: "Listes et boîtes" });
  await page.getByRole("listbox").focus();
  await page.keyboard.press("h");
  const told = page.getByText(/^Conversation reportée.*demain à 8/u);
  await expect(told).toBeVisible();
  await expect(rail.getByRole("button", { name: /^Reportés/u })).toBeVisible();
  await told.locator("xpath=ancestor::*[.//button][1]").getByRole("button", { name: "Annuler" }).click();
  await expect(rail.getByRole("button", { name: /^Reportés/u })).toHaveCount(0);
  await page.getByRole("listbox").focus();
  await page.keyboard.press("l");
  await page.getByRole("textbox", { name: "Nouvelle étiquette" }).fill("À rappeler");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("checkbox", { name: "À rappeler" })).toBeChecked();
  await page.keyboard.press("Escape");
  await rail.getByRole("button", { name: /^À rappeler/u }).click();
  await expect(page.getByRole("listbox").getByRole("option")).toHaveCount(1);
  await expect(page.getByRole("listbox").getByRole("option")).toContainText("À rappeler");
}

/** A conversation of a shared mailbox in a window of its own, by keyboard: the same keys, no name in its title, gone when it is closed. */
async function opensApart({ app, page }: OpenApp): Promise<void> {
  await page.getByRole("button", { name: /^Secrétariat des Tilleuls/u }).click();
  // The label before has one conversation: until its row has gone.
  await expect(page.getByRole("listbox").getByRole("option").nth(1)).toBeVisible();
  await page.getByRole("listbox").getByRole("option").first().click();
  await expect(page.getByRole("region", { name: /^Conversation/u })).toBeVisible();
  await watchCaptures(app);
  await page.evaluate(() => window.pli.call("settings.set", { hideFromCapture: true }));
  await page.getByRole("listbox").focus();
  await page.keyboard.press("Control+Enter");
  const apart = await conversationApart(app);
  await expect(apart.getByRole("article").first()).toBeVisible();
  await expect(apart.getByRole("navigation")).toHaveCount(0);
  await saysNothingOutside(app);
  expect(await apart.evaluate(() => window.pli.call("app.lock", undefined))).toMatchObject({ ok: false });
  await apart.keyboard.press("p");
  await expect(apart.getByText("Prise en charge par vous")).toBeVisible();
  const writing = app.waitForEvent("window");
  await apart.keyboard.press("f");
  const composer = await writing;
  await composer.getByRole("button", { name: "Jeter le brouillon" }).click();
  await expect(apart.getByRole("article").first()).toBeVisible();
  const closed = apart.waitForEvent("close");
  // The window is gone before the key is up.
  await apart.keyboard.press("Escape").catch(() => undefined);
  await closed;
}

/** Neither a title nor a capture of the screen tells what a window holds. */
async function saysNothingOutside(app: OpenApp["app"]): Promise<void> {
  const { titles, windows, hidden } = await app.evaluate(({ BrowserWindow }) => ({
    titles: BrowserWindow.getAllWindows().map((one) => one.getTitle()),
    windows: BrowserWindow.getAllWindows().map(({ id }) => id),
    hidden: [...((globalThis as { hiddenFromCapture?: Set<number> }).hiddenFromCapture ?? [])],
  }));
  expect(titles.filter((title) => title !== "Pli" && !/démonstration/iu.test(title))).toEqual([]);
  expect(windows.length).toBeGreaterThan(1);
  expect(windows.filter((id) => !hidden.includes(id))).toEqual([]);
}

/** Notes which windows captures show black: Linux does not do it, and does not say either. */
async function watchCaptures(app: OpenApp["app"]): Promise<void> {
  await app.evaluate(({ BrowserWindow }) => {
    const hidden = new Set<number>();
    (globalThis as { hiddenFromCapture?: Set<number> }).hiddenFromCapture = hidden;
    const real = BrowserWindow.prototype.setContentProtection;
    BrowserWindow.prototype.setContentProtection = function (enable: boolean) {
      if (enable) hidden.add(this.id);
      else hidden.delete(this.id);
      real.call(this, enable);
    };
  });
}

/** What was taken in charge in its window is so in the list and by its filter; ticked, it is let go with what else is ticked. */
async function takesInCharge(page: Page): Promise<void> {
  const rows = page.getByRole("listbox").getByRole("option");
  await expect(rows.first()).toContainText("Prise en charge par vous");
  await page.getByRole("button", { name: "Filtrer par prise en charge" }).click();
  await expect(page.getByRole("radio", { name: "À moi" })).toBeChecked();
  await expect(rows).toHaveCount(1);
  await page.getByRole("listbox").focus();
  await page.keyboard.press("x");
  await page
    .getByRole("toolbar", { name: /cochée/u })
    .getByRole("button", { name: "Ne plus prendre en charge" })
    .click();
  await expect(page.getByRole("listbox")).toHaveCount(0);
  await page.getByRole("button", { name: "Filtrer par prise en charge" }).click();
  await expect(rows.first()).toBeVisible();
}

/** Without a mouse: a rule is a sentence as it is written, and counts before it touches what is there. */
async function writesARule(page: Page): Promise<void> {
  await page.keyboard.press("Control+k");
  await page.keyboard.type("nouvelle regle");
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Nouvelle règle" });
  await choose(page, dialog.getByRole("button", { name: /Venant/u }), "D’un patient");
  await choose(page, dialog.getByRole("button", { name: /Étiqueter/u }), "Nouvelle étiquette…");
  await page.keyboard.type("Demande de patient");
  await expect(dialog.getByRole("status")).toHaveText(
    /^Quand un message d’un patient arrive dans une de vos boîtes.: étiqueter «.Demande de patient.»\.$/u,
  );
  await expect(dialog.getByRole("checkbox", { name: "Marquer traité" })).toHaveCount(0);
  await dialog.getByRole("button", { name: "Garder la règle" }).press("Enter");
  await expect(dialog).toHaveCount(0);
  await page.getByRole("button", { name: "Réglages" }).click();
  await page.getByRole("button", { name: /^Appliquer la règle 1/u }).click();
  await expect(page.getByRole("dialog").getByRole("status")).toHaveText(/\d+ messages sont concernés/u);
  await page.keyboard.press("Escape");
}

async function choose(page: Page, field: Locator, option: string): Promise<void> {
  await field.press("Enter");
  await page.getByRole("option", { name: option }).press("Enter");
}

/** What a rule did is said in the message that came, and taken back there. */
async function saysWhy(page: Page): Promise<void> {
  const row = page.getByRole("option", { name: /Mes résultats/u }).first();
  await expect(row).toContainText("Demande de patient", { timeout: 20_000 });
  await row.click();
  const why = page.getByText(/Une règle a étiqueté ce message «.Demande de patient.»/u);
  await expect(why).toBeVisible();
  await why.locator("..").getByRole("button", { name: "Annuler" }).click();
  await expect(why).toHaveCount(0);
  await expect(row).not.toContainText("Demande de patient");
}

/** What a vendor holds beside Pli: a step is done by the demonstration, and its lines are seen. */
async function playsAScenario({ app, page }: OpenApp): Promise<void> {
  await page.keyboard.press("Control+k");
  await page.keyboard.type("panneau");
  await page.keyboard.press("Enter");
  await expect.poll(() => app.windows().some((one) => one.url().endsWith("panel.html"))).toBe(true);
  const panel = app.windows().find((one) => one.url().endsWith("panel.html"));
  if (panel === undefined) throw new Error("no panel");
  const scenario = panel.getByRole("region", { name: "Un échange avec une patiente" });
  await scenario.getByRole("button", { name: "Faire" }).press("Enter");
  await expect(scenario.getByRole("button", { name: "Fait" })).toBeVisible();
  await page.getByRole("button", { name: /^Échanges patients/u }).click();
  await expect(page.getByRole("option", { name: /Mes résultats/u }).first()).toBeVisible({ timeout: 20_000 });
  await panel.getByRole("tab", { name: "Protocole" }).click();
  await expect(panel.getByRole("group", { name: "Protocole", exact: true })).toContainText(/IMAP.*(?:IDLE|FETCH)/su);
}

async function lendsADocument({ app, page, folder }: OpenApp): Promise<void> {
  // The drag itself belongs to the system; what is lent to it is ours.
  const lent = await app.evaluate(({ BrowserWindow }) => {
    const files: string[] = [];
    for (const window of BrowserWindow.getAllWindows())
      window.webContents.startDrag = ({ file }) => void files.push(file);
    (globalThis as { lent?: string[] }).lent = files;
    return files.length;
  });
  expect(lent).toBe(0);
  await page.getByRole("list", { name: "Documents" }).getByRole("article").first().dispatchEvent("dragstart");
  const root = join(folder, "profile", "drag");
  await expect.poll(() => (existsSync(root) ? readdirSync(root, { recursive: true }).length : 0)).toBe(2);
  const files = await app.evaluate(() => (globalThis as { lent?: string[] }).lent ?? []);
  expect(files).toHaveLength(1);
  expect(files[0]).toMatch(/\.(?:pdf|xml)$/u);
}

/** What is looked for is found without its accents; what is printed says on each page whom it is about. */
async function searchesAndPrintsADocument({ app, page, folder }: OpenApp): Promise<void> {
  await page
    .getByRole("option", { name: /biologiques/u })
    .first()
    .click();
  await expect(page.getByRole("region", { name: /^Conversation.*biologiques/u })).toBeVisible();
  await page.getByRole("button", { name: /^Lire/u }).first().click();
  await expect(page.getByRole("tab", { name: "Document" })).toBeVisible();
  await page.keyboard.press("Control+f");
  await page.keyboard.type("hemoglobine");
  await expect(page.getByRole("search").getByRole("status")).toHaveText(/^1 sur \d+$/u);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("search")).toHaveCount(0);

  const sheets = await page.evaluateHandle(() => {
    const printed: number[] = [];
    window.print = () => void printed.push(document.querySelectorAll("[data-sheets] img[src]").length);
    return printed;
  });
  await page.keyboard.press("Control+p");
  await expect.poll(() => sheets.evaluate((counts) => counts.length)).toBe(1);
  expect(await sheets.evaluate((counts) => counts[0] ?? 0)).toBeGreaterThan(0);
  await expect(page.locator("[data-sheets]")).toHaveCount(0);

  const file = join(folder, "papier.pdf");
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, file);
  await page.keyboard.press("Control+Shift+P");
  await expect(page.getByText("Document enregistré.")).toBeVisible();
  const text = await pdfText(readFileSync(file), { maxPages: 5, maxChars: 20_000 });
  expect(text).toMatch(/PAT-.*INS .*Imprimé le.*Page 1 \/ \d/su);
  await page.getByRole("button", { name: "Fermer le document" }).click();
}
