import { ensureBuilt } from "./build.mjs";
import { needsVirtualDisplay } from "./display.mjs";
import { findRuntime, runtimeLine } from "./find.mjs";
import { ensureInstalled } from "./install.mjs";
import { ensureLibraries, ensureSandbox } from "./libraries.mjs";
import { unprivilegedPerson } from "./person.mjs";
import { say } from "./say.mjs";
import { inPlace, workplace } from "./workplace.mjs";

/**
 * Everything a start needs, from a bare checkout: dependencies, runtime, system libraries, build, person, folder.
 * @param {string} root
 * @param {{ build?: boolean, alwaysVirtual?: boolean }} [options] `alwaysVirtual`: tests never use a person's screen
 */
export async function prepare(root, { build = true, alwaysVirtual = false } = {}) {
  await ensureInstalled(root);
  const runtime = await findRuntime(root);
  say(runtimeLine(runtime));
  const virtual = needsVirtualDisplay() || (alwaysVirtual && process.platform === "linux");
  await ensureLibraries(virtual, runtime.executable);
  if (build) await ensureBuilt(root);
  const person = unprivilegedPerson();
  if (person.uid !== undefined) {
    say(`Lancé par root : l’application tourne sous l’utilisateur « ${person.name} », bac à sable de Chromium actif.`);
  }
  const folder = await workplace(root, person);
  const runtimeFolder = inPlace(runtime.folder, root, folder);
  ensureSandbox(runtimeFolder, person);
  if (virtual) say(`${alwaysVirtual ? "Tests" : "Pas d’écran"} : l’application s’ouvre sur un écran virtuel (Xvfb).`);
  return { runtime, executable: inPlace(runtime.executable, root, folder), person, folder, virtual };
}
