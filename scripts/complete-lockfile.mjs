import { readFile, writeFile } from "node:fs/promises";
import { requireNode } from "./runtime/node-version.mjs";

requireNode();
const { entry, say } = await import("./runtime/say.mjs");

/**
 * Adds to package-lock.json the optional packages of other platforms that npm left out because the registry in use does
 * not hold them: without their entries `npm ci` refuses the lockfile. To be run after each change of dependencies.
 * Their integrity is unknown here, so they carry a version only.
 */
await entry(async () => {
  const file = new URL("../package-lock.json", import.meta.url);
  const lock = JSON.parse(await readFile(file, "utf8"));
  const added = [];
  for (const [path, parent] of Object.entries(lock.packages)) {
    for (const [name, version] of Object.entries(parent.optionalDependencies ?? {})) {
      if (path === "" || isPresent(lock.packages, path, name) || !/^\d+\.\d+\.\d+[\w.+-]*$/.test(version)) continue;
      lock.packages[`node_modules/${name}`] = {
        version,
        ...platformOf(name),
        ...(parent.dev ? { dev: true } : {}),
        optional: true,
      };
      added.push(name);
    }
  }
  const sorted = Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, "en"));
  if (added.length > 0)
    await writeFile(file, `${JSON.stringify({ ...lock, packages: Object.fromEntries(sorted) }, null, 2)}\n`);
  say(added.length === 0 ? "package-lock.json est complet" : `ajoutés à package-lock.json :\n  ${added.join("\n  ")}`);
});

/** Beside its parent or in any folder above. @param {Record<string, unknown>} packages @param {string} path @param {string} name */
function isPresent(packages, path, name) {
  for (let at = path; ; at = at.slice(0, Math.max(0, at.lastIndexOf("/node_modules/")))) {
    if (packages[`${at === "" ? "" : `${at}/`}node_modules/${name}`]) return true;
    if (at === "") return false;
  }
}

/** Native bindings name their platform: `…-linux-arm64-musl`. @param {string} name */
function platformOf(name) {
  const os = /\b(aix|android|darwin|freebsd|linux|netbsd|openbsd|openharmony|sunos|win32)\b/.exec(name)?.[1];
  const cpu = /\b(arm64|arm|ia32|loong64|mips64el|ppc64|riscv64|s390x|wasm32|x64)\b/.exec(name)?.[1];
  const libc = os !== "linux" ? undefined : /musl/.test(name) ? "musl" : /gnu/.test(name) ? "glibc" : undefined;
  return { ...(cpu ? { cpu: [cpu] } : {}), ...(os ? { os: [os] } : {}), ...(libc ? { libc: [libc] } : {}) };
}
