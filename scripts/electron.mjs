import { fileURLToPath } from "node:url";
import { requireNode } from "./runtime/node-version.mjs";

requireNode();
const { prepare } = await import("./runtime/prepare.mjs");
const { launch } = await import("./runtime/launch.mjs");
const { entry } = await import("./runtime/say.mjs");

/** Opens the runtime with the given arguments, as `electron` would, under the same person and display as `npm start`. */
await entry(async () => {
  const root = fileURLToPath(new URL("..", import.meta.url)).replace(/[\\/]$/, "");
  const { executable, person, virtual } = await prepare(root, { build: false });
  return launch({ executable, person, virtual, folder: process.cwd(), args: process.argv.slice(2) }).ended;
});
