import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { utilityProcess } from "electron";
import type { Port } from "#shared/contract/link";
import type { Platform } from "../compose/ports";

/** A process of ours, seen from main. */
export type Child = Port & { readonly kill: () => void; readonly memory: () => Promise<number | undefined> };

const PARSER_HEAP_MEGABYTES = 256;

/** Starts our processes, each from its entry in that folder. That of a store comes up at once, while main reads what will ask for it. */
export function createStarter(entryFolder: string): (kind: Parameters<Platform["start"]>[0]) => Child {
  const start = (kind: string): Child =>
    startChild(join(entryFolder, `${kind}.js`), `pli-${kind}`, kind === "parser" ? PARSER_HEAP_MEGABYTES : undefined);
  let ahead: Child | null = start("store");
  ahead.onClose(() => (ahead = null));
  return (kind) => {
    if (kind !== "store" || ahead === null) return start(kind);
    const child = ahead;
    ahead = null;
    return child;
  };
}

/** A heap with a bound is that of a process that parses: it makes much that lives briefly, which a young generation of full size drops at no cost. */
const heapFlags = (megabytes: number): string =>
  `--js-flags=--max-old-space-size=${megabytes} --min-semi-space-size=16`;

/**
 * Starts one of our processes. Its environment is stated (an empty one would inherit everything),
 * its heap is bounded through `--js-flags`, the only form that a utility process honours.
 */
function startChild(entry: string, name: string, heapMegabytes?: number): Child {
  const child = utilityProcess.fork(entry, [], {
    serviceName: name,
    env: { LANG: "C.UTF-8", ...(process.env["TZ"] === undefined ? {} : { TZ: process.env["TZ"] }) },
    stdio: process.env["PLI_VERBOSE"] === undefined ? "ignore" : "inherit",
    ...(heapMegabytes === undefined ? {} : { execArgv: [heapFlags(heapMegabytes)] }),
  });
  return {
    post: (message) => child.postMessage(message),
    onMessage: (listener) => void child.on("message", listener),
    onClose: (listener) => void child.once("exit", listener),
    kill: () => void child.kill(),
    memory: () => residentBytes(child.pid),
  };
}

/** Resident memory in bytes on Linux; undefined elsewhere or once the process is gone. */
async function residentBytes(pid: number | undefined): Promise<number | undefined> {
  if (pid === undefined || process.platform !== "linux") return undefined;
  try {
    const status = await readFile(`/proc/${pid}/status`, "utf8");
    const kilobytes = /^VmRSS:\s+(\d+) kB$/mu.exec(status)?.[1];
    return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
  } catch {
    return undefined;
  }
}
