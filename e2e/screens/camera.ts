import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "@playwright/test";

const WIDE = [
  { name: "1280", width: 1280, height: 800 },
  { name: "1920", width: 1920, height: 1080 },
] as const;
const SMALL = { name: "1024", width: 1024, height: 700 } as const;
const SETTLE_MS = 180;

/** `npm run screens -- --forced`: the pass of forced colours (both contrasts) and of reduced motion. */
const FORCED = process.env["PLI_SCREENS"] === "forced";

/** Pictures a page in every size and theme, or in forced colours; `tight` adds the smallest window and text at 200 %, and tells what must be moved sideways there to be read. */
export async function pictureScreen(page: Page, name: string, tight: boolean): Promise<readonly string[]> {
  const folder = join(process.env["PLI_OUT"] ?? "out", "screens");
  await mkdir(folder, { recursive: true });
  if (FORCED) return pictureForced(page, join(folder, name));
  for (const size of WIDE) {
    await page.setViewportSize(size);
    for (const theme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme: theme });
      await shoot(page, join(folder, `${name}-${size.name}-${theme}.png`));
    }
  }
  await page.emulateMedia({ colorScheme: "light" });
  const sideways: string[] = [];
  if (tight) {
    await page.setViewportSize(SMALL);
    await shoot(page, join(folder, `${name}-${SMALL.name}.png`));
    sideways.push(...(await movedSideways(page)).map((what) => `${SMALL.name}: ${what}`));
    await page.setViewportSize(WIDE[0]);
    await scaleText(page, 2);
    await shoot(page, join(folder, `${name}-200pc.png`));
    sideways.push(...(await movedSideways(page)).map((what) => `200 %: ${what}`));
    await scaleText(page, 1);
  }
  await page.setViewportSize(WIDE[0]);
  return sideways;
}

/** In both contrasts; tells what still moves although it was asked not to. */
async function pictureForced(page: Page, path: string): Promise<readonly string[]> {
  await page.setViewportSize(WIDE[0]);
  for (const theme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme: theme, forcedColors: "active", reducedMotion: "reduce" });
    await shoot(page, `${path}-forced-${theme}.png`);
  }
  const moving = await page.evaluate(() =>
    document
      .getAnimations()
      // A hundredth of a millisecond is how a motion is taken away.
      .filter((one) => one.playState === "running" && Number(one.effect?.getComputedTiming().duration ?? 0) > 1)
      .map(({ effect }) => (effect instanceof KeyframeEffect ? `${effect.target?.className ?? ""} moves` : "moves")),
  );
  await page.emulateMedia({ colorScheme: "light", forcedColors: null, reducedMotion: null });
  return moving;
}

/** What has a horizontal bar, or is wider than the window: a document of its own width excepted. */
const movedSideways = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll("*")]
      .filter((element) => {
        const { overflowX } = getComputedStyle(element);
        const moves = overflowX === "auto" || overflowX === "scroll" || element === document.documentElement;
        return moves && element.scrollWidth > element.clientWidth + 1 && element.closest("[data-paper]") === null;
      })
      .map((element) => `${element.tagName.toLowerCase()}.${element.className} moves sideways`),
  );

async function shoot(page: Page, path: string): Promise<void> {
  await page.waitForTimeout(SETTLE_MS);
  await page.screenshot({ path });
}

/** Through the setting, as a person would: the rail folds as it must. */
async function scaleText(page: Page, scale: number): Promise<void> {
  await page.evaluate(
    async (textSize) => {
      await window.pli.call("settings.set", { textSize });
    },
    Math.round(scale * 100),
  );
  await page.waitForTimeout(SETTLE_MS);
}

/** Waits for what comes and goes to be there or gone: a colour on its way is no state to be read. */
export async function stillness(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every(({ playState, effect }) => playState !== "running" || effect?.getComputedTiming().iterations === Infinity),
  );
}

/** Pictures a window whose size is its own, in both themes. */
export async function pictureWindow(page: Page, name: string): Promise<void> {
  const folder = join(process.env["PLI_OUT"] ?? "out", "screens");
  await mkdir(folder, { recursive: true });
  for (const theme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme: theme });
    await shoot(page, join(folder, `${name}-${theme}.png`));
  }
}
