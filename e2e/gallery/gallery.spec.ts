import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "@playwright/test";
import { axeFindings } from "../journeys/support/axe";
import { drawnShelves, keep, still } from "./support/drawn";
import { opened } from "./support/opened";
import { type OpenGallery, openGallery } from "./support/open-gallery";

/** Each look of the gallery, and whether what opens over it is pictured too. */
const LOOKS = [
  { name: "clair", asks: "theme=light", withOpened: true },
  { name: "sombre", asks: "theme=dark", withOpened: true },
  { name: "compact", asks: "theme=light&density=compact", withOpened: false },
  { name: "tactile-200", asks: "theme=light&density=touch&text=200", withOpened: false },
] as const;
const SIGNED = fileURLToPath(new URL("pictures", import.meta.url));

let gallery: OpenGallery;
let folder: string;
test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "pli-gallery-"));
  gallery = await openGallery(folder);
});
test.afterAll(async () => {
  await gallery.close();
  rmSync(folder, { recursive: true, force: true });
});

for (const { name, asks, withOpened } of LOOKS) {
  test(`axe finds nothing in any component: ${name}`, async () => {
    await gallery.show(asks);
    expect(await axeFindings(gallery.page)).toEqual([]);
  });

  test(`every component in every state looks as it was signed: ${name}`, async () => {
    const { page, engine } = gallery;
    await gallery.show(asks);
    const drawn = await drawnShelves(page);
    for (const { name: state, open } of withOpened ? opened : []) {
      await gallery.show(asks);
      await open(page);
      drawn.set(state, await still(page));
    }
    keep(drawn, engine, name);
    test.skip(!existsSync(join(SIGNED, engine)), `no picture was signed for ${engine}`);
    for (const [what, picture] of drawn)
      expect.soft(picture).toMatchSnapshot([engine, `${name}-${what}.png`], { maxDiffPixelRatio: 0.005 });
  });
}
