import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Locator, Page } from "@playwright/test";

/** A picture in which nothing moves. */
export const still = (part: Page | Locator): Promise<Buffer> =>
  part.screenshot({ animations: "disabled", caret: "hide" });

/** Each shelf of the gallery by its name, alone on its page: what changes in one moves no other. */
export async function drawnShelves(page: Page): Promise<Map<string, Buffer>> {
  const drawn = new Map<string, Buffer>();
  const shelves = page.locator("[data-shelf]");
  for (const shelf of await shelves.all()) {
    const name = (await shelf.getAttribute("data-shelf")) ?? "";
    await shelves.evaluateAll((all, shown) => {
      for (const one of all) if (one instanceof HTMLElement) one.hidden = one.dataset["shelf"] !== shown;
    }, name);
    drawn.set(name.replaceAll(" ", "-"), await still(shelf));
    await shelves.evaluateAll((all) => {
      for (const one of all) if (one instanceof HTMLElement) one.hidden = false;
    });
  }
  return drawn;
}

/** Leaves what was drawn in `out/gallery/<engine>/`, to be looked at, and signed by a copy into `e2e/gallery/pictures/`. */
export function keep(drawn: ReadonlyMap<string, Buffer>, engine: string, look: string): void {
  const place = join(process.env["PLI_OUT"] ?? "out", "gallery", engine);
  mkdirSync(place, { recursive: true });
  for (const [what, picture] of drawn) writeFileSync(join(place, `${look}-${what}.png`), picture);
}
