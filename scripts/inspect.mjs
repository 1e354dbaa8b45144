import { requireNode } from "./runtime/node-version.mjs";

requireNode();
const { fileURLToPath } = await import("node:url");
const root = fileURLToPath(new URL("..", import.meta.url));

/** The standard output is for the answer alone: what an installation says goes to the error stream. */
const tsx = await import("tsx/esm/api").catch(async () => {
  const write = process.stdout.write;
  process.stdout.write = /** @type {typeof write} */ (process.stderr.write.bind(process.stderr));
  const { ensureInstalled } = await import("./runtime/install.mjs");
  await ensureInstalled(root);
  process.stdout.write = write;
  return import("tsx/esm/api");
});
tsx.register();
await import("./inspect.ts");
