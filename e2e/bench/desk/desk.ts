import { spawn, type SpawnOptions } from "node:child_process";
import { once } from "node:events";
import { chownSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The built application and who may run it, as `scripts/runtime/prepare.mjs` finds them. */
export type Workplace = {
  readonly executable: string;
  /** The checkout, or the copy of it that the person can read. */
  readonly folder: string;
  readonly person: { readonly home: string; readonly uid?: number; readonly gid?: number };
  readonly options: Pick<SpawnOptions, "uid" | "gid" | "env">;
};

/** A person's desk: a virtual screen, a session bus, an unlocked key ring. */
export type Desk = {
  readonly workplace: Workplace;
  /** A folder of hers, for profiles. */
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  readonly give: (path: string) => void;
  readonly stop: () => Promise<void>;
};

const SESSION = `printf desk | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1
printf '%s\\n' "$DISPLAY $XAUTHORITY $DBUS_SESSION_BUS_ADDRESS"
exec cat`;

/** Opens a desk in a private folder; it ends with `stop`, or with this process. */
export async function openDesk(workplace: Workplace): Promise<Desk> {
  const { uid, gid } = workplace.person;
  const give = (path: string): void => void (uid === undefined || gid === undefined || chownSync(path, uid, gid));
  const folder = mkdtempSync(join(tmpdir(), "pli-desk-"));
  give(folder);
  const places = { XDG_DATA_HOME: "data", XDG_RUNTIME_DIR: "run", XDG_CACHE_HOME: "cache", XDG_CONFIG_HOME: "config" };
  const own = Object.entries(places).map(([name, part]) => [name, join(folder, part)] as const);
  for (const [, path] of own) {
    mkdirSync(path, { mode: 0o700 });
    give(path);
  }
  const env = { ...workplace.options.env, ...Object.fromEntries(own), LANG: "fr_FR.UTF-8", TZ: "Europe/Paris" };
  const command = ["-a", "-s", "-screen 0 1920x1200x24", "dbus-run-session", "--", "sh", "-c", SESSION];
  const session = spawn("xvfb-run", command, { ...workplace.options, env, stdio: ["pipe", "pipe", "ignore"] });
  const ended = once(session, "exit");
  const [line] = (await Promise.race([once(session.stdout.setEncoding("utf8"), "data"), ended])) as [unknown];
  if (typeof line !== "string") throw new Error("no virtual screen (Xvfb, dbus and gnome-keyring are needed)");
  const [DISPLAY, XAUTHORITY, DBUS_SESSION_BUS_ADDRESS] = line.trim().split(" ");
  return {
    workplace,
    folder,
    env: { ...env, DISPLAY, XAUTHORITY, DBUS_SESSION_BUS_ADDRESS },
    give,
    stop: async () => {
      session.stdin.end();
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
