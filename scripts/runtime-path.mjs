import { fileURLToPath } from "node:url";
import { requireNode } from "./runtime/node-version.mjs";

requireNode();
const { findRuntime } = await import("./runtime/find.mjs");
const { entry } = await import("./runtime/say.mjs");

/** Prints the path of the Electron to run, alone on the standard output. */
await entry(async () => {
  const write = process.stdout.write.bind(process.stdout);
  process.stdout.write = /** @type {typeof write} */ (process.stderr.write.bind(process.stderr));
  const { executable } = await findRuntime(fileURLToPath(new URL("..", import.meta.url)));
  write(`${executable}\n`);
});
