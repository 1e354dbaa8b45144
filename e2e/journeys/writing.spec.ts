import { type ElectronApplication, expect, type Page, test } from "@playwright/test";
import { forget, openApp, type OpenApp } from "./support/open-app";
import { arrive, PASSPHRASE } from "./support/steps";

/** A word is wrong: what was meant is in its menu. Another is hers: Pli learns it, and may forget it. */
test("a professional corrects a word, and teaches Pli one of hers", async ({}, info) => {
  const servers = info.project.metadata["servers"] === "real" ? "real" : "demo";
  const open = await openApp({ servers });
  const { page, app } = open;
  try {
    await arrive(open);
    expect(
      await page.evaluate(() => window.pli.call("spelling.check", { words: ["hypertention", "hypertension"] })),
    ).toMatchObject({ ok: true, value: { wrong: ["hypertention"] } });
    const engine = await app.evaluate(() => Number.parseInt(process.versions.electron, 10));
    test.skip(
      engine < 34,
      "this release of Electron marks no word: its checker may never end (electron/electron#45001)",
    );
    await keepMenus(app);
    await page.getByRole("button", { name: "Écrire", exact: true }).click();
    const text = page.getByRole("textbox", { name: "Texte du message" });
    await text.click();
    await text.pressSequentially("Une hypertention ");
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("ArrowLeft");
    await chooseInMenu(open, "hypertension");
    await expect(text).toHaveValue("Une hypertension ");

    await page.keyboard.press("Control+End");
    await text.pressSequentially("sous apixabanne ");
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("ArrowLeft");
    await chooseInMenu(open, "Ajouter au dictionnaire");
    await page.getByRole("button", { name: "Réglages" }).click();
    await page.getByRole("button", { name: "Retirer apixabanne du dictionnaire" }).click();
    await expect(page.getByText("Aucun mot ajouté", { exact: false })).toBeVisible();
  } finally {
    await open.close();
    forget(open.folder);
  }
});

/** Two messages at once, one in its own window; the application is killed, and both are found again with their last words. */
test("a professional writes two messages at once, and finds them again after a power cut", async ({}, info) => {
  const servers = info.project.metadata["servers"] === "real" ? "real" : "demo";
  const first = await openApp({ servers });
  let open = first;
  try {
    await arrive(first);
    await begins(first.page, "Premier avis");
    await begins(first.page, "Second avis");
    await expect(first.page.getByRole("navigation", { name: "Messages en cours" })).toContainText("Premier avis");
    await first.page.getByRole("button", { name: "Ouvrir dans une fenêtre" }).click();
    const own = await composerOf(first);
    await expect(first.page.getByRole("textbox", { name: "Texte du message" })).toHaveCount(0);
    await own.getByRole("button", { name: "Mise en forme" }).press("Space");
    await writesFormatted(own, "Écrit dans sa fenêtre.");
    expect(await own.evaluate(() => window.pli.call("app.lock", undefined))).toMatchObject({
      failure: { code: "refused-sender" },
    });
    await expect(own.getByText(/^Enregistré à/u)).toBeVisible();
    first.app.process().kill("SIGKILL");

    open = await openApp({ servers, folder: first.folder });
    if (servers === "real") await unlock(open.page);
    const again = await composerOf(open);
    const text = again.getByRole("textbox", { name: "Texte du message" });
    await expect(text.locator("b")).toHaveText("Écrit dans sa fenêtre.");
    await expect(text.getByRole("cell", { name: "4,1 mmol/L" })).toBeVisible();
    await again.getByRole("button", { name: "Replacer dans la fenêtre principale" }).click();
    await expect(open.page.getByRole("textbox", { name: "Objet" })).toHaveValue("Second avis");
    await open.page.getByRole("navigation", { name: "Messages en cours" }).getByText("Premier avis").click();
    await expect(open.page.getByRole("textbox", { name: "Objet" })).toHaveValue("Premier avis");
  } finally {
    await open.close();
    forget(open.folder);
  }
});

/** Words in bold by the keyboard, and a table as practice software copies it, with what must not come along. */
async function writesFormatted(page: Page, words: string): Promise<void> {
  const text = page.getByRole("textbox", { name: "Texte du message" });
  await text.click();
  await page.keyboard.press("Control+b");
  await expect(page.getByRole("button", { name: "Gras" })).toHaveAttribute("aria-pressed", "true");
  await text.pressSequentially(words);
  await text.evaluate((element) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", "Kaliémie");
    clipboardData.setData(
      "text/html",
      `<table><tr><th>Examen<th>Valeur<tr><td>Kaliémie<td style="color:red" onclick="alert(1)">4,1 mmol/L</table>
       <img src="https://suivi.example/p.png"><script>alert(1)</script>`,
    );
    element.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  });
  await expect(text.getByRole("cell", { name: "4,1 mmol/L" })).toBeVisible();
  expect(await text.locator("img, script, [style], [onclick]").count()).toBe(0);
}

async function begins(page: Page, subject: string): Promise<void> {
  await page.getByRole("button", { name: "Écrire", exact: true }).click();
  await page.getByRole("textbox", { name: "Objet" }).fill(subject);
  await expect(page.getByText(/^Enregistré à/u)).toBeVisible();
}

async function unlock(page: Page): Promise<void> {
  await page.getByLabel("Phrase secrète").fill(PASSPHRASE);
  await page.getByRole("button", { name: "Déverrouiller" }).click();
}

/** The window of the draft that has one. */
async function composerOf({ app }: OpenApp): Promise<Page> {
  const find = () => app.windows().find((one) => one.url().endsWith("composer-window.html"));
  await expect.poll(() => find() !== undefined, { timeout: 20_000 }).toBe(true);
  const window = find();
  if (window === undefined) throw new Error("no window");
  return window;
}

type Kept = { menu?: Electron.Menu | undefined };

/** A menu of the system cannot be seen from a page: it is kept where it would be shown. */
const keepMenus = (app: ElectronApplication): Promise<void> =>
  app.evaluate(({ Menu }) => {
    Menu.prototype.popup = function popup(this: Electron.Menu) {
      (globalThis as Kept).menu = this;
    };
  });

/** Opens the menu at the caret by the keyboard until it proposes this, and chooses it. */
async function chooseInMenu({ app, page }: Awaited<ReturnType<typeof openApp>>, label: string): Promise<void> {
  const choose = async (): Promise<boolean> => {
    await app.evaluate(() => {
      (globalThis as Kept).menu = undefined;
    });
    await page.keyboard.press("ContextMenu");
    await expect.poll(() => app.evaluate(() => (globalThis as Kept).menu !== undefined)).toBe(true);
    return app.evaluate((_electron, wanted) => {
      const item = (globalThis as Kept).menu?.items.find((one) => one.label === wanted);
      item?.click();
      return item !== undefined;
    }, label);
  };
  await expect.poll(choose, { timeout: 20_000 }).toBe(true);
}
