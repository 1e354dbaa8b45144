import { type RequestOptions, request as httpsRequest } from "node:https";
import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import {
  connect,
  type ConnectionOptions,
  createSecureContext,
  type SecureContext,
  type SecureContextOptions,
} from "node:tls";
import type { HttpsAnswer, HttpsExchange } from "../../shared/domain/https-exchange";
import type { ProxyFailure } from "../../shared/domain/proxy";
import { type CertificateFailure, classifyCertificateFailure } from "./certificate-failure";
import type { ClientIdentity } from "./client-identity";
import { confirmingConnection, type PeerConfirmation } from "./confirm-peer";
import { type Exit, openWay, type Way } from "./proxy/way";

type HttpsFailureCode =
  | "refused-host"
  | "unresolved"
  | "private-address"
  | "unreachable"
  | "timeout"
  | "aborted"
  | "untrusted"
  | "too-large"
  | "not-https"
  | ProxyFailure;

type Answer = HttpsAnswer<HttpsFailureCode, CertificateFailure>;

/**
 * Makes HTTPS exchanges that go where the environment says, under its authorities only, through `proxy` where there is one; TLS 1.2 and up, the
 * host name always checked. With `confirm` nothing is said to a server before its key and its revocation have been asked about. `identity` is
 * presented to those that ask for it.
 */
export function httpsRequester(
  options: Exit & {
    readonly ca: readonly string[];
    readonly confirm?: PeerConfirmation;
    readonly identity?: ClientIdentity;
  },
) {
  const presented = presenting(options);
  return async (exchange: HttpsExchange): Promise<Answer> => {
    const url = httpsUrl(exchange.url);
    if (url === undefined) return { ok: false, code: "not-https" };
    const limit = AbortSignal.timeout(exchange.timeoutMs);
    const signal = exchange.signal === undefined ? limit : AbortSignal.any([exchange.signal, limit]);
    const way = await openWay(url, options, signal);
    if (!way.ok) return way.code === "stopped" ? stopped(exchange.signal) : { ok: false, code: way.code };
    return exchangeAt(exchange, signal, {
      servername: url.hostname,
      path: `${url.pathname}${url.search}`,
      method: exchange.method,
      headers: { ...exchange.headers, host: url.host, ...bodyHeaders(exchange.body) },
      rejectUnauthorized: true,
      ...presented(),
      ...opening(way, options.confirm),
    });
  };
}

/** Under which authorities, and as whom: a file that holds a key is opened once, not at each exchange. */
function presenting({ ca, identity }: { readonly ca: readonly string[]; readonly identity?: ClientIdentity }) {
  const trusting: SecureContextOptions = { ca: [...ca], minVersion: "TLSv1.2" };
  if (identity === undefined) return (): SecureContextOptions => trusting;
  let secureContext: SecureContext | undefined;
  return (): { readonly secureContext: SecureContext } => {
    const { pfx, passphrase } = identity;
    secureContext ??= createSecureContext({ ...trusting, pfx: Buffer.from(pfx, "base64"), passphrase });
    return { secureContext };
  };
}

/** How the connection is made; where that is ours to do, `agent` is left out: with one, Node would open the connection itself. */
function opening(way: Extract<Way, { ok: true }>, confirm: PeerConfirmation | undefined): RequestOptions {
  const place = "place" in way ? { host: way.place.address, port: way.place.port } : {};
  const inside = "socket" in way ? { socket: way.socket } : {};
  if (confirm !== undefined) return { ...place, createConnection: withSocket(confirmingConnection(confirm), inside) };
  if (inside.socket === undefined) return { ...place, agent: false };
  return { createConnection: (request) => connect({ ...(request as ConnectionOptions), path: undefined, ...inside }) };
}

type CreateConnection = NonNullable<RequestOptions["createConnection"]>;

/** The same maker of connections, over a socket that is already connected where there is one. */
const withSocket =
  (make: ReturnType<typeof confirmingConnection>, inside: { readonly socket?: Socket }): CreateConnection =>
  (request, done) =>
    make({ ...request, ...inside }, done as Parameters<typeof make>[1]);

function exchangeAt(exchange: HttpsExchange, signal: AbortSignal, request: RequestOptions): Promise<Answer> {
  return new Promise((resolve) => {
    const fail = (error: unknown) => resolve(signal.aborted ? stopped(exchange.signal) : failureOf(error));
    // Before it has a connection a request does not hear its signal: a server that is still being asked about must not hold it.
    signal.addEventListener("abort", () => resolve(stopped(exchange.signal)), { once: true });
    const outgoing = httpsRequest({ ...request, signal }, (incoming) => {
      readBody(incoming, exchange.maxBytes).then(
        (body) => resolve(body === undefined ? { ok: false, code: "too-large" } : answerOf(incoming, body)),
        fail,
      );
    });
    outgoing.on("error", fail);
    outgoing.end(exchange.body);
  });
}

function answerOf(incoming: IncomingMessage, body: Uint8Array): Answer {
  const headers = Object.entries(incoming.headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)] as const],
  );
  return { ok: true, status: incoming.statusCode ?? 0, headers: Object.fromEntries(headers), body };
}

async function readBody(incoming: IncomingMessage, maxBytes: number): Promise<Uint8Array | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) {
      incoming.destroy();
      return undefined;
    }
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}

function failureOf(error: unknown): Answer {
  const certificate = classifyCertificateFailure(error);
  return certificate === undefined ? { ok: false, code: "unreachable" } : { ok: false, code: "untrusted", certificate };
}

const stopped = (cancel: AbortSignal | undefined): Answer => ({
  ok: false,
  code: cancel?.aborted === true ? "aborted" : "timeout",
});

function httpsUrl(text: string): URL | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  return url.protocol === "https:" && url.username === "" && url.password === "" ? url : undefined;
}

function bodyHeaders(body: string | undefined): Record<string, string> {
  return body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) };
}
