import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { chromium, type Page } from "@playwright/test";
import type { Desk } from "./desk";

/** What runs: the application, or the same Electron with an empty window. */
export type Program = "pli" | "blank";

/** A program on a desk. */
export type Launched = {
  /** Hour of the start, in ms. */
  readonly since: number;
  readonly pid: number;
  /** Asks the probe in its main process (`main-probe.cjs`). */
  readonly ask: <Answer>(act: string, argument?: string) => Promise<Answer>;
  /** Its first window, driven from here on; not to be asked while its start is measured. */
  readonly page: () => Promise<Page>;
  /** Ends it as a person would, so that its store closes. */
  readonly end: () => Promise<void>;
};

export type LaunchOptions = { readonly profile: string; readonly env?: NodeJS.ProcessEnv };

const LONGEST_END = 10_000;

/** Starts a program with Chromium's sandbox on, as the person of the desk. */
export function launch(desk: Desk, program: Program, { profile, env = {} }: LaunchOptions): Launched {
  const { workplace } = desk;
  const here = join(workplace.folder, "e2e", "bench", "desk");
  const since = performance.timeOrigin + performance.now();
  const child = spawn(
    workplace.executable,
    [
      program === "pli" ? "." : join(here, "blank"),
      `--user-data-dir=${profile}`,
      "--password-store=gnome-libsecret",
      "--remote-debugging-port=0",
    ],
    {
      ...workplace.options,
      cwd: workplace.folder,
      env: { ...desk.env, ...env, NODE_OPTIONS: `--require ${join(here, "main-probe.cjs")}` },
      stdio: ["pipe", "pipe", "pipe"],
    },
  );
  const ended = once(child, "exit");
  const address = debuggingAddress(child);
  return {
    since,
    pid: child.pid ?? 0,
    ask: asking(child, ended),
    page: async () => firstPage(await address),
    end: async () => {
      child.kill("SIGTERM");
      const hard = setTimeout(() => child.kill("SIGKILL"), LONGEST_END);
      await ended;
      clearTimeout(hard);
    },
  };
}

type Answered = { readonly id: number; readonly value?: unknown; readonly error?: string };

function asking(child: ChildProcessWithoutNullStreams, ended: Promise<unknown>): Launched["ask"] {
  const waiting = new Map<number, (answered: Answered) => void>();
  let next = 0;
  createInterface({ input: child.stdout }).on("line", (line) => {
    if (!line.startsWith("bench ")) return;
    const answered = JSON.parse(line.slice("bench ".length)) as Answered;
    waiting.get(answered.id)?.(answered);
    waiting.delete(answered.id);
  });
  return async <Answer>(act: string, argument = "") => {
    const id = next++;
    const answer = new Promise<Answered>((resolve) => waiting.set(id, resolve));
    child.stdin.write(`${JSON.stringify({ id, act, argument })}\n`);
    const answered = await Promise.race([answer, ended.then(() => null)]);
    if (answered === null || answered.error !== undefined) throw new Error(`${act}: ${answered?.error ?? "it ended"}`);
    return answered.value as Answer;
  };
}

/** Chromium says where it can be driven on its error stream. */
function debuggingAddress(child: ChildProcessWithoutNullStreams): Promise<string> {
  return new Promise((resolve) => {
    createInterface({ input: child.stderr }).on("line", (line) => {
      const found = /^DevTools listening on (ws:\S+)/u.exec(line)?.[1];
      if (found !== undefined) resolve(found);
    });
  });
}

async function firstPage(address: string): Promise<Page> {
  const browser = await chromium.connectOverCDP(address);
  const [context] = browser.contexts();
  if (context === undefined) throw new Error("no window");
  return context.pages()[0] ?? context.waitForEvent("page");
}
