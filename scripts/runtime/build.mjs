import { readdir, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { run, step, Stop } from "./say.mjs";

const SOURCES = ["shared", "electron", "renderer", "assets", ".config/electron.vite.config.ts", "package-lock.json"];

/** Builds the application when a source is newer than what was built. @param {string} root @param {NodeJS.ProcessEnv} [env] */
export async function ensureBuilt(root, env = process.env) {
  const stamp = join(root, "out", "build", ".built");
  if (await isNewer(stamp, root, SOURCES)) return;
  const since = new Date();
  const { code, output } = await step("Construction de l’application", () =>
    run(
      process.execPath,
      ["node_modules/electron-vite/bin/electron-vite.js", "build", "--config", ".config/electron.vite.config.ts"],
      { cwd: root, env },
    ),
  );
  if (code !== 0) throw new Stop(`La construction a échoué :\n${output.trim()}`);
  await writeFile(stamp, since.toISOString());
}

/**
 * Whether a file was written after the last change of any of the sources.
 * @param {string} file @param {string} root @param {readonly string[]} sources files and folders below the root
 */
export async function isNewer(file, root, sources) {
  const written = (await stat(file).catch(() => undefined))?.mtimeMs ?? 0;
  return written > Math.max(...(await Promise.all(sources.map((path) => newestIn(join(root, path))))));
}

/** Folders count too: a file taken away changes its folder's date. @param {string} path @returns {Promise<number>} */
async function newestIn(path) {
  const found = await stat(path).catch(() => undefined);
  if (!found) return 0;
  if (!found.isDirectory()) return found.mtimeMs;
  const names = (await readdir(path)).filter((name) => !/\.(test|spec)\.tsx?$|\.md$/.test(name));
  return Math.max(found.mtimeMs, ...(await Promise.all(names.map((name) => newestIn(join(path, name))))));
}
