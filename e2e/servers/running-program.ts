import { spawn, spawnSync } from "node:child_process";
import { createConnection, createServer } from "node:net";
import type { Runner } from "./private-folder";

/** A server that runs; `stop` ends it by its pid and waits for its end. */
export type RunningProgram = { readonly pid: number; readonly output: () => string; stop(): Promise<void> };

export type Program = {
  readonly command: string;
  readonly args: readonly string[];
  readonly runner: Runner;
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Loopback ports that answer once the server is ready. */
  readonly ports: readonly number[];
};

const READY_WITHIN_MS = 15_000;

/** Starts a program in the foreground and waits until its ports answer; throws with its output when it ends before. */
export async function startProgram({ command, args, runner, cwd, env, ports }: Program): Promise<RunningProgram> {
  const identity = runner.uid === undefined ? {} : { uid: runner.uid, gid: runner.gid };
  const child = spawn(command, args, {
    ...identity,
    cwd,
    env: { PATH: "/usr/sbin:/usr/bin:/sbin:/bin", LANG: "C.UTF-8", HOME: cwd, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const keep = (chunk: Buffer) => (output = (output + chunk.toString()).slice(-20_000));
  child.stdout.on("data", keep);
  child.stderr.on("data", keep);
  let ended = false;
  const end = new Promise<void>((resolve) => {
    child.on("error", (error) => ((output += error.message), (ended = true), resolve()));
    child.on("exit", () => ((ended = true), resolve()));
  });
  const stop = async (): Promise<void> => {
    if (ended) return;
    child.kill("SIGTERM");
    const timer = setTimeout(() => child.kill("SIGKILL"), 5000);
    await end;
    clearTimeout(timer);
  };
  const deadline = Date.now() + READY_WITHIN_MS;
  for (const port of ports) {
    while (!(await answers(port))) {
      if (ended || Date.now() > deadline) {
        await stop();
        throw new Error(`${command} did not start: ${output.trim()}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 40));
    }
  }
  return { pid: child.pid ?? 0, output: () => output, stop };
}

/** Free loopback ports, all different. */
export async function freePorts(count: number): Promise<readonly number[]> {
  const servers = Array.from({ length: count }, () => createServer());
  const ports = await Promise.all(servers.map(listenAnywhere));
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

/** Whether a command of the system exists; `/usr/sbin` is looked into too. */
export function findCommand(name: string): string | undefined {
  const found = spawnSync("sh", ["-c", `command -v ${name}`], {
    env: { PATH: "/usr/sbin:/usr/bin:/sbin:/bin:/usr/local/bin" },
    encoding: "utf8",
  });
  return found.status === 0 ? found.stdout.trim() : undefined;
}

/** The command's path; throws with what to type when it is not installed. */
export function requireCommand(name: string): string {
  const path = findCommand(name);
  if (path === undefined) throw new Error(`${name} is not installed: run "sudo node scripts/install-servers.mjs"`);
  return path;
}

function listenAnywhere(server: ReturnType<typeof createServer>): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : 0);
    });
  });
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ host: "127.0.0.1", port });
    socket.once("connect", () => (socket.destroy(), resolve(true)));
    socket.once("error", () => resolve(false));
  });
}
