import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Locator, Page, TestInfo } from "@playwright/test";

/** Numbered pictures of a journey, light and dark, at 1280×800; nothing outside the project that wants them. */
export function picture(page: Page, info: TestInfo): (name: string) => Promise<void> {
  const wanted = info.project.metadata["pictures"] === true;
  const folder = join(process.env["PLI_OUT"] ?? "out", "journey");
  let number = 0;
  return async (name) => {
    if (!wanted) return;
    number += 1;
    await mkdir(folder, { recursive: true });
    for (const theme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme: theme });
      await page.waitForTimeout(350);
      await page.screenshot({ path: join(folder, `${String(number).padStart(2, "0")}-${name}-${theme}.png`) });
    }
    await page.emulateMedia({ colorScheme: "light" });
  };
}

/** Largest picture of the guide, in CSS pixels: what is read in half of its dialog. */
const MOST = { width: 700, height: 420 } as const;

/** A narrow area is pictured no higher than this for its width: beside the others it would be a column. */
const MOST_UPRIGHT = 0.8;

/** Pictures of the built-in guide, light and dark: the top left of an area; nothing outside the project that wants them. */
export function guidePicture(page: Page, info: TestInfo): (name: string, area: Locator) => Promise<void> {
  const folder = join(process.env["PLI_OUT"] ?? "out", "guide");
  return async (name, area) => {
    if (info.project.metadata["pictures"] !== true) return;
    await mkdir(folder, { recursive: true });
    const devtools = await page.context().newCDPSession(page);
    for (const theme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme: theme });
      await page.waitForTimeout(350);
      const box = await area.boundingBox();
      if (box === null) throw new Error(`nothing to picture for ${name}`);
      const { data } = await devtools.send("Page.captureScreenshot", {
        format: "webp",
        quality: 82,
        clip: {
          x: box.x,
          y: box.y,
          width: Math.min(box.width, MOST.width),
          height: Math.min(box.height, MOST.height, box.width * MOST_UPRIGHT),
          scale: 1.5,
        },
      });
      await writeFile(join(folder, `${name}-${theme}.webp`), Buffer.from(data, "base64"));
    }
    await page.emulateMedia({ colorScheme: "light" });
    await devtools.detach();
  };
}
