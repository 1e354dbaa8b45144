import { existsSync, readFileSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { installPackages, missingPackages } from "./debian.mjs";
import { asPerson, isRoot } from "./person.mjs";
import { run, say, Stop } from "./say.mjs";

const LIBRARIES = ["libgtk-3-0", "libnss3", "libasound2", "libgbm1", "libxss1", "libxtst6"];
const VIRTUAL_DISPLAY = ["xvfb", "xauth", "dbus"];

/** What Electron needs of the system. @param {boolean} virtualDisplay @param {string} executable */
export async function ensureLibraries(virtualDisplay, executable) {
  if (process.platform !== "linux") return;
  const wanted = virtualDisplay ? [...LIBRARIES, ...VIRTUAL_DISPLAY] : LIBRARIES;
  await installPackages("bibliothèques d’Electron", missingPackages(wanted));
  const { output } = await run("ldd", [executable]);
  const lost = output
    .split("\n")
    .filter((line) => line.includes("not found"))
    .map((line) => line.trim().split(" ")[0]);
  if (lost.length > 0) throw new Stop(`Il manque à Electron des bibliothèques du système : ${lost.join(", ")}`);
}

/**
 * Chromium's sandbox needs user namespaces, or its helper owned by root with mode 4755.
 * @param {string} folder the runtime's
 * @param {import('./person.mjs').Person} person
 */
export function ensureSandbox(folder, person) {
  const helper = join(folder, "chrome-sandbox");
  if (process.platform !== "linux" || namespacesWork(person) || !existsSync(helper)) return;
  if (isRoot()) {
    spawnSync("chown", ["root:root", helper]);
    spawnSync("chmod", ["4755", helper]);
    return;
  }
  const ready = spawnSync("stat", ["-c", "%u %a", helper], { encoding: "utf8" }).stdout.trim() === "0 4755";
  if (ready) return;
  say("Le bac à sable de Chromium a besoin d’une autorisation sur cette machine. Tapez, une fois :");
  throw new Stop(`  sudo chown root:root '${helper}' && sudo chmod 4755 '${helper}'`);
}

/** @param {import('./person.mjs').Person} person */
function namespacesWork(person) {
  const restricted = "/proc/sys/kernel/apparmor_restrict_unprivileged_userns";
  if (existsSync(restricted) && readFileSync(restricted, "utf8").trim() === "1") return false;
  return spawnSync("unshare", ["--user", "--map-root-user", "true"], asPerson(person)).status === 0;
}
