import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { onDisplay } from "./display.mjs";
import { asPerson, displayAccess } from "./person.mjs";

/** What Chromium says of a machine without bus, GPU or sound: nothing that a person can act on. */
const NOISE =
  /:(ERROR|WARNING):(bus|object_proxy|viz_main_impl|gpu_|command_buffer_proxy|gl_|vaapi_|alsa_|nss_util|atom_cache|browser_main_loop|sandbox_linux|x11_|ui\/gl)|^oidc-provider WARNING/;

/**
 * Starts Electron as the person, in a process group of its own.
 * @typedef {{ executable: string, folder: string, args: readonly string[], person: import('./person.mjs').Person, virtual: boolean, env?: Record<string, string>, onLine?: (line: string) => void }} Launch
 * @param {Launch} launch
 * @returns {{ ended: Promise<number>, stop: () => void }}
 */
export function launch({ executable, folder, args, person, virtual, env = {}, onLine }) {
  const shown = onDisplay(virtual, executable, [...args]);
  const options = asPerson(person, { ...displayAccess(person), ...env });
  const child = spawn(shown.command, shown.args, {
    ...options,
    cwd: folder,
    detached: process.platform !== "win32",
    stdio: ["ignore", "pipe", "pipe"],
  });
  createInterface({ input: child.stdout }).on("line", onLine ?? ((line) => process.stdout.write(`${line}\n`)));
  createInterface({ input: child.stderr }).on("line", (line) => {
    if (!NOISE.test(line)) process.stderr.write(`${line}\n`);
  });
  const stop = () => end(child, virtual ? executable : undefined);
  for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) process.once(signal, stop);
  const ended = new Promise((/** @type {(code: number) => void} */ resolve) => {
    child.on("error", (error) => {
      process.stderr.write(`${error.message}\n`);
      resolve(1);
    });
    child.on("close", (code) => resolve(code ?? 0));
  });
  return { ended, stop };
}

/**
 * Asks the app itself to quit, so that it closes its store; xvfb-run then ends by itself. What is left is killed.
 * @param {import('node:child_process').ChildProcess} child
 * @param {string | undefined} shown the program that xvfb-run runs, its child
 */
function end(child, shown) {
  const pid = child.pid;
  if (pid === undefined || child.exitCode !== null) return;
  const signal = (/** @type {number} */ target, /** @type {NodeJS.Signals} */ name) => {
    try {
      process.kill(target, name);
    } catch {
      // Already gone.
    }
  };
  signal((shown && childRunning(pid, shown)) || pid, "SIGTERM");
  setTimeout(() => signal(process.platform === "win32" ? pid : -pid, "SIGKILL"), 8000).unref();
}

/** @param {number} pid @param {string} executable @returns {number | undefined} */
function childRunning(pid, executable) {
  try {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ").map(Number);
    return children.find((each) => readFileSync(`/proc/${each}/cmdline`, "utf8").startsWith(executable));
  } catch {
    return undefined;
  }
}
