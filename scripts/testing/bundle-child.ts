import { rmSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** A program of the tests as one JavaScript file, which starts in a tenth of the time that its modules take one by one; `remove` when done. */
export async function bundleChild(entry: URL): Promise<{ readonly path: string; readonly remove: () => void }> {
  const path = fileURLToPath(entry);
  // Inside the project, where what stays outside the bundle is found.
  const outDir = join(root, "out", `child-${process.pid}`);
  await build({
    root,
    configFile: false,
    logLevel: "silent",
    ssr: { target: "node", noExternal: true },
    build: { ssr: path, outDir, rolldownOptions: { external: [/^pdfjs-dist(\/|$)/] } },
  });
  return {
    path: join(outDir, basename(path).replace(/\.ts$/u, ".js")),
    remove: () => rmSync(outDir, { recursive: true, force: true }),
  };
}
