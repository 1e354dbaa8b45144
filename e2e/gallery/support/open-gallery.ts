import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { _electron, type Page } from "@playwright/test";
import { build, preview } from "vite";
import configuration from "../../../.config/gallery.vite.config";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));

/** The built gallery in a window of the real Electron. */
export type OpenGallery = {
  readonly page: Page;
  /** What the pictures are drawn by: `chromium-130`. */
  readonly engine: string;
  /** Shows the gallery in a look: the words of its address (`theme=dark&density=touch&text=200`). */
  readonly show: (look: string) => Promise<void>;
  readonly close: () => Promise<void>;
};

/** The hour that every date of the gallery is told from. */
const NOW = new Date("2026-03-02T09:00:00Z");

/** Builds the gallery into `folder`, serves it on loopback, and opens it. */
export async function openGallery(folder: string): Promise<OpenGallery> {
  const executablePath = process.env["PLI_ELECTRON"];
  if (executablePath === undefined) throw new Error("PLI_ELECTRON names no Electron");
  const site = { ...configuration, configFile: false as const, logLevel: "error" as const };
  const outDir = join(folder, "site");
  const input = join(ROOT, "renderer", "gallery.html");
  await build({ ...site, build: { outDir, emptyOutDir: true, rollupOptions: { input } } });
  const server = await preview({ ...site, build: { outDir }, preview: { host: "127.0.0.1", port: 0, open: false } });
  const address = server.resolvedUrls?.local[0] ?? "";
  const app = await _electron.launch({
    executablePath,
    args: [join("e2e", "gallery", "window"), `--user-data-dir=${join(folder, "profile")}`],
    env: { ...(process.env as Record<string, string>), LANG: "fr_FR.UTF-8", TZ: "Europe/Paris" },
    chromiumSandbox: true,
  });
  const page = await app.firstWindow();
  await page.clock.setFixedTime(NOW);
  const engine = await app.evaluate(() => `chromium-${process.versions.chrome.split(".", 1)[0]}`);
  return {
    page,
    engine,
    show: async (look) => {
      await page.goto(`${address}gallery.html?${look}`);
      await page.evaluate(() => document.fonts.ready.then(() => undefined));
    },
    close: async () => {
      await app.close();
      await server.close();
    },
  };
}
