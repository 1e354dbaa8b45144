import { type IncomingMessage, request as httpRequest } from "node:http";
import type { FindDestination } from "../address";
import type { AskPublisher, PublisherAnswer, PublisherExchange } from "./ports";

/** Asks publishers over plain HTTP at the place the environment says, private addresses refused as everywhere; no redirect, no cookie, no cache. */
export function publisherOverHttp(destination: FindDestination): AskPublisher {
  return async (exchange) => {
    if (!URL.canParse(exchange.url)) return { ok: false, code: "not-http" };
    const url = new URL(exchange.url);
    if (url.protocol !== "http:" || url.username !== "" || url.password !== "") return { ok: false, code: "not-http" };
    const limit = AbortSignal.timeout(exchange.timeoutMs);
    const place = await Promise.race([destination(url.hostname, Number(url.port || 80)), over(limit)]);
    if (place === "over") return { ok: false, code: "timeout" };
    return place.ok ? exchangeAt(exchange, url, place, limit) : place;
  };
}

function exchangeAt(
  { body, contentType, maxBytes }: PublisherExchange,
  url: URL,
  place: { readonly address: string; readonly port: number },
  signal: AbortSignal,
): Promise<PublisherAnswer> {
  return new Promise((resolve) => {
    const fail = () => resolve({ ok: false, code: signal.aborted ? "timeout" : "unreachable" });
    const outgoing = httpRequest({
      host: place.address,
      port: place.port,
      path: `${url.pathname}${url.search}`,
      method: body === undefined ? "GET" : "POST",
      headers: {
        host: url.host,
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

function over(signal: AbortSignal): Promise<"over"> {
  return new Promise((resolve) => signal.addEventListener("abort", () => resolve("over"), { once: true }));
}
