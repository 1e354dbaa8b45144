import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const ENTRY = fileURLToPath(new URL("../../../scripts/relay.mjs", import.meta.url));

/** A relay in a process of its own: as `npm run relay` starts it, or from another file. */
export type Instance = {
  readonly port: number;
  /** Everything it wrote so far, on both outputs. */
  said(): string;
  /** Sends the signal and gives the exit code once it has ended (null when killed). */
  end(signal: "SIGTERM" | "SIGKILL"): Promise<number | null>;
};

export async function startInstance(environment: Readonly<Record<string, string>>, entry = ENTRY): Promise<Instance> {
  const child = spawn(process.execPath, [entry], {
    env: { PATH: process.env["PATH"] ?? "", PLI_RELAY_PORT: "0", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  const exited = once(child, "exit");
  const listening = new Promise<number>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      said += chunk.toString();
      const port = /listening on \S+ port (\d+)/u.exec(said)?.[1];
      if (port !== undefined) resolve(Number(port));
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    exited.then(([code]) => reject(new Error(`relay ended with ${code}: ${said}`)), reject);
  });
  return {
    port: await listening,
    said: () => said,
    async end(signal) {
      child.kill(signal);
      const [code] = (await exited) as [number | null];
      return code;
    },
  };
}
