import { fork } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { ParserChild } from "../electron/documents/parser/parser-host";

const LOADER = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;

/** Starts a Node that runs `entry` (a TypeScript file) as a parser process; its output is dropped, so that nothing it says reaches ours. */
export function forkParser(
  entry: string = fileURLToPath(new URL("inspect-child.ts", import.meta.url)),
  heapMb = 192,
): ParserChild {
  const child = fork(entry, [], {
    serialization: "advanced",
    stdio: ["ignore", "ignore", "ignore", "ipc"],
    execArgv: [`--max-old-space-size=${heapMb}`, "--import", LOADER],
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
