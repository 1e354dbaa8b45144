import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { isNewer } from "./build.mjs";

const SOURCES = ["shared", "electron/documents", "scripts", "package-lock.json"];

/**
 * Bundles `npm run inspect` and its parser process when a source is newer: two hundred modules read one by one would take most of the time
 * that a hostile file is given. @param {string} root @returns {Promise<string>} the file to import
 */
export async function ensureInspect(root) {
  const folder = join(root, "out", "inspect");
  const stamp = join(folder, ".built");
  if (!(await isNewer(stamp, root, SOURCES))) await build(root, folder);
  return join(folder, "inspect.js");
}

/** Built beside and moved in place: of two commands that start at once, the first to have built serves both. @param {string} root @param {string} folder */
async function build(root, folder) {
  const { build: bundle } = await import("vite");
  const [fresh, old] = [`${folder}-${process.pid}`, `${folder}-${process.pid}-old`];
  await mkdir(fresh, { recursive: true });
  const since = new Date();
  await bundle({
    root,
    configFile: false,
    logLevel: "silent",
    ssr: { target: "node", noExternal: true },
    build: {
      ssr: true,
      outDir: fresh,
      target: "node20.18",
      rolldownOptions: {
        external: [/^pdfjs-dist(\/|$)/],
        input: ["scripts/inspect.ts", "scripts/inspect-child.ts"],
        output: { entryFileNames: "[name].js", chunkFileNames: "[name]-[hash].js" },
      },
    },
  });
  await writeFile(join(fresh, ".built"), since.toISOString());
  // What the other one runs is not taken away from under it.
  if (await isNewer(join(folder, ".built"), root, SOURCES)) return rm(fresh, { recursive: true });
  await rename(folder, old).catch(() => {});
  await rename(fresh, folder).catch(() => rm(fresh, { recursive: true }));
  await rm(old, { recursive: true, force: true });
}
