import { type ElectronApplication, expect, test } from "@playwright/test";
import { forget, openApp } from "./support/open-app";
import { arrive } from "./support/steps";

/** A word is wrong: what was meant is in its menu. Another is hers: Pli learns it, and may forget it. */
test("a professional corrects a word, and teaches Pli one of hers", async ({}, info) => {
  const servers = info.project.metadata["servers"] === "real" ? "real" : "demo";
  const open = await openApp({ servers });
  const { page, app } = open;
  try {
    await arrive(open);
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
