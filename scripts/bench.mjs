import { requireNode } from "./runtime/node-version.mjs";

requireNode();
const { fileURLToPath } = await import("node:url");
const { ensureInstalled } = await import("./runtime/install.mjs");

await ensureInstalled(fileURLToPath(new URL("..", import.meta.url)));
const tsx = await import("tsx/esm/api");
tsx.register();
await import("./bench.ts");
