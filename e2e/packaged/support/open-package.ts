import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { type Browser, chromium, expect, type Page } from "@playwright/test";

/** The packaged application while it runs. */
export type OpenPackage = {
  readonly page: Page;
  /** The page at this address, when its window opens. */
  readonly pageOf: (name: string) => Promise<Page>;
  readonly child: ChildProcess;
  readonly close: () => Promise<void>;
};

/** The executable of the package that is tested. */
export function packaged(): string {
  const executable = process.env["PLI_PACKAGED"];
  if (executable === undefined) throw new Error("PLI_PACKAGED names no package");
  return executable;
}

/** A folder for a profile, and what takes it away. */
export function newProfile(): { readonly folder: string; readonly forget: () => void } {
  const folder = mkdtempSync(join(tmpdir(), "pli-packaged-"));
  return { folder, forget: () => rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }) };
}

/** Starts a package as a person does, and looks at it through Chromium's own port: it has no inspector (fuse). */
export async function openPackage(profile: string, { executable = packaged(), port = 0 } = {}): Promise<OpenPackage> {
  const child = startPackage(profile, [`--remote-debugging-port=${port}`], executable);
  const browser = await chromium.connectOverCDP(await addressOf(child));
  const pageOf = (name: string): Promise<Page> => pageIn(browser, name);
  const close = async (): Promise<void> => {
    const ended = hasEnded(child) ? null : once(child, "exit");
    child.kill("SIGTERM");
    await ended;
    await browser.close();
  };
  return { page: await pageOf("index.html"), pageOf, child, close };
}

/** The main page of the application that was started again by itself, at the port of the one before. */
export async function openRestarted(port: number): Promise<Page> {
  await expect.poll(() => isListening(port), { timeout: 60_000 }).toBe(true);
  return pageIn(await chromium.connectOverCDP(`http://127.0.0.1:${port}`), "index.html");
}

/** Closes the main window of what was started again at a port, if anything was, and waits until it has ended. */
export async function endRestarted(port: number): Promise<void> {
  if (!(await isListening(port))) return;
  await (await openRestarted(port)).close();
  await expect.poll(() => isListening(port), { timeout: 20_000 }).toBe(false);
}

const isListening = (port: number): Promise<boolean> =>
  fetch(`http://127.0.0.1:${port}/json/version`).then(
    ({ ok }) => ok,
    () => false,
  );

/** Starts a package over a profile; its error stream is to be read by who starts it. */
export const startPackage = (
  profile: string,
  args: readonly string[] = [],
  executable = packaged(),
  env: Readonly<Record<string, string>> = {},
): ChildProcess =>
  spawn(executable, [`--user-data-dir=${profile}`, "--password-store=basic", ...args], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, LANG: "fr_FR.UTF-8", TZ: "Europe/Paris", ...env },
  });

/** The code that a process ends with. */
export async function codeOf(child: ChildProcess): Promise<number | null> {
  if (!hasEnded(child)) await once(child, "exit");
  return child.exitCode;
}

const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

function addressOf(child: ChildProcess): Promise<string> {
  if (child.stderr === null) throw new Error("no error stream");
  const lines = createInterface({ input: child.stderr });
  return new Promise((resolve, reject) => {
    lines.on("line", (line) => {
      const address = /^DevTools listening on (ws:\S+)/u.exec(line)?.[1];
      if (address !== undefined) resolve(address);
    });
    child.once("exit", (code) => reject(new Error(`the package ended at once (${code})`)));
  });
}

async function pageIn(browser: Browser, name: string): Promise<Page> {
  const find = (): Page | undefined =>
    browser
      .contexts()
      .flatMap((context) => context.pages())
      .find((page) => page.url().endsWith(name));
  await expect.poll(() => find() !== undefined, { timeout: 30_000 }).toBe(true);
  const page = find();
  if (page === undefined) throw new Error(`no window ${name}`);
  return page;
}
