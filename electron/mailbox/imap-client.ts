import type { ConnectionOptions, TLSSocket } from "node:tls";
import { ImapFlow } from "imapflow";
import { PliError } from "#shared/domain/failure";
import type { Proof } from "./ports";
import { authenticateByCertificate } from "./prove";

/** Where one IMAP session is opened and as whom. */
export type ImapTarget = {
  readonly user: string;
  /** Name that the certificate must bear. */
  readonly host: string;
  readonly place: { readonly address: string; readonly port: number };
  readonly tls: ConnectionOptions;
  /** Asked only once TLS is up and the certificate accepted. */
  readonly proof: () => Promise<Proof>;
  /** What the mailbox is known to be opened by: nothing else is offered, whatever the server wants. */
  readonly by: "token" | "certificate" | "code";
  /** Rejects when the peer must not be told the token. */
  readonly confirm: (socket: TLSSocket) => Promise<void>;
  /** Gives up connecting; a session that is open stays. */
  readonly signal?: AbortSignal;
};

const CONNECT_MS = 20_000;
const SILENCE_MS = 90_000;
/** IDLE is issued again before the usual half hour, and before most firewalls forget the connection (RFC 2177). */
const IDLE_MS = 9 * 60_000;
/** Longest piece of a message asked at once, with room for the rest of the answer. */
const LITERAL_BYTES = 8 * 1024 * 1024;
/** `UID SEARCH ALL` of a large mailbox is one line. */
const LINE_BYTES = 8 * 1024 * 1024;

/** Opens an IMAP session: STARTTLS compulsory (RFC 3501 §6.2.1), XOAUTH2 and nothing else (CONF.07) but where a certificate or a code opens it, PREAUTH refused. Rejects with the library's error or a `PliError`. */
export async function connectImap(target: ImapTarget): Promise<ImapFlow> {
  const client = new ImapFlow({
    host: target.place.address,
    port: target.place.port,
    servername: target.host,
    secure: false,
    doSTARTTLS: true,
    tls: { ...target.tls, servername: target.host },
    auth: { user: target.user },
    clientInfo: { name: "Pli" },
    logger: false,
    disableAutoIdle: true,
    maxIdleTime: IDLE_MS,
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: SILENCE_MS,
    maxLiteralSize: LITERAL_BYTES,
    maxLineLength: LINE_BYTES,
  });
  // What a session says when it dies comes by `close`; without a listener an `error` would end the process.
  client.on("error", () => client.close());
  guardAuthentication(client, target);
  const giveUp = (): void => client.close();
  target.signal?.addEventListener("abort", giveUp);
  try {
    if (target.signal?.aborted === true) throw new PliError("offline", { retry: true });
    await client.connect();
    return client;
  } catch (error) {
    client.close();
    throw error;
  } finally {
    target.signal?.removeEventListener("abort", giveUp);
  }
}

/** Ends a session with LOGOUT (CONF.10), by cutting it when the server does not answer in `ms`. */
export async function leaveImap(client: ImapFlow, ms = 2000): Promise<void> {
  if (client.usable) await withinTime(client.logout(), ms).catch(() => undefined);
  client.close();
}

/** The same promise, rejected with `silent` after `ms`. */
export function withinTime<Value>(promise: Promise<Value>, ms: number): Promise<Value> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new PliError("silent", { retry: true })), ms);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

type Authenticating = { authenticate: () => Promise<boolean>; readonly socket: TLSSocket };

/** imapflow 2.4.0 prefers OAUTHBEARER when both are offered, and skips authentication after PREAUTH. */
function guardAuthentication(client: ImapFlow, { user, proof, by, confirm }: ImapTarget): void {
  const inner = client as unknown as Authenticating;
  const authenticate = inner.authenticate.bind(client);
  inner.authenticate = async () => {
    if (client.state !== client.states.NOT_AUTHENTICATED) throw new PliError("preauth");
    if (!client.secureConnection) throw new PliError("no-starttls");
    if (by === "token" && !client.capabilities.has("AUTH=XOAUTH2")) throw new PliError("no-xoauth2");
    client.capabilities.delete("AUTH=OAUTHBEARER");
    await confirm(inner.socket);
    const proven = await proof();
    if (proven.kind === "token") client.options.auth = { user, accessToken: proven.token };
    else if (proven.kind === "password") client.options.auth = passwordOf(client, proven);
    else return authenticateByCertificate(client, user, proven.kind);
    try {
      return await authenticate();
    } finally {
      client.options.auth = { user };
    }
  };
}

/** For SASL PLAIN (RFC 4616), else LOGIN, else the LOGIN command where it is not forbidden (RFC 3501 §6.2.3). Throws `no-password` without any. */
function passwordOf(
  { capabilities }: ImapFlow,
  { login, secret }: { readonly login: string; readonly secret: string },
) {
  const offered = ["AUTH=PLAIN", "AUTH=LOGIN"].find((name) => capabilities.has(name));
  if (offered === undefined && capabilities.has("LOGINDISABLED")) throw new PliError("no-password");
  return { user: login, pass: secret, loginMethod: offered ?? "LOGIN" };
}
