import { expect, type Page, test } from "@playwright/test";
import { forget, openApp, phoneOf, type OpenApp } from "./support/open-app";
import { killParts } from "./support/kill-parts";
import { wordsShown } from "./support/page-through-main";
import { arrive, digitsOf } from "./support/steps";

/** How many parts end after those, at moments of their own: `npm run test:long -- restart`; any number: `PLI_KILLS=50 npm run specs -- demo e2e/journeys/restart.spec.ts`. */
const KILLS = Number(process.env["PLI_KILLS"] ?? (process.env["PLI_LONG"] === undefined ? 0 : 200));
const PARTS = ["parser", "store", "mailbox", "directory", "window", "demo"] as const;
const SEED = Number(process.env["PLI_SEED"] ?? 20_261_122);

/** Whatever part of Pli ends by itself starts again, what she was writing is there, and she is told once. */
test("the store, the demonstration and the window end by themselves: each starts again, and the draft is intact", async ({}, info) => {
  test.skip(
    info.project.metadata["servers"] !== "demo",
    "the engine's own parts are killed on real servers by e2e/faults",
  );
  test.setTimeout(120_000 + KILLS * 20_000);
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
    await expect.poll(() => wordsShown(app), { timeout: 30_000 }).toMatch(/La fenêtre s’était fermée/u);
    await expect.poll(() => wordsShown(app)).toMatch(/Brouillons\s*1/u);

    if (KILLS > 0) await killParts(open, { parts: PARTS, count: KILLS, seed: SEED });
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

async function signsInAgain({ page, app }: { readonly page: Page } & OpenApp): Promise<void> {
  await page.getByRole("button", { name: /Hors connexion/u }).click();
  await page.getByRole("menuitem", { name: "Se connecter" }).click();
  const digits = await digitsOf(page);
  const phone = await phoneOf(app);
  await expect(phone.getByText(digits, { exact: true })).toBeVisible();
  await phone.getByRole("button", { name: "Accepter" }).click();
  await expect(page.getByRole("button", { name: /Hors connexion/u })).toHaveCount(0, { timeout: 30_000 });
}
