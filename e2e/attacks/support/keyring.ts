import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { _electron } from "@playwright/test";
import { openRemoteSpace, type RemoteSpace } from "../../servers/remote-space";
import type { OpenApp } from "../../journeys/support/open-app";

/** What stands behind the system's vault at one start: the key ring and the word it is unlocked with, or no key ring at all. */
export type KeyRing = { readonly word: string } | null;

/**
 * Starts the application in a desktop session of its own (its D-Bus, its GNOME key ring, its home), kept in `folder`.
 * The first word given to a new key ring becomes its word; another one leaves it locked.
 */
export async function openWithKeyRing(folder: string, ring: KeyRing): Promise<OpenApp> {
  const space = openRemoteSpace(process.env["PLI_REAL_SERVERS"] ?? "");
  const app = await _electron.launch({
    executablePath: sessionStarter(folder, ring),
    args: [".", `--user-data-dir=${join(folder, "profile")}`, "--password-store=gnome-libsecret"],
    env: sessionOf(folder, space),
    chromiumSandbox: true,
  });
  const page = await app.firstWindow({ timeout: 15_000 });
  page.setDefaultTimeout(15_000);
  await page.waitForLoadState("domcontentloaded");
  return { app, page, servers: "real", space, folder, close: () => app.close() };
}

/** Takes the key ring away, as a new installation of the desktop would. */
export const loseKeyRing = (folder: string): void => rmSync(join(folder, "data", "keyrings"), { recursive: true });

/** A command that is Electron for its caller, inside of the session. */
function sessionStarter(folder: string, ring: KeyRing): string {
  const electron = process.env["PLI_ELECTRON"] ?? "";
  const path = join(folder, "electron-in-session.sh");
  const unlocked = `printf %s '${ring?.word ?? ""}' | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; `;
  const inside = `${ring === null ? "" : unlocked}exec "$0" "$@"`;
  // The bus has no screen, so that nothing can ask the person for the word of a locked key ring.
  const command = `exec env -u DISPLAY dbus-run-session -- env DISPLAY="$DISPLAY" sh -c "${inside.replace(/["$]/gu, "\\$&")}" '${electron}' "$@"`;
  // Without a bus there is no key ring to be had.
  writeFileSync(path, `#!/bin/sh\n${ring === null ? `exec '${electron}' "$@"` : command}\n`, { mode: 0o755 });
  return path;
}

function sessionOf(folder: string, space: RemoteSpace): Record<string, string> {
  const folders = { XDG_DATA_HOME: "data", XDG_RUNTIME_DIR: "run", XDG_CACHE_HOME: "cache", XDG_CONFIG_HOME: "config" };
  const own = Object.entries(folders).map(([name, under]) => [name, join(folder, under)] as const);
  for (const [, path] of own) mkdirSync(path, { recursive: true, mode: 0o700 });
  const environment = join(folder, "environment.json");
  writeFileSync(environment, JSON.stringify(space.environment));
  const env = { ...(process.env as Record<string, string>), ...Object.fromEntries(own) };
  delete env["DBUS_SESSION_BUS_ADDRESS"];
  return { ...env, LANG: "fr_FR.UTF-8", TZ: "Europe/Paris", PLI_ENVIRONMENT: environment };
}
