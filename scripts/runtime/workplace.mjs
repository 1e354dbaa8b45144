import { createHash } from "node:crypto";
import { spawnSync } from "node:child_process";
import { cp, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { cacheFolder } from "./cache.mjs";
import { personCan } from "./person.mjs";
import { step } from "./say.mjs";

const LEFT_OUT = new Set([".git", ".cache", "node_modules", "out"]);

/**
 * The folder the person works from: the checkout when it can be read, else a copy that the person owns, kept between
 * starts (node_modules is copied again only when the lockfile changes).
 * @param {string} root
 * @param {import('./person.mjs').Person} person
 * @returns {Promise<string>}
 */
export async function workplace(root, person) {
  if (person.uid === undefined || readable(root, person)) return root;
  const place = join(cacheFolder(root), `copy-${createHash("sha256").update(root).digest("hex").slice(0, 12)}`);
  await step(`Copie pour l’utilisateur « ${person.name} », qui ne peut pas lire ce dossier`, () =>
    copy(root, place, person),
  );
  return place;
}

/** Moves a path inside the checkout to the same path in the workplace. @param {string} path @param {string} root @param {string} place */
export function inPlace(path, root, place) {
  const inside = relative(root, path);
  return inside.startsWith("..") ? path : join(place, inside);
}

/** @param {string} root @param {import('./person.mjs').Person} person */
function readable(root, person) {
  const needed = ["package.json", "node_modules/electron/package.json", "out/build/main/main.js", "tsconfig.json"];
  return needed.every((path) => personCan(person, "-r", join(root, path)));
}

/** @param {string} root @param {string} place @param {import('./person.mjs').Person} person */
async function copy(root, place, person) {
  await mkdir(place, { recursive: true, mode: 0o755 });
  const lock = await readFile(join(root, "package-lock.json"), "utf8");
  const stamp = join(place, ".copied-lock");
  if ((await readFile(stamp, "utf8").catch(() => "")) !== lock) {
    await rm(join(place, "node_modules"), { recursive: true, force: true });
    spawnSync("cp", ["-a", join(root, "node_modules"), place]);
    await writeFile(stamp, lock);
  }
  for (const name of await readdir(place)) {
    if (name !== "node_modules" && name !== ".copied-lock")
      await rm(join(place, name), { recursive: true, force: true });
  }
  for (const name of await readdir(root)) {
    if (!LEFT_OUT.has(name)) await cp(join(root, name), join(place, name), { recursive: true, verbatimSymlinks: true });
  }
  await cp(join(root, "out", "build"), join(place, "out", "build"), { recursive: true }).catch(() => {});
  spawnSync("chmod", ["-R", "u+rwX,go+rX", place]);
  spawnSync("chown", ["-R", `${person.uid}:${person.gid}`, place]);
}
