import { fileURLToPath } from "node:url";
import { requireNode } from "./runtime/node-version.mjs";

requireNode();
const { build } = await import("vite");

/** The relay as one file without dependencies, `out/relay/relay.mjs`: what the container holds. */
await build({
  root: fileURLToPath(new URL("..", import.meta.url)),
  configFile: false,
  logLevel: "warn",
  ssr: { noExternal: true },
  build: {
    ssr: "scripts/relay.ts",
    outDir: process.argv[2] ?? "out/relay",
    target: "node20.18",
    rolldownOptions: { output: { entryFileNames: "relay.mjs", codeSplitting: false } },
  },
});
