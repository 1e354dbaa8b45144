import { connect as connectTcp, type Socket } from "node:net";
import { once } from "node:events";
import { connect as connectTls, type ConnectionOptions, TLSSocket } from "node:tls";
import { Client, type ClientOptions, SearchEntry, SearchResponse } from "ldapts";
import type { SourceAnswer } from "../finding";

/** Result codes after which what was received is kept: 3 timeLimitExceeded, 4 sizeLimitExceeded, 11 adminLimitExceeded (RFC 4511 §4.1.9). */
const CUTS: Readonly<Record<number, SourceAnswer["cut"]>> = { 3: "time", 4: "size", 11: "size" };
const MOST_MESSAGES = 1000;
const MOST_BYTES = 8 * 1024 * 1024;

type Internals = { _handleSendResponse(message: unknown): void; readonly socket?: Socket };
/** The library's typings hide the one method that sees an answer's status, and the socket; the exact version is pinned and tested. */
const Base = Client as unknown as new (options: ClientOptions) => Pick<Client, keyof Client> & Internals;

/**
 * An LDAP client that keeps the entries of an answer cut at a limit and says why it was cut; one search at a time. It connects once: a lost
 * connection is an error, never a second connection in clear behind StartTLS.
 */
export class DirectoryClient extends Base {
  /** Of the last answer. */
  cut: SourceAnswer["cut"] = "no";
  /** Result code of the last answer, before a cut was forgiven. */
  status: number | undefined = undefined;
  #messages = 0;

  override _handleSendResponse(message: unknown): void {
    if (message instanceof SearchEntry && (this.#messages += 1) > MOST_MESSAGES)
      return void this.unbind().catch(() => undefined);
    if (message instanceof SearchResponse) {
      this.#messages = 0;
      this.status = message.status;
      this.cut = CUTS[message.status] ?? "no";
      if (this.cut !== "no") message.status = 0;
    }
    super._handleSendResponse(message);
  }
}

/** Where and how to connect: the host is checked against the certificate, the address is where the environment says it is. */
export type LdapPlace = {
  readonly host: string;
  readonly secure: boolean;
  readonly address: string;
  readonly port: number;
  readonly ca: readonly string[];
  readonly timeoutMs: number;
  readonly connectTimeoutMs: number;
  readonly confirm: ConfirmServer;
};

/** The last questions to a server whose certificate was accepted (key, revocation), before any query; throws when it is refused. */
export type ConfirmServer = (socket: TLSSocket) => Promise<void>;

/** A client of that place: not connected yet in clear, connected and confirmed over TLS. */
export async function directoryClient(place: LdapPlace): Promise<DirectoryClient> {
  const { address: host, port } = place;
  const secured = place.secure ? await openSecured({ ...tlsOptions(place), host, port }, place) : undefined;
  const single = singleUse();
  return new DirectoryClient({
    // Over TLS too: the library is handed a socket that is already protected and confirmed.
    url: `ldap://${place.host}`,
    timeout: place.timeoutMs,
    connectTimeout: place.connectTimeoutMs,
    createConnection: () => single(() => secured ?? connectTcp({ host, port })),
  });
}

/** StartTLS, then the same questions before any query. */
export async function protect(client: DirectoryClient, place: LdapPlace): Promise<void> {
  await client.startTLS(tlsOptions(place));
  if (client.socket instanceof TLSSocket) await place.confirm(client.socket);
  else throw new Error("StartTLS left the connection in clear");
}

async function openSecured(options: ConnectionOptions, place: LdapPlace): Promise<TLSSocket> {
  const socket = connectTls(options);
  const late = setTimeout(
    () => socket.destroy(Object.assign(new Error("no connection in time"), { code: "ETIMEDOUT" })),
    place.connectTimeoutMs,
  );
  try {
    await once(socket, "secureConnect");
    await place.confirm(socket);
    return socket;
  } catch (error) {
    socket.on("error", () => undefined).destroy();
    throw error;
  } finally {
    clearTimeout(late);
  }
}

/** TLS 1.2 and up, the environment's authorities only, the name always checked (without `servername` the library would check "localhost"). */
const tlsOptions = (place: LdapPlace): ConnectionOptions => ({
  ca: [...place.ca],
  servername: place.host,
  minVersion: "TLSv1.2",
  rejectUnauthorized: true,
});

function singleUse(): <Kind extends Socket>(open: () => Kind) => Kind {
  let used = false;
  return (open) => {
    if (used) throw new Error("a directory connection is never opened twice");
    used = true;
    const socket = open();
    // Below the parser, which would keep growing on a message that never ends.
    const watch = setInterval(() => {
      if (socket.bytesRead > MOST_BYTES) socket.destroy();
    }, 200).unref();
    socket.once("close", () => clearInterval(watch));
    return socket;
  };
}
