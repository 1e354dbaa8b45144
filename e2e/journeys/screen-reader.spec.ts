import { expect, type Page, test } from "@playwright/test";
import { lists } from "../screens/scenes/lists";
import { pages } from "../screens/scenes/pages";
import { axeFindings } from "./support/axe";
import { forget, openApp, type OpenApp } from "./support/open-app";
import { arrive } from "./support/steps";

/** Scenes that wait for a server, or after which one is no longer signed in: `npm run screens` reads these too. */
const ELSEWHERE = new Set([
  "41-annuaire-reponses",
  "41-fiche-personne",
  "41-fiche-structure",
  "48-contacts",
  "49-essai-qui-echoue",
  "62-deconnecte",
  "63-connexion",
]);

/** The window as a screen reader hears it: its landmarks, its list, where the focus goes and comes back, what is announced. */
test("the morning's mail is walked through the accessibility tree", async ({}, info) => {
  test.skip(info.project.metadata["servers"] !== "demo", "nothing here depends on the servers");
  test.setTimeout(240_000);
  const open = await openApp({ servers: "demo" });
  const { page } = open;
  try {
    await arrive(open);
    await namesItsLandmarks(page);
    await readsTheList(page);
    await returnsTheFocus(page);
    await announcesWhatIsDone(page);
    await holdsInForcedColours(page);
    await everyScreenIsReadable(open);
  } finally {
    await open.close();
    forget(open.folder);
  }
});

async function namesItsLandmarks(page: Page): Promise<void> {
  await expect(page.getByRole("navigation", { name: "Listes et boîtes" })).toMatchAriaSnapshot(`
    - navigation "Listes et boîtes":
      - button "Écrire"
      - list:
        - listitem:
          - button /À traiter/
        - listitem:
          - button /Échanges patients/
  `);
  await expect(page.getByRole("main")).toHaveCount(1);
  await expect(page.getByRole("region", { name: "À traiter" })).toBeVisible();
  await expect(page.getByRole("separator", { name: "Largeur de la liste" })).toHaveAttribute("aria-valuenow", /\d+/u);
}

/** Each row says who, of what kind, what about; its place and the number of all are told. */
async function readsTheList(page: Page): Promise<void> {
  const list = page.getByRole("listbox", { name: /^À traiter, \d+ conversations/u });
  await list.focus();
  await page.keyboard.press("ArrowDown");
  const row = list.getByRole("option", { selected: true });
  await expect(row).toHaveAttribute("aria-posinset", /\d+/u);
  await expect(row).toHaveAttribute("aria-setsize", /\d+/u);
  await expect(row).toContainText(/Patient|Professionnel/u);
  // What arrives meanwhile moves the row: both are read again.
  const isActive = async (): Promise<boolean> =>
    (await list.getAttribute("aria-activedescendant")) === (await row.getAttribute("id"));
  await expect.poll(isActive).toBe(true);
}

/** What opens over the window gives the focus back to where it was. */
async function returnsTheFocus(page: Page): Promise<void> {
  const list = page.getByRole("listbox").first();
  await list.focus();
  for (const [keys, name] of [
    ["Control+k", "Aller à, faire, trouver"],
    ["?", "Aide"],
    ["l", "Étiquettes de la conversation"],
  ] as const) {
    await page.keyboard.press(keys);
    await expect(page.getByRole("dialog", { name })).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await expect(list).toBeFocused();
  }
}

async function announcesWhatIsDone(page: Page): Promise<void> {
  const told = page.getByRole("region", { name: "Avis", exact: true });
  await expect(told).toHaveAttribute("aria-live", "polite");
  await page.keyboard.press("e");
  await expect(told).toContainText("Conversation archivée.");
  await told.getByRole("button", { name: "Annuler" }).last().click();
}

/** A list, what is ticked in it, every page and dialog; contrast is held by the tokens, and by `npm run screens` on each screen. */
async function everyScreenIsReadable(open: OpenApp): Promise<void> {
  const found: string[] = [];
  const scenes = [...lists.filter(({ tight }) => tight === true), ...pages];
  for (const scene of scenes.filter(({ name }) => !ELSEWHERE.has(name))) {
    await scene.go(open);
    found.push(...(await axeFindings(open.page, ["color-contrast"])).map((what) => `${scene.name}: ${what}`));
    await scene.leave?.(open);
  }
  expect(found).toEqual([]);
}

async function holdsInForcedColours(page: Page): Promise<void> {
  await page.emulateMedia({ forcedColors: "active", reducedMotion: "reduce" });
  const longest = await page.evaluate(() =>
    Math.max(
      ...[...document.querySelectorAll("*")].map(
        (element) => Number.parseFloat(getComputedStyle(element).transitionDuration) || 0,
      ),
    ),
  );
  expect(longest).toBeLessThan(0.02);
  expect(await axeFindings(page, ["color-contrast"])).toEqual([]);
  await page.emulateMedia({ forcedColors: "none", reducedMotion: "no-preference" });
}
