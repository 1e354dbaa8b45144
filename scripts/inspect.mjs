import { requireNode } from "./runtime/node-version.mjs";

requireNode();
const { fileURLToPath, pathToFileURL } = await import("node:url");
const { ensureInspect } = await import("./runtime/build-inspect.mjs");
const root = fileURLToPath(new URL("..", import.meta.url));

/** The standard output is for the answer alone: what an installation says goes to the error stream. */
const built = await ensureInspect(root).catch(async () => {
  const write = process.stdout.write;
  process.stdout.write = /** @type {typeof write} */ (process.stderr.write.bind(process.stderr));
  const { ensureInstalled } = await import("./runtime/install.mjs");
  await ensureInstalled(root);
  process.stdout.write = write;
  return ensureInspect(root);
});
await import(pathToFileURL(built).href);
