import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { BrowserWindow } from "electron";

const SETTLE_MS = 2000;

/** When asked by `PLI_SCREENSHOT`, pictures the first window once it is painted and says so on the standard output. */
export function pictureFirstWindow(window: BrowserWindow, path: string): void {
  window.once("show", () => {
    setTimeout(() => void picture(window, path), SETTLE_MS);
  });
}

async function picture(window: BrowserWindow, path: string): Promise<void> {
  const image = await window.webContents.capturePage();
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, image.toPNG());
  process.stdout.write(`pli: screenshot ${path}\n`);
}
