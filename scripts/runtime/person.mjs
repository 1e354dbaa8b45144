import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Stop } from "./say.mjs";

/**
 * Who runs the app: uid and gid only when the process must change user.
 * @typedef {{ name: string, home: string, uid?: number, gid?: number }} Person
 */

const NAME = "pli";
const HOME = "/var/lib/pli";

/** What a person's process may see of our environment. */
const PASSED = /^(PATH|LANG|LANGUAGE|LC_.*|TZ|DISPLAY|TERM|CI|NO_COLOR|PLI_.*|ELECTRON_OVERRIDE_DIST_PATH)$/;

export function isRoot() {
  return process.getuid?.() === 0;
}

/** The person who runs the app: oneself, or, started by root, an unprivileged user made for it. @returns {Person} */
export function unprivilegedPerson() {
  if (!isRoot()) return { name: process.env["USER"] ?? "", home: process.env["HOME"] ?? "" };
  if (!entryOf(NAME)) {
    const made = spawnSync(
      "useradd",
      ["--system", "--user-group", "--home-dir", HOME, "--shell", "/usr/sbin/nologin", NAME],
      {
        encoding: "utf8",
      },
    );
    if (!entryOf(NAME)) throw new Stop(`Impossible de créer l’utilisateur « ${NAME} » : ${made.stderr ?? ""}`.trim());
  }
  const { uid, gid, home } = entryOf(NAME) ?? { uid: 0, gid: 0, home: "" };
  if (!uid || !gid) throw new Stop(`L’utilisateur « ${NAME} » ne convient pas : il ne doit pas être root.`);
  const person = { name: NAME, home, uid, gid };
  giveFolder(home, person, 0o700);
  return person;
}

/** @param {string} name @returns {{ uid: number, gid: number, home: string } | undefined} */
function entryOf(name) {
  const line = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .find((entry) => entry.startsWith(`${name}:`));
  if (!line) return undefined;
  const [, , uid, gid, , home] = line.split(":");
  return { uid: Number(uid), gid: Number(gid), home: home || HOME };
}

/** Makes a folder that belongs to the person. @param {string} folder @param {Person} person @param {number} [mode] */
export function giveFolder(folder, person, mode = 0o755) {
  mkdirSync(folder, { recursive: true, mode });
  if (person.uid !== undefined) spawnSync("chown", [`${person.uid}:${person.gid}`, folder]);
  return folder;
}

/**
 * The options of `spawn` that start a process as the person, with nothing of root's environment.
 * @param {Person} person
 * @param {Record<string, string>} [extra]
 * @returns {{ uid?: number, gid?: number, env: NodeJS.ProcessEnv }}
 */
export function asPerson(person, extra = {}) {
  if (person.uid === undefined) return { env: { ...process.env, ...extra } };
  const passed = Object.entries(process.env).filter(([name]) => PASSED.test(name));
  const own = { HOME: person.home, USER: person.name, LOGNAME: person.name, TMPDIR: "/tmp" };
  return { uid: person.uid, gid: person.gid, env: { ...Object.fromEntries(passed), ...own, ...extra } };
}

/** Whether the person can read a file or enter and write a folder. @param {Person} person @param {string} path @param {'-r' | '-w' | '-x'} right */
export function personCan(person, right, path) {
  if (!existsSync(path)) return false;
  return spawnSync("test", [right, path], asPerson(person)).status === 0;
}

/** The person's own copy of the X cookie, when root hands it a display. @param {Person} person @returns {Record<string, string>} */
export function displayAccess(person) {
  const display = process.env["DISPLAY"];
  if (person.uid === undefined || !display) return {};
  const file = join(person.home, ".Xauthority");
  const cookie = spawnSync("xauth", ["extract", "-", display]);
  if (cookie.status !== 0 || cookie.stdout.length === 0) return {};
  spawnSync("xauth", ["-f", file, "merge", "-"], { ...asPerson(person), input: cookie.stdout });
  return { XAUTHORITY: file };
}
