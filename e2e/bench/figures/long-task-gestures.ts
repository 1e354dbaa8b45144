import type { Page } from "@playwright/test";

const WHEELS = 40;
const STEPS = 12;
const TICKED = 12;

/** What a person does, on the application just opened; each leaves the list of what is to do on the screen. */
export type Gesture = (page: Page) => Promise<unknown>;

const shown = (page: Page): Promise<unknown> => page.getByRole("option").first().waitFor();
const along = (page: Page, name: RegExp): Promise<void> =>
  page.getByRole("navigation").getByRole("button", { name }).first().click();

async function toDo(page: Page): Promise<void> {
  await along(page, /^À traiter/u);
  await shown(page);
}

/** Chosen in the palette by what is typed there. */
async function fromPalette(page: Page, typed: string): Promise<void> {
  await page.getByRole("listbox").first().focus();
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox").pressSequentially(typed, { delay: 40 });
  await page.getByRole("dialog").getByRole("option", { selected: true }).waitFor();
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor({ state: "detached" });
}

/** The gestures of a day, in the order in which they are played. */
export const GESTURES: Readonly<Record<string, Gesture>> = {
  "ouvrir au clavier": async (page) => {
    await page.getByRole("listbox").focus();
    for (let step = 0; step < STEPS; step += 1) await page.keyboard.press("j", { delay: 30 });
    await page.getByRole("article").first().waitFor();
  },
  "ouvrir à la souris": async (page) => {
    for (const row of [3, 5, 2]) {
      await page.getByRole("option").nth(row).click();
      await page.getByRole("article").first().waitFor();
    }
  },
  défiler: async (page) => {
    await page.getByRole("listbox").hover();
    for (let turn = 0; turn < WHEELS; turn += 1) await page.mouse.wheel(0, 400);
  },
  cocher: async (page) => {
    await page.getByRole("listbox").focus();
    await page.keyboard.press("Home");
    for (let ticked = 0; ticked < TICKED; ticked += 1) await page.keyboard.press("Shift+ArrowDown", { delay: 30 });
    await page.keyboard.press("Control+a");
    await page.keyboard.press("Escape");
  },
  chercher: async (page) => {
    await page.getByRole("searchbox").first().click();
    await page.keyboard.type("patient suivi", { delay: 60 });
    await shown(page);
    await page.getByRole("searchbox").first().fill("");
    await shown(page);
  },
  filtrer: async (page) => {
    for (const name of ["Pros", "Tout"]) {
      await page.getByRole("radio", { name }).check({ force: true });
      await shown(page);
    }
  },
  écrire: async (page) => {
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Écrire", exact: true }).click();
    await page.getByRole("combobox", { name: "À" }).pressSequentially("camille", { delay: 40 });
    await page
      .getByRole("textbox", { name: "Texte du message" })
      .pressSequentially("Chère consœur, merci.", { delay: 20 });
    await page.getByRole("button", { name: "Jeter le brouillon" }).click();
  },
  "lire un document": async (page) => {
    await along(page, /^Documents/u);
    await page.getByRole("option").first().click();
    await page.getByRole("button", { name: /^Lire/u }).first().click();
    await page.getByRole("table").first().waitFor();
    await page.keyboard.press("Escape");
    await toDo(page);
  },
  "changer de page": async (page) => {
    for (const name of [/^Dossiers patients/u, /^Contacts/u, /^Journal/u, /^Réglages/u]) {
      await along(page, name);
      await page.getByRole("main").getByRole("heading").first().waitFor();
    }
    await toDo(page);
  },
  "chercher dans l’annuaire": async (page) => {
    await along(page, /^Annuaire/u);
    await page.getByRole("main").getByRole("textbox").first().pressSequentially("camille", { delay: 60 });
    await page.keyboard.press("Enter");
    await toDo(page);
  },
  "changer de boîte": async (page) => {
    await along(page, /^Cabinet/u);
    await shown(page);
    await toDo(page);
  },
  "aller par la palette": (page) => fromPalette(page, "réglages").then(() => toDo(page)),
  "changer de thème": async (page) => {
    await fromPalette(page, "thème");
    await fromPalette(page, "thème");
  },
};
