import { existsSync } from "node:fs";
import { cp, mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { requireNode } from "./runtime/node-version.mjs";

requireNode();
const { prepare } = await import("./runtime/prepare.mjs");
const { runJourneys } = await import("./runtime/playwright.mjs");
const { entry, say, Stop } = await import("./runtime/say.mjs");
const root = fileURLToPath(new URL("..", import.meta.url)).replace(/[\\/]$/, "");

/** Plays the main job in the real Electron, leaves numbered screenshots in out/journey/, and makes the pictures of the guide and of the README again. */
await entry(async () => {
  if (!existsSync(join(root, "e2e", "journeys", "main-job.spec.ts")))
    throw new Stop("Le parcours principal n’est pas encore écrit.");
  const place = await prepare(root, { alwaysVirtual: true });
  const pictures = join(root, "out", "journey");
  await rm(pictures, { recursive: true, force: true });
  await mkdir(pictures, { recursive: true });
  const { code } = await runJourneys(root, place, {
    projects: ["journey"],
    realServers: false,
    args: process.argv.slice(2),
  });
  const names = await readdir(pictures).catch(() => []);
  say(`${names.length} images dans ${pictures}`);
  if (code === 0) {
    await cp(join(root, "out", "guide"), join(root, "assets", "pictures"), { recursive: true });
    const inbox = names.find((name) => name.endsWith("-conversation-document-light.png"));
    if (inbox !== undefined) await cp(join(pictures, inbox), join(root, "assets", "pictures", "inbox.png"));
  }
  return code;
});
