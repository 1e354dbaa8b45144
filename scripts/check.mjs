import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { requireNode } from "./runtime/node-version.mjs";

requireNode();
const { ensureInstalled } = await import("./runtime/install.mjs");
const { elapsed, entry, run, say } = await import("./runtime/say.mjs");
const { reportSizes } = await import("./size.mjs");

const root = fileURLToPath(new URL("..", import.meta.url));
const bin =
  (/** @type {string} */ name, /** @type {string[]} */ ...args) =>
  () =>
    run(process.execPath, [fileURLToPath(new URL(`../node_modules/${name}`, import.meta.url)), ...args], { cwd: root });

/** Named, so that nothing else is ever walked; as `npm run format` in package.json. */
const OURS = ["shared", "electron", "renderer", "e2e", "scripts", ".config"];

/** Every check is run, whatever the others say; two at a time. */
const CHECKS = [
  { name: "types", act: bin("typescript/bin/tsc", "--noEmit", "-p", "tsconfig.json") },
  {
    name: "lint",
    act: bin("oxlint/bin/oxlint", "-c", ".config/oxlint.json", "--type-aware", "--format=unix", ...OURS),
  },
  { name: "format", act: bin("oxfmt/bin/oxfmt", "-c", ".config/oxfmt.json", "--check", ...OURS, "!**/*.md") },
  { name: "imports", act: bin("vitest/vitest.mjs", "run", "-c", ".config/vitest.config.ts", "--project", "walk") },
  // Before the entry points exist everything would be dead.
  ...(existsSync(new URL("../electron/main.ts", import.meta.url))
    ? [
        { name: "code mort", act: bin("knip/bin/knip.js", "-c", ".config/knip.json", "--no-progress") },
        // What only tests reach is dead too, unless it is marked `@internal`.
        {
          name: "code mort du produit",
          act: bin("knip/bin/knip.js", "-c", ".config/knip.json", "--no-progress", "--production"),
        },
      ]
    : []),
];

await entry(async () => {
  await ensureInstalled(root);
  const failed = [];
  const waiting = [...CHECKS];
  const worker = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const since = Date.now();
      const { code, output } = await check.act();
      say(`${code === 0 ? "✓" : "✗"} ${check.name} (${elapsed(since)})`);
      if (code === 0) continue;
      failed.push(check.name);
      say(output.trimEnd());
    }
  };
  await Promise.all([worker(), worker()]);
  const held = await reportSizes(root);
  say(`${held ? "✓" : "✗"} tailles`);
  if (!held) failed.push("tailles");
  say(failed.length === 0 ? "contrôles : tous passent" : `contrôles en échec : ${failed.join(", ")}`);
  return failed.length === 0 ? 0 : 1;
});
