import { fork } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { AppEvent } from "#shared/contract/events";
import type { Input, MethodName, Output } from "#shared/contract/index";
import type { Environment } from "#shared/domain/environment";
import { buildProcesses } from "../bench/build-processes";

const BUILT = "out/faults";
const PRELOAD = ["--import", new URL("weather.mjs", import.meta.url).href];
let built: Promise<void> | null = null;

/** What the machine does to its programs: its names are resolved or not, and its clock is ahead by so much (ms). */
export type Weather = { readonly names: boolean; readonly aheadMs: number };
export const FAIR: Weather = { names: true, aheadMs: 0 };
/** `weather.mjs` looks out that often, and a little more. */
const HEARD_MS = 120;

/** The application's engine in a tree of processes of its own. */
export type Engine = {
  /** Its process; the others are below it. */
  readonly pid: number;
  /** A method of the contract; rejects with the failure's code, or `killed`. */
  readonly call: <Name extends MethodName>(name: Name, input: Input<Name>) => Promise<Output<Name>>;
  /** What the machine is like, for every process of the tree. */
  readonly weather: (now: Weather) => Promise<void>;
  /** SIGKILL to one of its processes. */
  readonly crash: (part: "store" | "mailbox" | "parser") => void;
  /** Codes of the notices told so far. */
  readonly notices: () => readonly string[];
  /** SIGKILL to every process of the tree at once; resolves when they are gone. */
  readonly kill: () => Promise<void>;
};

type Answer = { readonly id: number; readonly ok: boolean; readonly value?: unknown; readonly code?: string };
type Waiting = { readonly resolve: (value: never) => void; readonly reject: (error: Error) => void };

/** Starts it over the profile in `folder`, which a killed one may have left. Everything is built once a run. */
export async function startEngine(folder: string, environment: Environment): Promise<Engine> {
  await (built ??= buildProcesses(BUILT, { engine: "e2e/faults/engine-child.ts" }));
  mkdirSync(folder, { recursive: true });
  const environmentFile = join(folder, "environment.json");
  writeFileSync(environmentFile, JSON.stringify(environment));
  const weatherFile = join(folder, "weather.json");
  const weather = async (now: Weather): Promise<void> => {
    writeFileSync(weatherFile, JSON.stringify(now));
    await new Promise((resolve) => setTimeout(resolve, HEARD_MS));
  };
  await weather(FAIR);
  const child = fork(join(BUILT, "engine.js"), [folder, environmentFile, BUILT], {
    serialization: "advanced",
    detached: true,
    stdio: ["ignore", "ignore", "inherit", "ipc"],
    execArgv: PRELOAD,
    env: { PATH: process.env["PATH"], TZ: "Europe/Paris", PLI_WEATHER: weatherFile },
  });
  const waiting = new Map<number, Waiting>();
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const notices: string[] = [];
  child.on("message", (message: Answer | { readonly event: AppEvent }) => {
    if ("event" in message) return void (message.event.kind === "notice" && notices.push(message.event.code));
    const { id, ok, value, code } = message;
    const asked = waiting.get(id);
    waiting.delete(id);
    if (ok) asked?.resolve(value as never);
    else asked?.reject(new Error(code));
  });
  void ended.then(() => {
    for (const { reject } of waiting.values()) reject(new Error("killed"));
    waiting.clear();
  });
  await new Promise((resolve, reject) => waiting.set(0, { resolve, reject }));
  let next = 0;
  return {
    pid: child.pid ?? 0,
    weather,
    crash: (part) => void child.send({ crash: part }),
    notices: () => notices,
    call: (name, input) =>
      new Promise((resolve, reject) => {
        next += 1;
        waiting.set(next, { resolve, reject });
        child.send({ id: next, name, input }, (error) => error !== null && reject(new Error("killed")));
      }),
    kill: async () => {
      // The whole group: what it started dies with it, in the middle of whatever it does.
      if (child.pid !== undefined && child.exitCode === null && child.signalCode === null)
        process.kill(-child.pid, "SIGKILL");
      await ended;
    },
  };
}
