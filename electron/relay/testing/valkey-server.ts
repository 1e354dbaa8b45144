import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const PASSWORD = "mot de passe: DEMO/1";

/** A real Valkey (or Redis) of Debian on loopback, with a password and nothing on disk. */
export type ValkeyServer = { readonly url: string; readonly port: number; stop(): Promise<void> };

export async function startValkey(tls?: {
  readonly certFile: string;
  readonly keyFile: string;
}): Promise<ValkeyServer> {
  const program = ["valkey-server", "redis-server"].find((name) => spawnSync(name, ["--version"]).status === 0);
  if (program === undefined) throw new Error("no valkey-server or redis-server: node scripts/install-servers.mjs");
  const folder = mkdtempSync(join(tmpdir(), "pli-valkey-"));
  const port = await freePort();
  const encrypted = tls === undefined ? [] : tlsArguments(tls, port);
  const server = spawn(
    program,
    // prettier-ignore
    ["--bind", "127.0.0.1", "--port", tls === undefined ? String(port) : "0", "--save", "", "--appendonly", "no",
     "--requirepass", PASSWORD, "--dir", folder, ...encrypted],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  await readiness(server);
  const scheme = tls === undefined ? "redis" : "rediss";
  return {
    url: `${scheme}://:${encodeURIComponent(PASSWORD)}@${tls === undefined ? "127.0.0.1" : "localhost"}:${port}/0`,
    port,
    async stop() {
      if (server.exitCode === null && server.signalCode === null) {
        const ended = once(server, "exit");
        server.kill("SIGKILL");
        await ended;
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function tlsArguments({ certFile, keyFile }: { certFile: string; keyFile: string }, port: number): readonly string[] {
  return [
    "--tls-port",
    String(port),
    "--tls-cert-file",
    certFile,
    "--tls-key-file",
    keyFile,
    "--tls-ca-cert-file",
    certFile,
    "--tls-auth-clients",
    "no",
  ];
}

function readiness(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = "";
    server.stdout?.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      if (/ready to accept connections/iu.test(said)) resolve();
    });
    server.once("exit", () => reject(new Error(`valkey ended: ${said.slice(-500)}`)));
  });
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, "close");
  return port;
}
