import { expect, type Page, test } from "@playwright/test";
import { forget, openApp, phoneOf, type OpenApp } from "./support/open-app";
import { arrive, digitsOf } from "./support/steps";

/** Whatever part of Pli ends by itself starts again, what she was writing is there, and she is told once. */
test("the store, the demonstration and the window end by themselves: each starts again, and the draft is intact", async ({}, info) => {
  test.skip(
    info.project.metadata["servers"] !== "demo",
    "the engine's own parts are killed on real servers by e2e/faults",
  );
  const open = await openApp({ servers: "demo" });
  const { page, app } = open;
  try {
    await arrive(open);
    await page.getByRole("button", { name: "Écrire", exact: true }).click();
    const text = page.getByRole("textbox", { name: "Texte du message" });
    await text.fill("Première phrase.");
    await end(open, "pli-store");
    await expect(page.getByText(/Pli a perdu un instant l’accès/u)).toHaveCount(1, { timeout: 20_000 });
    await expect(text).toHaveValue("Première phrase.");
    await text.fill("Première phrase. Seconde phrase.");
    await expect(page.getByText(/^Enregistré/u).first()).toBeVisible({ timeout: 20_000 });

    await end(open, "pli-demo");
    await expect(page.getByText(/La démonstration s’était arrêtée/u)).toHaveCount(1, { timeout: 60_000 });
    await expect(text).toHaveValue("Première phrase. Seconde phrase.");
    await signsInAgain(open);

    await app.evaluate(({ BrowserWindow }) => {
      const main = BrowserWindow.getAllWindows().find((one) => one.getTitle() === "Pli");
      process.kill(main?.webContents.getOSProcessId() ?? 0, "SIGKILL");
    });
    await expect.poll(() => shownIn(open), { timeout: 30_000 }).toMatch(/La fenêtre s’était fermée/u);
    await expect.poll(() => shownIn(open)).toMatch(/Brouillons\s*1/u);
  } finally {
    await open.close();
    forget(open.folder);
  }
});

/** SIGKILL to one process of the application. */
async function end({ app }: OpenApp, name: string): Promise<void> {
  const killed = await app.evaluate(({ app: electron }, wanted) => {
    const found = electron.getAppMetrics().find((one) => one.name === wanted || one.serviceName === wanted);
    return found !== undefined && process.kill(found.pid, "SIGKILL");
  }, name);
  expect(killed).toBe(true);
}

/** What the main window shows now, empty while it has no page: the driver lost its own with the process. */
const shownIn = ({ app }: OpenApp): Promise<string> =>
  app.evaluate(async ({ BrowserWindow }) => {
    const main = BrowserWindow.getAllWindows().find((one) => one.getTitle() === "Pli");
    const none = new Promise<string>((resolve) => setTimeout(() => resolve(""), 500));
    return String(await Promise.race([main?.webContents.executeJavaScript("document.body.innerText"), none]));
  });

async function signsInAgain({ page, app }: { readonly page: Page } & OpenApp): Promise<void> {
  await page.getByRole("button", { name: /Hors connexion/u }).click();
  await page.getByRole("menuitem", { name: "Se connecter" }).click();
  const digits = await digitsOf(page);
  const phone = await phoneOf(app);
  await expect(phone.getByText(digits, { exact: true })).toBeVisible();
  await phone.getByRole("button", { name: "Accepter" }).click();
  await expect(page.getByRole("button", { name: /Hors connexion/u })).toHaveCount(0, { timeout: 30_000 });
}
