import { fork } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Process } from "../../electron/compose/ports";

/** The processes of the application that run without Electron. */
export const KINDS = ["store", "mailbox", "parser", "directory"] as const;
/** The heap that `electron/shell` gives to the parser. */
const PARSER_HEAP = ["--max-old-space-size=256", "--min-semi-space-size=16"];
/** Bytes of a page of memory on the machines we measure on. */
const PAGE = 4096;

/** A process of ours that runs; `ended` resolves once it is gone. */
export type OurProcess = Process & { readonly ended: Promise<void> };

/** What a process finds around it besides what it is given: Node options, and variables. */
export type Surroundings = {
  readonly preload?: readonly string[];
  readonly env?: Readonly<Record<string, string | undefined>>;
};

/**
 * Starts one that `buildProcesses` put in `folder` of the checkout, in a Node instead of Electron's utility process: same code, the channel of a
 * forked process. To be called from the root of the checkout.
 */
export function startProcess(
  kind: (typeof KINDS)[number],
  folder: string,
  { preload = [], env = {} }: Surroundings = {},
): OurProcess {
  const child = fork(join("scripts", "bench-process.mjs"), [resolve(folder, `${kind}.js`)], {
    serialization: "advanced",
    stdio: ["ignore", "ignore", "inherit", "ipc"],
    execArgv: [...(kind === "parser" ? PARSER_HEAP : []), ...preload],
    env: { PATH: process.env["PATH"], ...env },
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  return {
    // A process that is gone is told by its exit.
    post: (message) => void child.send(message as object, () => undefined),
    onMessage: (listener) => void child.on("message", listener),
    onClose: (listener) => void child.once("exit", listener),
    kill: () => void child.kill("SIGKILL"),
    memory: async () => {
      const [, resident] = (await readFile(`/proc/${child.pid}/statm`, "utf8").catch(() => "")).split(" ");
      return resident === undefined ? undefined : Number(resident) * PAGE;
    },
    ended,
  };
}
