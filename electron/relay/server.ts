import { createServer as createPlain, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createSecure } from "node:https";
import type { AddressInfo } from "node:net";
import { type Answer, errorAnswer } from "./answer";
import { StoreUnavailable } from "./ports";
import { networkOf } from "./rate-limit";
import type { RelayContext } from "./relay-context";
import { ROUTES } from "./routes";

/** Where the relay listens; without `tls` a TLS proxy must stand in front. */
export type ListenOptions = {
  readonly host: string;
  readonly port: number;
  readonly tls?: { readonly certPem: string; readonly keyPem: string };
  /** How long requests may still take once the relay stops (ms). */
  readonly stopWithinMs: number;
};

/** The listening relay. `close` stops accepting, lets requests finish for a while, gives up those that wait for a person, then ends. */
export type RelayServer = { readonly port: number; close(): Promise<void> };

/** A request is a few hundred bytes: whoever sends it slowly is cut (Node looks only every `connectionsCheckingInterval`). */
const BOUNDS = {
  maxHeaderSize: 8 * 1024,
  headersTimeout: 5_000,
  requestTimeout: 6_000,
  connectionsCheckingInterval: 1_000,
  keepAliveTimeout: 15_000,
};
const MOST_CONNECTIONS = 4_000;

/** Listens; rejects when it cannot. */
export async function startServer(
  context: RelayContext,
  stopping: AbortController,
  options: ListenOptions,
): Promise<RelayServer> {
  const { tls } = options;
  const listener = (request: IncomingMessage, response: ServerResponse) => {
    serve(request, response, context).catch(() => response.destroy());
  };
  const server =
    tls === undefined
      ? createPlain(BOUNDS, listener)
      : createSecure({ ...BOUNDS, cert: tls.certPem, key: tls.keyPem, minVersion: "TLSv1.2" }, listener);
  server.maxConnections = MOST_CONNECTIONS;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, options.host, () => resolve());
  });
  let closed: Promise<void> | undefined;
  return {
    port: (server.address() as AddressInfo).port,
    close: () => (closed ??= close(server, stopping, options.stopWithinMs)),
  };
}

async function close(server: Server, stopping: AbortController, withinMs: number): Promise<void> {
  const ended = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const patience = setTimeout(() => stopping.abort(), withinMs);
  // An aborted sign-in is undone at Pro Santé Connect, and its caller told, before the connections are cut.
  const end = setTimeout(() => server.closeAllConnections(), withinMs + 5_000);
  await ended;
  clearTimeout(patience);
  clearTimeout(end);
  stopping.abort();
}

async function serve(request: IncomingMessage, response: ServerResponse, context: RelayContext): Promise<void> {
  const startedAt = context.clock.now();
  const path = (request.url ?? "").split("?")[0] ?? "";
  const route = `${request.method} ${path}`;
  const known = Object.hasOwn(ROUTES, route);
  const answer = await answerOf(request, response, context, known ? route : undefined);
  send(response, answer);
  if (path === "/health") return;
  const { person, session, detail, code } = answer.trace ?? {};
  context.traces.add({
    timestamp: new Date(startedAt).toISOString(),
    // An unknown path may hold anything, a secret typed in the wrong place included.
    route: known ? route : "unknown",
    status: answer.status,
    code: code ?? "ok",
    ms: context.clock.now() - startedAt,
    network: networkOf(context.addressOf(request)),
    ...(person === undefined ? {} : { person }),
    ...(session === undefined ? {} : { session }),
    ...(detail === undefined || detail === "" ? {} : { detail }),
  });
}

async function answerOf(
  request: IncomingMessage,
  response: ServerResponse,
  context: RelayContext,
  name: string | undefined,
): Promise<Answer> {
  const route = name === undefined ? undefined : ROUTES[name];
  const left = new AbortController();
  response.once("close", () => left.abort());
  try {
    if (name === "GET /health" && route !== undefined) return await route(request, context, left.signal);
    // No page has business here: only a desktop's main process does, and it sends no Origin.
    if (request.headers.origin !== undefined) return errorAnswer("forbidden");
    if (!(await context.limiter.allows("requestsPerNetwork", networkOf(context.addressOf(request)))))
      return errorAnswer("rate-limited");
    if (route === undefined) return errorAnswer("not-found");
    return await route(request, context, AbortSignal.any([left.signal, context.stopping]));
  } catch (error) {
    if (error instanceof StoreUnavailable) return errorAnswer("unavailable", {}, { detail: "store" });
    return errorAnswer("internal");
  }
}

function send(response: ServerResponse, answer: Answer): void {
  if (response.destroyed) return;
  const text = answer.body === undefined ? "" : JSON.stringify(answer.body);
  response.writeHead(answer.status, {
    "cache-control": "no-store",
    "strict-transport-security": "max-age=31536000",
    "x-content-type-options": "nosniff",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    ...(answer.status === 304 ? {} : { "content-type": "application/json", "content-length": Buffer.byteLength(text) }),
    // What the caller still sends of a refused body is not waited for.
    ...(answer.status === 400 || answer.status === 503 ? { connection: "close" } : {}),
    ...answer.headers,
  });
  response.end(answer.status === 304 ? undefined : text);
}
