import { fileURLToPath } from "node:url";
import { requireNode } from "./runtime/node-version.mjs";

requireNode();
const { ensureInstalled } = await import("./runtime/install.mjs");
const { ensureServers } = await import("./runtime/servers.mjs");
const { entry, run } = await import("./runtime/say.mjs");
const root = fileURLToPath(new URL("..", import.meta.url)).replace(/[\\/]$/, "");

const WORDS = process.argv.slice(2);
const firstOption = WORDS.findIndex((word) => word.startsWith("-"));
/** The name of `restarts` among them. */
const WINDOW = "restart";
/** The files of `e2e/faults` that are wanted, by a piece of their name; none: all of them, and the properties of the unit tests. */
const names = firstOption === -1 ? WORDS : WORDS.slice(0, firstOption);
const options = WORDS.slice(names.length);

/**
 * @param {string} project
 * @param {readonly string[]} wanted
 * @param {Record<string, string>} more
 */
async function vitest(project, wanted, more = {}) {
  const bin = "node_modules/vitest/vitest.mjs";
  // A name that no file bears is an error, not a success of nothing.
  const args = ["run", "-c", ".config/vitest.config.ts", "--passWithNoTests=false", "--project", project];
  const env = { ...process.env, PLI_LONG: "1", ...more };
  return (await run(process.execPath, [bin, ...args, ...wanted, ...options], { cwd: root, env, show: true })).code;
}

/** The parts of the running application killed one after the other, in the real Electron. */
async function restarts() {
  const { prepare } = await import("./runtime/prepare.mjs");
  const { runJourneys } = await import("./runtime/playwright.mjs");
  process.env.PLI_LONG = "1";
  const place = await prepare(root, { alwaysVirtual: true });
  const args = ["e2e/journeys/restart.spec.ts", ...options];
  return (await runJourneys(root, place, { projects: ["demo"], realServers: false, args })).code;
}

/** The full counts of what `npm test` plays a part of, and the packaged application: `npm run test:long [-- name…] [options of Vitest]`. */
await entry(async () => {
  await ensureInstalled(root);
  await ensureServers();
  const inWindow = names.length === 0 || names.includes(WINDOW) ? await restarts() : 0;
  const others = names.filter((name) => name !== WINDOW);
  if (names.length > 0 && others.length === 0) return inWindow;
  const faults = others.length === 0 ? ["e2e/faults"] : others.map((name) => `e2e/faults/${name}`);
  const code = (await vitest("servers", faults)) || inWindow;
  if (names.length > 0) return code;
  const unit = await vitest("unit", [], { PLI_SEED: process.env.PLI_SEED ?? "new" });
  return (await playPackage()) || unit || code;
});

/** The packaged application, made then started as a user starts it. */
async function playPackage() {
  const { prepare } = await import("./runtime/prepare.mjs");
  const { packageForTests } = await import("./runtime/packaged.mjs");
  const { runJourneys } = await import("./runtime/playwright.mjs");
  const place = await prepare(root, { alwaysVirtual: true });
  const packaged = await packageForTests(root, place);
  return (await runJourneys(root, place, { projects: ["packaged"], realServers: false, packaged })).code;
}
