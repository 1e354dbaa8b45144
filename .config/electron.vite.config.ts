import { existsSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "electron-vite";
import { finishedTexts } from "./finished-texts";
import { licences } from "./licences";

const root = fileURLToPath(new URL("..", import.meta.url));
const out = join(root, "out", "build");

/** The pages that exist, by name. An object: electron-vite joins a list to its own default, an empty path. */
const pages = Object.fromEntries(
  ["index", "composer-window", "conversation-window", "frame", "phone", "panel"]
    .map((name) => [name, join(root, "renderer", `${name}.html`)] as const)
    .filter(([, path]) => existsSync(path)),
);

/** Each process is an entry of its own, named by its file. */
const processes = Object.fromEntries(
  readdirSync(join(root, "electron", "processes"))
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
    .map((name) => [basename(name, ".ts"), join(root, "electron", "processes", name)]),
);

/** A native add-on, what finds its own files beside it, and one whose modules only Node joins: these stay in node_modules. */
const external = [
  "electron",
  "@signalapp/sqlcipher",
  "hunspell-asm",
  "oidc-provider",
  "smtp-server",
  /^pdfjs-dist(\/|$)/,
];

export default defineConfig({
  main: {
    root,
    plugins: [finishedTexts(root)],
    // The spelling dictionaries are read from the build itself.
    assetsInclude: ["**/*.gz"],
    build: {
      outDir: join(out, "main"),
      target: "node20.18",
      sourcemap: true,
      externalizeDeps: false,
      rolldownOptions: {
        external,
        input: { main: join(root, "electron", "main.ts"), ...processes },
        output: { format: "es", entryFileNames: "[name].js", chunkFileNames: "chunks/[name]-[hash].js" },
      },
    },
  },
  preload: {
    root,
    build: {
      outDir: join(out, "preload"),
      target: "node20.18",
      externalizeDeps: false,
      // A sandboxed preload is one CommonJS file.
      rolldownOptions: {
        external: ["electron"],
        input: { preload: join(root, "electron", "preload.ts") },
        output: { format: "cjs", entryFileNames: "[name].cjs" },
      },
    },
  },
  renderer: {
    root: join(root, "renderer"),
    plugins: [react(), licences(root), finishedTexts(root)],
    build: {
      outDir: join(out, "renderer"),
      target: "chrome130",
      emptyOutDir: true,
      minify: true,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: { input: pages },
    },
  },
});
