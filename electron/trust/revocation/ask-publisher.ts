import { type IncomingMessage, request as httpRequest } from "node:http";
import { type Exit, plainWay } from "../proxy/way";
import type { AskPublisher, PublisherAnswer, PublisherExchange } from "./ports";

/**
 * Asks publishers over plain HTTP at the place the environment says, private addresses refused as everywhere, through the proxy where there is
 * one; no redirect, no cookie, no cache.
 */
export function publisherOverHttp(exit: Exit): AskPublisher {
  return async (exchange) => {
    if (!URL.canParse(exchange.url)) return { ok: false, code: "not-http" };
    const url = new URL(exchange.url);
    if (url.protocol !== "http:" || url.username !== "" || url.password !== "") return { ok: false, code: "not-http" };
    const limit = AbortSignal.timeout(exchange.timeoutMs);
    const way = await plainWay(url, exit, limit);
    if (way.ok) return exchangeAt(exchange, way.request, limit);
    return { ok: false, code: way.code === "stopped" ? "timeout" : way.code };
  };
}

function exchangeAt(
  { body, contentType, maxBytes }: PublisherExchange,
  request: Extract<Awaited<ReturnType<typeof plainWay>>, { ok: true }>["request"],
  signal: AbortSignal,
): Promise<PublisherAnswer> {
  return new Promise((resolve) => {
    const fail = () => resolve({ ok: false, code: signal.aborted ? "timeout" : "unreachable" });
    const outgoing = httpRequest({
      ...request,
      method: body === undefined ? "GET" : "POST",
      headers: {
        ...request.headers,
        ...(body === undefined ? {} : { "content-length": body.length, "content-type": contentType }),
      },
      agent: false,
      signal,
    });
    outgoing.on("error", fail).on("response", (incoming) => take(incoming, maxBytes, resolve, fail));
    outgoing.end(body);
  });
}

function take(
  incoming: IncomingMessage,
  maxBytes: number,
  resolve: (answer: PublisherAnswer) => void,
  fail: () => void,
): void {
  const parts: Buffer[] = [];
  let room = maxBytes;
  incoming.on("error", fail).on("data", (part: Buffer) => {
    room -= part.length;
    parts.push(part);
    if (room >= 0) return;
    resolve({ ok: false, code: "too-large" });
    incoming.destroy();
  });
  incoming.on("end", () => {
    const seconds = Number(incoming.headers["retry-after"]);
    const body = new Uint8Array(Buffer.concat(parts));
    const wait = seconds > 0 ? { retryAfterMs: seconds * 1000 } : {};
    resolve({ ok: true, status: incoming.statusCode ?? 0, body, ...wait });
  });
}
