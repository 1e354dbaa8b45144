import { fork } from "node:child_process";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { ParserChild } from "../electron/documents/parser/parser-host";

const HEAP_MEGABYTES = 192;

/** Starts the parser process that was built beside this file; its output is dropped, so that nothing it says reaches ours. */
export function forkParser(entry: string = fileURLToPath(new URL("inspect-child.js", import.meta.url))): ParserChild {
  const child = fork(entry, [], {
    serialization: "advanced",
    stdio: ["ignore", "ignore", "ignore", "ipc"],
    execArgv: [`--max-old-space-size=${HEAP_MEGABYTES}`, "--min-semi-space-size=16"],
    env: { PATH: process.env["PATH"] },
  });
  return {
    // A process that died meanwhile is told by its exit, not by a failed post.
    post: (message) => void child.send(message as object, () => {}),
    onMessage: (listener) => void child.on("message", listener),
    onExit: (listener) => {
      child.on("exit", listener);
      child.on("error", listener);
    },
    kill: () => void child.kill("SIGKILL"),
    memory: () => residentBytes(child.pid),
  };
}

/** Resident size of a process where the system tells it by /proc (Linux); undefined elsewhere. */
async function residentBytes(pid: number | undefined): Promise<number | undefined> {
  if (pid === undefined) return undefined;
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(status)?.[1];
  return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
}
