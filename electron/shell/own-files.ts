import { spawn } from "node:child_process";
import { constants } from "node:fs";
import { access, mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { app } from "electron";
import type { OwnFiles } from "../compose/ports";
import type { Shell } from "./shell";
import { TRIAL } from "./trial";

const TRIAL_MS = 90_000;
/** Options that lead to another profile or another key ring: a new start keeps them. */
const KEPT_OPTIONS = /^--(?:user-data-dir|password-store|remote-debugging-port)=/u;

/** The files of a packaged copy whose folder, and the one that holds it, are the person's to change; Linux only, where it was tried. */
export async function findOwnFiles(shell: Shell): Promise<OwnFiles | null> {
  const folder = dirname(process.execPath);
  if (!app.isPackaged || process.platform !== "linux") return null;
  const mayChange = [folder, dirname(folder)].map((path) => access(path, constants.W_OK));
  if ((await Promise.allSettled(mayChange)).some(({ status }) => status === "rejected")) return null;
  // Electron's own `fs` takes an archive for a folder.
  const files = createRequire(import.meta.url)("original-fs") as typeof import("node:fs");
  return {
    folder,
    disk: {
      makeFolder: async (path) => void (await files.promises.mkdir(path, { recursive: true })),
      write: (path, mode) => files.createWriteStream(path, { flags: "wx", mode, flush: true }),
      remove: (path) => files.promises.rm(path, { recursive: true, force: true }),
      exists: async (path) => files.existsSync(path),
      rename: files.renameSync,
    },
    starts,
    restart: () =>
      shell.endWith(() => app.relaunch({ args: process.argv.filter((argument) => KEPT_OPTIONS.test(argument)) })),
  };
}

/** Starts the application of a folder as a trial, away from the person's own settings; whether it ended well. */
async function starts(folder: string): Promise<boolean> {
  const home = await mkdtemp(join(app.getPath("temp"), "pli-trial-"));
  try {
    const child = spawn(join(folder, basename(process.execPath)), [TRIAL, `--user-data-dir=${join(home, "profile")}`], {
      stdio: "ignore",
      env: { XAUTHORITY: join(app.getPath("home"), ".Xauthority"), ...process.env, ...ownHome(home) },
    });
    const limit = setTimeout(() => child.kill("SIGKILL"), TRIAL_MS);
    const code = await new Promise<number | null>((resolve) => {
      child.once("error", () => resolve(null));
      child.once("exit", resolve);
    });
    clearTimeout(limit);
    return code === 0;
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

/** What it would write in the person's own settings (start at login, addresses) goes there instead. */
const ownHome = (home: string) => ({
  HOME: home,
  XDG_CONFIG_HOME: join(home, ".config"),
  XDG_DATA_HOME: join(home, ".local", "share"),
});
