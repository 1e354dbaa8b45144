import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const script = fileURLToPath(new URL("../inspect.mjs", import.meta.url));
const TICKS_PER_SECOND = 100;

/** One run of `npm run -s inspect`, and what it took. */
export type Run = {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
  readonly json: Record<string, unknown>;
  /** Processor time of the command and what it starts, whatever else the machine does; 0 where /proc does not tell. */
  readonly seconds: number;
  /** Largest resident size of each of its processes, together; 0 where /proc does not tell. */
  readonly megabytes: number;
};

/** What it takes is told in processor time: how long it waits for the processor is none of its doing. */
const env = { ...process.env, PLI_INSPECT_PATIENCE: "20" };

/** Runs the command as a person does, and reads all that it prints. */
export function runInspect(...args: readonly string[]): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...args], { stdio: ["ignore", "pipe", "pipe"], env });
    let [out, err] = ["", ""];
    child.stdout.on("data", (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (err += chunk.toString()));
    let [megabytes, seconds] = [0, 0];
    const look = setInterval(() => {
      const now = usage(child.pid ?? 0);
      megabytes = Math.max(megabytes, now.megabytes);
      seconds = Math.max(seconds, now.seconds);
    }, 20);
    child.on("close", (code) => {
      clearInterval(look);
      try {
        resolve({ code, out, err, seconds, megabytes, json: JSON.parse(out) as Run["json"] });
      } catch {
        reject(new Error(`no answer (${code}): ${err}`));
      }
    });
  });
}

/** A process and all its descendants, by /proc (Linux). */
function usage(pid: number): { readonly megabytes: number; readonly seconds: number } {
  try {
    const kilobytes = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
    const below = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ").filter(Boolean);
    const all = below.map((child) => usage(Number(child)));
    return {
      megabytes: Number(kilobytes ?? 0) / 1024 + all.reduce((sum, each) => sum + each.megabytes, 0),
      seconds:
        (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND + all.reduce((sum, each) => sum + each.seconds, 0),
    };
  } catch {
    return { megabytes: 0, seconds: 0 };
  }
}
