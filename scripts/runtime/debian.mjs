import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { isRoot } from "./person.mjs";
import { run, say, step, Stop } from "./say.mjs";

const QUIET = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };

export function isDebian() {
  return existsSync("/etc/debian_version") && spawnSync("dpkg-query", ["--version"]).status === 0;
}

/**
 * The packages of a list that are not installed. A name may have a second one, as `libgtk-3-0t64` on Ubuntu.
 * @param {readonly string[]} names
 * @returns {string[]}
 */
export function missingPackages(names) {
  if (!isDebian()) return [];
  const wanted = names.flatMap((name) => [name, `${name}t64`]);
  const found = spawnSync("dpkg-query", ["-W", "-f", "${Package} ${db:Status-Status}\n", ...wanted], {
    encoding: "utf8",
  });
  const installed = new Set(
    found.stdout
      .split("\n")
      .filter((line) => line.endsWith(" installed"))
      .map((line) => line.split(" ")[0]),
  );
  return names.filter((name) => !installed.has(name) && !installed.has(`${name}t64`));
}

/** The command a person types to install them. @param {readonly string[]} names */
export function aptCommand(names) {
  return `sudo apt-get update && sudo apt-get install -y --no-install-recommends ${names.join(" ")}`;
}

/**
 * Installs packages as root; otherwise stops with the exact command.
 * @param {string} what for the progress line
 * @param {readonly string[]} names
 */
export async function installPackages(what, names) {
  if (names.length === 0) return;
  if (!isRoot()) throw new Stop(`Il manque des paquets Debian (${what}). Tapez :\n  ${aptCommand(names)}`);
  await step(`Installation de paquets Debian (${what}) : ${names.join(" ")}`, async () => {
    await run("apt-get", ["update", "-qq"], { env: QUIET });
    const { code, output } = await run(
      "apt-get",
      ["install", "-y", "-qq", "--no-install-recommends", ...names.map(nameHere)],
      { env: QUIET },
    );
    if (code !== 0) {
      say(output.trim().split("\n").slice(-15).join("\n"));
      throw new Stop(`apt-get a échoué. À taper à la main :\n  ${aptCommand(names)}`);
    }
  });
}

/** @param {string} name */
function nameHere(name) {
  const renamed = spawnSync("apt-cache", ["show", "--no-all-versions", `${name}t64`], { encoding: "utf8" });
  return renamed.status === 0 && renamed.stdout.includes("Package:") ? `${name}t64` : name;
}
