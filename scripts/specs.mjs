import { fileURLToPath } from "node:url";
import { requireNode } from "./runtime/node-version.mjs";

requireNode();
const { ensureInstalled } = await import("./runtime/install.mjs");
const { entry } = await import("./runtime/say.mjs");
const root = fileURLToPath(new URL("..", import.meta.url)).replace(/[\\/]$/, "");

/**
 * Plays some of the specs in the real Electron: `npm run specs -- PROJECT [what Playwright takes]`, such as
 * `npm run specs -- attacks e2e/attacks/vault.spec.ts`. The projects are those of `.config/playwright.config.ts`.
 */
await entry(async () => {
  const [project = "demo", ...args] = process.argv.slice(2);
  await ensureInstalled(root);
  const { prepare } = await import("./runtime/prepare.mjs");
  const { runJourneys } = await import("./runtime/playwright.mjs");
  const place = await prepare(root, { alwaysVirtual: true });
  const realServers = !["demo", "packaged", "gallery"].includes(project);
  const { packageForTests } = await import("./runtime/packaged.mjs");
  const packaged = project === "packaged" ? { packaged: await packageForTests(root, place) } : {};
  return (await runJourneys(root, place, { projects: [project], realServers, args, ...packaged })).code;
});
