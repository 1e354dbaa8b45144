import type { IncomingMessage } from "node:http";

/** The cookie of the published contract. */
export const SESSION_COOKIE = "proxy_session_id";
/** Ours: a name the desktop gives its request, with which it can be cancelled before there is a cookie. */
export const REQUEST_ID_HEADER = "pli-request-id";
/** Ours: the fingerprint of a token that a server refused, so that another is given. */
export const HELD_TOKEN_HEADER = "pli-token-held";

const MAX_BODY = 2 * 1024;
const FORTY_THREE = /^[A-Za-z0-9_-]{43}$/u;

/** The JSON body, 2 KB at most; undefined when it is longer, not JSON, or not announced as such. */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  if (!/^application\/json\s*(?:;|$)/iu.test(request.headers["content-type"] ?? "")) return undefined;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY) return undefined;
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString("utf8"));
  } catch {
    return undefined;
  }
}

/** The session's cookie when one of the right shape came; the first wins (RFC 6265 §5.4). */
export function cookieOf(request: IncomingMessage): string | undefined {
  for (const pair of (request.headers.cookie ?? "").split(";")) {
    const [name, value = ""] = pair.trim().split("=", 2);
    if (name === SESSION_COOKIE) return FORTY_THREE.test(value) ? value : undefined;
  }
  return undefined;
}

/** A header of 43 base64url characters (32 bytes), or undefined. */
export function tokenHeader(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === "string" && FORTY_THREE.test(value) ? value : undefined;
}

/** Who asks: the connection's address, or what the TLS proxy in front says it was (the last hop it added, the only one it vouches for). */
export function addressOf(request: IncomingMessage, behindTlsProxy: boolean): string {
  const forwarded = request.headers["x-forwarded-for"];
  const last = behindTlsProxy && forwarded !== undefined ? String(forwarded).split(",").at(-1)?.trim() : undefined;
  return last === undefined || last === "" ? (request.socket.remoteAddress ?? "unknown") : last.slice(0, 64);
}
