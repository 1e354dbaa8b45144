import { existsSync, readFileSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { cacheFolder } from "./cache.mjs";
import { FALLBACK, fallbackFolder, hasFallback } from "./fallback.mjs";
import { run, step, Stop } from "./say.mjs";

/** A download that brings nothing for this long is given up. */
const STALL = 20_000;
/** After a failed download the fallback serves; the download is tried again the next day. */
const RETRY = 24 * 3600 * 1000;

/**
 * The Electron to run, in the order of choice of the design page: provided, current, fallback.
 * @typedef {{ folder: string, executable: string, version: string, kind: 'provided' | 'current' | 'fallback' }} Runtime
 * @param {string} root
 * @returns {Promise<Runtime>}
 */
export async function findRuntime(root) {
  const provided = process.env["ELECTRON_OVERRIDE_DIST_PATH"];
  if (provided) return described(provided, "provided");
  const dist = join(root, "node_modules", "electron", "dist");
  if (isCurrent(root, dist)) return described(dist, "current");
  const canFallBack = process.platform === "linux" && process.arch === "x64";
  const attempt = join(cacheFolder(root), "download-attempt");
  const triedAt = await stat(attempt).then(
    (found) => found.mtimeMs,
    () => 0,
  );
  if (!(canFallBack && hasFallback(root) && Date.now() - triedAt < RETRY)) {
    await step("Téléchargement d’Electron", () => download(root));
    if (isCurrent(root, dist)) return described(dist, "current");
    await writeFile(attempt, "").catch(() => {});
  }
  if (canFallBack) return described(await fallbackFolder(root), "fallback");
  throw new Stop(
    "Electron n’a pas pu être téléchargé, et il n’y a pas de remplaçant pour cette machine.\n" +
      "Donnez le dossier d’un Electron 45 déjà présent : ELECTRON_OVERRIDE_DIST_PATH=<dossier> npm start",
  );
}

/** One line on what runs. @param {Runtime} runtime */
export function runtimeLine({ kind, version }) {
  if (kind === "fallback") {
    return `Electron ${version} (de remplacement, pour le développement et les tests : l’actuel n’est pas téléchargeable ici)`;
  }
  return kind === "provided" ? `Electron ${version} (fourni par ELECTRON_OVERRIDE_DIST_PATH)` : `Electron ${version}`;
}

/** @param {string} folder @param {Runtime['kind']} kind @returns {Runtime} */
function described(folder, kind) {
  const executable = join(folder, executableName());
  if (!existsSync(executable)) throw new Stop(`Electron est introuvable : ${executable}`);
  const version = existsSync(join(folder, "version"))
    ? readFileSync(join(folder, "version"), "utf8").trim().replace(/^v/, "")
    : FALLBACK.version;
  return { folder, executable, version, kind };
}

function executableName() {
  if (process.platform === "darwin") return "Electron.app/Contents/MacOS/Electron";
  return process.platform === "win32" ? "electron.exe" : "electron";
}

/** @param {string} root @param {string} dist */
function isCurrent(root, dist) {
  if (!existsSync(join(dist, executableName())) || !existsSync(join(dist, "version"))) return false;
  const wanted = createRequire(join(root, "package.json"))("electron/package.json").version;
  return readFileSync(join(dist, "version"), "utf8").trim().replace(/^v/, "") === wanted;
}

/** Runs Electron's own installer, and ends it when nothing arrives. @param {string} root */
async function download(root) {
  const cache = cacheFolder(root);
  await mkdir(cache, { recursive: true });
  const work = await mkdtemp(join(cache, "download-"));
  const stop = new AbortController();
  let [size, since] = [0, Date.now()];
  const watch = setInterval(() => {
    void weight(work).then((now) => {
      if (now > size) [size, since] = [now, Date.now()];
      else if (Date.now() - since > STALL) stop.abort();
    });
  }, 1000);
  try {
    await run(process.execPath, [join(root, "node_modules", "electron", "install.js")], {
      cwd: root,
      env: { ...process.env, TMPDIR: work },
      signal: stop.signal,
    });
  } finally {
    clearInterval(watch);
    await rm(work, { recursive: true, force: true });
  }
}

/** @param {string} folder */
async function weight(folder) {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const sizes = await Promise.all(
    names.map((name) =>
      stat(join(folder, name)).then(
        (found) => found.size,
        () => 0,
      ),
    ),
  );
  return sizes.reduce((total, each) => total + each, 0);
}
