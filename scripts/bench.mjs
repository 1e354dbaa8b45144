import { requireNode } from "./runtime/node-version.mjs";

requireNode();
const { fileURLToPath } = await import("node:url");
const { ensureInstalled } = await import("./runtime/install.mjs");

const root = fileURLToPath(new URL("..", import.meta.url)).replace(/[\\/]$/, "");
await ensureInstalled(root);
const tsx = await import("tsx/esm/api");
tsx.register();
const { main } = await import("./bench.ts");
process.exitCode = await main(async () => {
  const { prepare } = await import("./runtime/prepare.mjs");
  const { asPerson } = await import("./runtime/person.mjs");
  const { executable, folder, person } = await prepare(root, { alwaysVirtual: true });
  return { executable, folder, person, options: asPerson(person) };
});
