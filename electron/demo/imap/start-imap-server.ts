import type { Socket } from "node:net";
import { createServer } from "node:net";
import type { ImapFaults } from "./faults";
import { createImapFaults } from "./faults";
import type { ImapLimits } from "./limits";
import { DEFAULT_IMAP_LIMITS } from "./limits";
import type { Authenticate, ProtocolLog } from "./ports";
import type { Connection } from "./session/connection";
import { serveConnection } from "./session/connection";
import type { ServerScope } from "./session/session";
import type { TlsIdentity } from "./session/start-tls";
import { tlsContext } from "./session/start-tls";
import type { MailStore } from "./store/mail-store";

/** What the server is made of; `port` 0 takes a free one. */
export type ImapServerOptions = {
  readonly store: MailStore;
  readonly tls: TlsIdentity;
  readonly authenticate: Authenticate;
  readonly host?: string;
  readonly port?: number;
  readonly faults?: ImapFaults;
  readonly log?: ProtocolLog;
  readonly limits?: Partial<ImapLimits>;
};

/** A running server; `dropConnections` ends all sessions with `* BYE`, or by a TCP reset without a word. */
export type ImapServer = { readonly port: number; dropConnections(how: "bye" | "reset"): void; close(): Promise<void> };

/** Starts the IMAP4rev1 server of the demonstration operator; rejects where the port cannot be had. */
export async function startImapServer(options: ImapServerOptions): Promise<ImapServer> {
  const limits: ImapLimits = { ...DEFAULT_IMAP_LIMITS, ...options.limits };
  const faults = options.faults ?? createImapFaults();
  const scope: ServerScope = {
    store: options.store,
    authenticate: options.authenticate,
    faults,
    limits,
    sessionsOf: new Map(),
  };
  const context = tlsContext(options.tls);
  const connections = new Set<Connection>();
  let count = 0;

  const server = createServer((socket) => {
    if (faults.refuseConnections) return sendAway(socket, "* BYE [UNAVAILABLE] Temporarily unavailable");
    if (connections.size >= limits.connections) return sendAway(socket, "* BYE [LIMIT] Too many connections");
    socket.setNoDelay(true);
    count += 1;
    const label = `imap-${count}`;
    const connection = serveConnection(socket, scope, context, (line) => options.log?.(`${label} ${line}`));
    connections.add(connection);
    void connection.finished.finally(() => connections.delete(connection));
  });
  const port = await listen(server, options.port ?? 0, options.host ?? "127.0.0.1");

  return {
    port,
    dropConnections(how) {
      for (const connection of connections) {
        if (how === "bye") connection.end("Server shutting down.");
        else connection.reset();
      }
    },
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const connection of connections) connection.end("Server shutting down.");
      const cut = setTimeout(() => connections.forEach((connection) => connection.reset()), 1000);
      await closed;
      clearTimeout(cut);
    },
  };
}

function listen(server: ReturnType<typeof createServer>, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      const address = server.address();
      if (address === null || typeof address === "string") return reject(new Error("No TCP port"));
      resolve(address.port);
    });
  });
}

function sendAway(socket: Socket, line: string): void {
  socket.on("error", () => socket.destroy());
  socket.end(`${line}\r\n`, () => socket.destroy());
}
