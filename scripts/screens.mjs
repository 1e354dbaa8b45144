import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { requireNode } from "./runtime/node-version.mjs";

requireNode();
const { prepare } = await import("./runtime/prepare.mjs");
const { runJourneys } = await import("./runtime/playwright.mjs");
const { entry, say } = await import("./runtime/say.mjs");
const root = fileURLToPath(new URL("..", import.meta.url)).replace(/[\\/]$/, "");

/** Pictures every screen and state of the demonstration into out/screens/, light and dark, in two sizes; with `--forced`, in forced colours and without motion. */
await entry(async () => {
  const place = await prepare(root, { alwaysVirtual: true });
  const pictures = join(root, "out", "screens");
  await rm(pictures, { recursive: true, force: true });
  await mkdir(pictures, { recursive: true });
  if (process.argv.includes("--forced")) process.env["PLI_SCREENS"] = "forced";
  const { code } = await runJourneys(root, place, {
    projects: ["screens"],
    realServers: false,
    args: process.argv.slice(2).filter((arg) => arg !== "--forced"),
  });
  const names = await readdir(pictures).catch(() => []);
  say(`${names.length} images dans ${pictures}`);
  return code;
});
