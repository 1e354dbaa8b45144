import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { KINDS } from "./our-process";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** Builds the entries of `electron/processes` as the application does (bundled, not minified) in `folder` of the checkout, and those given beside them. */
export async function buildProcesses(folder: string, others: Readonly<Record<string, string>> = {}): Promise<void> {
  await build({
    configFile: false,
    root: ROOT,
    logLevel: "error",
    assetsInclude: ["**/*.gz"],
    ssr: { target: "node", noExternal: true, external: ["@signalapp/sqlcipher"] },
    build: {
      ssr: true,
      outDir: join(ROOT, folder),
      emptyOutDir: true,
      target: "node20.18",
      minify: false,
      rolldownOptions: {
        external: ["@signalapp/sqlcipher", /^pdfjs-dist(\/|$)/],
        input: {
          ...Object.fromEntries(KINDS.map((kind) => [kind, join(ROOT, "electron", "processes", `${kind}.ts`)])),
          ...Object.fromEntries(Object.entries(others).map(([name, file]) => [name, join(ROOT, file)])),
        },
        output: { format: "es", entryFileNames: "[name].js", chunkFileNames: "chunks/[name]-[hash].js" },
      },
    },
  });
}
