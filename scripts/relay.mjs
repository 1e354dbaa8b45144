import { fileURLToPath } from "node:url";
import { requireNode } from "./runtime/node-version.mjs";

requireNode();
const tsx = await import("tsx/esm/api").catch(async () => {
  const { ensureInstalled } = await import("./runtime/install.mjs");
  await ensureInstalled(fileURLToPath(new URL("..", import.meta.url)));
  return import("tsx/esm/api");
});
tsx.register();
await import("./relay.ts");
