import type { Socket } from "node:net";
import { connect } from "node:net";
import type { TLSSocket } from "node:tls";
import { connect as connectTls } from "node:tls";
import { ImapFlow } from "imapflow";
import { createImapFaults } from "../faults";
import type { ImapServerOptions } from "../start-imap-server";
import { startImapServer } from "../start-imap-server";
import { createMailStore } from "../store/mail-store";
import { throwawayPki } from "./throwaway-pki";

export const ALICE = "alice.demo@cabinet.demo.mssante.fr";
export const BOB = "bob.demo@cabinet.demo.mssante.fr";
export const GOOD_TOKEN = "jeton-de-demonstration";

/** A server on loopback with its store, its faults, its log and its clients. */
export type Loopback = Awaited<ReturnType<typeof startLoopback>>;

const pki = throwawayPki();

/** Starts a server whose only good token is GOOD_TOKEN, on any box. */
export async function startLoopback(options: Partial<ImapServerOptions> = {}) {
  const { ca, identity } = await pki;
  const store = createMailStore();
  const faults = createImapFaults();
  const log: string[] = [];
  const server = await startImapServer({
    store,
    tls: identity,
    faults,
    log: (line) => log.push(line),
    authenticate: async ({ user, token }) => (token === GOOD_TOKEN ? { ok: true, mailbox: user } : { ok: false }),
    ...options,
  });
  const clients: ImapFlow[] = [];
  const sockets: Socket[] = [];
  const build = (user: string, token: string): ImapFlow => {
    const client = new ImapFlow({
      host: "127.0.0.1",
      port: server.port,
      secure: false,
      doSTARTTLS: true,
      servername: "localhost",
      tls: { ca, servername: "localhost", minVersion: "TLSv1.2", maxVersion: "TLSv1.2" },
      auth: { user, accessToken: token },
      logger: false,
    });
    client.on("error", () => undefined);
    clients.push(client);
    return client;
  };
  return {
    store,
    faults,
    log,
    server,
    ca,
    /** An imapflow client that is not connected yet. */
    client: (user = ALICE, token = GOOD_TOKEN) => build(user, token),
    /** An imapflow client that is signed in. */
    async signedIn(user = ALICE) {
      const client = build(user, GOOD_TOKEN);
      await client.connect();
      return client;
    },
    /** A socket in plain text, its greeting read. */
    async wire() {
      const wire = wireOver(connect(server.port, "127.0.0.1"));
      sockets.push(wire.socket);
      await wire.until(/^\* /m);
      return wire;
    },
    /** A socket behind STARTTLS, signed in when a user is given. */
    async secureWire(user?: string) {
      const plain = wireOver(connect(server.port, "127.0.0.1"));
      sockets.push(plain.socket);
      await plain.until(/^\* OK/m);
      plain.send("s STARTTLS\r\n");
      await plain.until(/^s OK/m);
      plain.socket.removeAllListeners("data");
      const secured = connectTls({ socket: plain.socket, ca, servername: "localhost", maxVersion: "TLSv1.2" });
      await new Promise<void>((resolve, reject) => secured.once("secureConnect", resolve).once("error", reject));
      const wire = wireOver(secured);
      if (user !== undefined) await wire.ask("l", `AUTHENTICATE XOAUTH2 ${xoauth2(user, GOOD_TOKEN)}`);
      return wire;
    },
    async stop() {
      for (const client of clients) client.close();
      for (const socket of sockets) socket.destroy();
      await server.close();
    },
  };
}

/** The SASL XOAUTH2 response in base64. */
export function xoauth2(user: string, token: string): string {
  return Buffer.from(`user=${user}\x01auth=Bearer ${token}\x01\x01`).toString("base64");
}

/** A conversation over a socket, all that came kept as a binary string. */
export function wireOver<S extends Socket | TLSSocket>(socket: S) {
  let received = "";
  let closed = false;
  const watchers = new Set<() => void>();
  const notify = (): void => watchers.forEach((watch) => watch());
  socket.on("data", (chunk: Buffer) => {
    received += chunk.toString("latin1");
    notify();
  });
  socket.on("error", () => undefined);
  socket.on("close", () => {
    closed = true;
    notify();
  });
  const until = (pattern: RegExp, from = 0): Promise<string> =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => finish(() => reject(new Error(`No ${pattern} in ${received.slice(-500)}`))),
        15_000,
      );
      const finish = (settle: () => void): void => {
        clearTimeout(timer);
        watchers.delete(watch);
        settle();
      };
      const watch = (): void => {
        if (pattern.test(received.slice(from))) finish(() => resolve(received.slice(from)));
        else if (closed) finish(() => reject(new Error(`Closed before ${pattern}: ${received.slice(-500)}`)));
      };
      watchers.add(watch);
      watch();
    });
  return {
    socket,
    received: () => received,
    until,
    send: (text: string) => void socket.write(Buffer.from(text, "latin1")),
    /** Sends one command and gives all that came up to its tagged line. */
    ask(tag: string, command: string): Promise<string> {
      const from = received.length;
      socket.write(Buffer.from(`${tag} ${command}\r\n`, "latin1"));
      return until(new RegExp(`^${tag} (OK|NO|BAD).*\r\n`, "m"), from);
    },
    closed: (): Promise<void> =>
      new Promise((resolve) => {
        if (closed) return resolve();
        watchers.add(() => closed && resolve());
      }),
  };
}
