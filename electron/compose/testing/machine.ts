import { randomBytes, randomUUID } from "node:crypto";
import { MessageChannel, type MessagePort } from "node:worker_threads";
import type { AppEvent } from "#shared/contract/events";
import type { Port } from "#shared/contract/link";
import { seal, unseal } from "../../store/wrap";
import { serveStore } from "../../store/serve";
import { createJournal } from "../../trace/journal";
import type { Platform, Process, Vault } from "../ports";

/** A computer for tests: real stores in real files, served in this process; a key ring that may be taken away; dialogs answered beforehand. */
export type Machine = {
  readonly platform: Platform;
  readonly events: AppEvent[];
  readonly clock: { now: Date };
  /** What the next dialog gives: a path, or null for given up. */
  readonly answers: { target: string | null; source: string | null; folder: string | null };
  /** The session's key ring: none, or the secret that opens its blobs. */
  readonly ring: { secret: number | null };
  /** Ends the processes that run, as a crash does. */
  readonly crash: () => void;
  /** How many of the processes that start next end before they answer. */
  dying: number;
  readonly reports: string[];
};

/** A machine whose profiles are in `folder`. No process but the store's can be started. */
export function machine(folder: string): Machine {
  const events: AppEvent[] = [];
  const reports: string[] = [];
  const clock = { now: new Date("2026-11-22T08:00:00.000Z") };
  const answers: Machine["answers"] = { target: null, source: null, folder: null };
  const ring: Machine["ring"] = { secret: 1 };
  const running = new Set<() => void>();
  const crash = (): void => [...running].forEach((one) => one());
  const platform: Platform = {
    folder,
    start: (kind) => {
      if (kind !== "store") throw new Error(`no ${kind} process here`);
      const started = storeProcess(() => clock.now, running);
      if (on.dying > 0) {
        on.dying -= 1;
        started.kill();
      }
      return started;
    },
    vault: keyRing(ring),
    dialogs: {
      saveFile: async () => false,
      chooseTarget: async () => answers.target,
      chooseSource: async () => answers.source,
      chooseFolder: async () => answers.folder,
      chooseFiles: async () => ({ files: [], tooBig: [] }),
      openLink: async () => false,
      openBrowser: async () => undefined,
      showMain: () => undefined,
      showFile: () => undefined,
      showPhone: () => undefined,
      closePhone: () => undefined,
      showPanel: () => undefined,
    },
    composers: { open: () => undefined, close: () => undefined },
    conversations: { open: () => undefined, close: () => undefined },
    desk: {
      isLookedAt: () => true,
      notify: () => undefined,
      count: () => undefined,
      apply: async () => undefined,
      show: () => undefined,
    },
    leaving: { pageAsPdf: async () => new Uint8Array(), drag: async () => undefined, empty: async () => undefined },
    resolveProxy: async () => "DIRECT",
    clock: () => clock.now,
    random: (bytes) => new Uint8Array(randomBytes(bytes)),
    emit: (event) => events.push(event),
    writeLog: (line) => reports.push(line),
    version: "0",
    runtime: "test",
    copy: "development",
    ownFiles: null,
    updates: undefined,
    environment: null,
    nil: "",
    kdf: { name: "argon2id", memory: 64, iterations: 1, parallelism: 1 },
  };
  const on: Machine = { platform, events, clock, answers, ring, reports, crash, dying: 0 };
  return on;
}

function storeProcess(now: () => Date, running: Set<() => void>): Process {
  const { port1, port2 } = new MessageChannel();
  const served = serveStore(asPort(port1), {
    now,
    newId: () => randomUUID().replaceAll("-", ""),
    journal: createJournal,
  });
  const end = (): void => {
    if (!running.delete(end)) return;
    served.close();
    port1.close();
  };
  running.add(end);
  return { ...asPort(port2), kill: end, memory: async () => undefined };
}

function asPort(port: MessagePort): Port {
  return {
    post: (message) => port.postMessage(message),
    onMessage: (listener) => void port.on("message", listener),
    onClose: (listener) => void port.once("close", listener),
  };
}

function keyRing(ring: Machine["ring"]): Vault {
  const secret = (): Uint8Array => new Uint8Array(32).fill(ring.secret ?? 0);
  return {
    available: () => ring.secret !== null,
    backend: () => "gnome_libsecret",
    wrap: (bytes) => Buffer.concat([Buffer.from("v11"), seal(secret(), bytes, "ring")]),
    unwrap: (bytes) => {
      const opened = unseal(secret(), bytes.subarray(3), "ring");
      if (opened === null) throw new Error("not its blob");
      return opened;
    },
  };
}
