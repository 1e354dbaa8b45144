import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { run, step, Stop } from "./say.mjs";

/** Installs the dependencies from the lockfile when what is installed is not what it lists. @param {string} root */
export async function ensureInstalled(root) {
  if (await isInstalled(root)) return;
  const { code, output } = await step("Installation des dépendances (npm ci)", () =>
    run(npm(), ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
      cwd: root,
      shell: process.platform === "win32",
    }),
  );
  if (code !== 0) throw new Stop(`npm ci a échoué :\n${output.trim()}`);
}

export function npm() {
  return process.platform === "win32" ? "npm.cmd" : "npm";
}

/** npm writes node_modules/.package-lock.json last, so an interrupted installation is seen too. @param {string} root */
async function isInstalled(root) {
  try {
    const wanted = JSON.parse(await readFile(join(root, "package-lock.json"), "utf8")).packages;
    const present = JSON.parse(await readFile(join(root, "node_modules/.package-lock.json"), "utf8")).packages;
    return Object.entries(wanted).every(
      ([path, entry]) => path === "" || entry.optional || entry.peer || present[path]?.version === entry.version,
    );
  } catch {
    return false;
  }
}
