import { copyFile, mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { requireNode } from "./runtime/node-version.mjs";

requireNode();
const { prepare } = await import("./runtime/prepare.mjs");
const { launch } = await import("./runtime/launch.mjs");
const { giveFolder } = await import("./runtime/person.mjs");
const { entry, say, Stop } = await import("./runtime/say.mjs");

const root = fileURLToPath(new URL("..", import.meta.url)).replace(/[\\/]$/, "");
/** The app paints its first window well before this, even on a slow machine. */
const PAINTED_WITHIN = 120_000;
const SCREENSHOT = /^pli: screenshot /;

await entry(async () => {
  const given = process.argv.slice(2);
  const once = given.includes("--once");
  const { executable, person, folder, virtual } = await prepare(root);
  const wantsPicture = virtual || once;
  const own =
    person.uid === undefined ? join(root, "out") : giveFolder(join(person.home, `out-${process.pid}`), person);
  const shot = join(own, "screenshot.png");
  await mkdir(own, { recursive: true });
  /** @type {(done: boolean) => void} */
  let painted = () => {};
  const picture = new Promise((/** @type {(done: boolean) => void} */ resolve) => (painted = resolve));
  const app = launch({
    executable,
    folder,
    person,
    virtual,
    args: [".", ...given.filter((argument) => argument !== "--once")],
    env: wantsPicture ? { PLI_SCREENSHOT: shot } : {},
    onLine: (line) => (SCREENSHOT.test(line) ? painted(true) : say(line)),
  });
  say("Pli est lancé. Ctrl+C pour arrêter.");
  void app.ended.then(() => painted(false));
  try {
    if (wantsPicture) await leavePicture(picture, shot);
  } catch (error) {
    app.stop();
    await app.ended;
    throw error;
  } finally {
    if (own !== join(root, "out")) await rm(own, { recursive: true, force: true });
  }
  if (once) app.stop();
  const code = await app.ended;
  return once ? 0 : code;
});

/** @param {Promise<boolean>} picture @param {string} shot */
async function leavePicture(picture, shot) {
  const timer = setTimeout(() => {}, PAINTED_WITHIN);
  const late = new Promise((/** @type {(done: boolean) => void} */ resolve) =>
    setTimeout(() => resolve(false), PAINTED_WITHIN).unref(),
  );
  const done = await Promise.race([picture, late]);
  clearTimeout(timer);
  if (!done) throw new Stop("La fenêtre de Pli ne s’est pas affichée.");
  const kept = join(root, "out", "screenshot.png");
  await mkdir(join(root, "out"), { recursive: true });
  if (kept !== shot) await copyFile(shot, kept);
  say(`Image de la fenêtre : ${kept}`);
}
