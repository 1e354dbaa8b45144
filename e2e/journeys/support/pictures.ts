import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Page, TestInfo } from "@playwright/test";

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
