import { requireNode } from "./runtime/node-version.mjs";

requireNode();
const { ensureServers } = await import("./runtime/servers.mjs");
const { entry, say } = await import("./runtime/say.mjs");

await entry(async () => {
  await ensureServers();
  say("Serveurs pour les tests : présents.");
});
