import { fileURLToPath } from "node:url";
import { requireNode } from "./runtime/node-version.mjs";

requireNode();
const { ensureInstalled } = await import("./runtime/install.mjs");
const { ensureServers } = await import("./runtime/servers.mjs");
const { entry, run } = await import("./runtime/say.mjs");
const root = fileURLToPath(new URL("..", import.meta.url));

/** The full counts of `e2e/faults` (`npm test` plays ten kills and one fault per protocol): `npm run test:long [-- what Vitest takes]`. */
await entry(async () => {
  await ensureInstalled(root);
  await ensureServers();
  const args = [
    "run",
    "-c",
    ".config/vitest.config.ts",
    "--project",
    "servers",
    "e2e/faults",
    ...process.argv.slice(2),
  ];
  const env = { ...process.env, PLI_LONG: "1" };
  return (await run(process.execPath, ["node_modules/vitest/vitest.mjs", ...args], { cwd: root, env, show: true }))
    .code;
});
