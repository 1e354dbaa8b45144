import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { _electron, type ElectronApplication, expect, type Page } from "@playwright/test";
import type { Environment } from "#shared/domain/environment";
import { openRemoteSpace, type RemoteSpace } from "../../servers/remote-space";

/** The application in the real Electron, over one set of servers. */
export type OpenApp = {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly servers: "demo" | "real";
  /** The real servers; null over the demonstration operator. */
  readonly space: RemoteSpace | null;
  readonly folder: string;
  /** Closes it; `again` keeps the profile for a next start. */
  readonly close: () => Promise<void>;
};

/** How to open it; `folder` is the profile of an earlier start. */
export type OpenOptions = {
  readonly servers: "demo" | "real";
  readonly folder?: string;
  readonly args?: readonly string[];
  /** Changes the environment of the real servers before the application reads it. */
  readonly through?: (environment: Environment) => Environment;
  /** Where its updates come from (`electron/update/source.ts`); none by default. */
  readonly updates?: object;
};

/** Starts the built application with Chromium's sandbox on and a profile of its own. */
export async function openApp({
  servers,
  folder = newFolder(),
  args = [],
  through = (environment) => environment,
  updates,
}: OpenOptions): Promise<OpenApp> {
  const executablePath = process.env["PLI_ELECTRON"];
  if (executablePath === undefined) throw new Error("PLI_ELECTRON names no Electron");
  const space = servers === "real" ? openRemoteSpace(process.env["PLI_REAL_SERVERS"] ?? "") : null;
  const env: Record<string, string> = {
    ...(process.env as Record<string, string>),
    LANG: "fr_FR.UTF-8",
    TZ: "Europe/Paris",
  };
  if (space !== null) {
    mkdirSync(folder, { recursive: true });
    env["PLI_ENVIRONMENT"] = join(folder, "environment.json");
    writeFileSync(env["PLI_ENVIRONMENT"], JSON.stringify(through(space.environment)));
  }
  if (updates !== undefined) {
    mkdirSync(folder, { recursive: true });
    env["PLI_UPDATES"] = join(folder, "updates.json");
    writeFileSync(env["PLI_UPDATES"], JSON.stringify(updates));
  }
  const app = await _electron.launch({
    executablePath,
    args: [".", `--user-data-dir=${join(folder, "profile")}`, ...args],
    env,
    chromiumSandbox: true,
  });
  const page = await app.firstWindow();
  await page.waitForLoadState("domcontentloaded");
  return { app, page, servers, space, folder, close: () => app.close() };
}

/** A folder for one profile, removed by `forget`. */
export const newFolder = (): string => mkdtempSync(join(tmpdir(), "pli-journey-"));

/** Removes a profile's folder. */
export const forget = (folder: string): void => rmSync(folder, { recursive: true, force: true });

/** The telephone of the demonstration, once it is on screen. */
export async function phoneOf(app: ElectronApplication): Promise<Page> {
  await expect.poll(() => app.windows().some((one) => one.url().endsWith("phone.html"))).toBe(true);
  const phone = app.windows().find((one) => one.url().endsWith("phone.html"));
  if (phone === undefined) throw new Error("no telephone");
  return phone;
}

/** The window of the conversation that has one. */
export async function conversationApart(app: ElectronApplication): Promise<Page> {
  const find = () => app.windows().find((one) => one.url().endsWith("conversation-window.html"));
  await expect.poll(() => find() !== undefined, { timeout: 20_000 }).toBe(true);
  const window = find();
  if (window === undefined) throw new Error("no window");
  return window;
}
