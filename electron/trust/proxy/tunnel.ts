import { type IncomingMessage, request as httpRequest } from "node:http";
import type { Socket } from "node:net";
import type { ProxyFailure } from "#shared/domain/proxy";
import type { ProxyRoute } from "../ports";

/** A proxy to go through. */
export type Proxy = Extract<ProxyRoute, { kind: "proxy" }>;

/** A connection to `target` that the proxy made, nothing said on it yet; or why there is none. */
export type Tunnel =
  | { readonly ok: true; readonly socket: Socket }
  | { readonly ok: false; readonly code: ProxyFailure };

/** Asks a proxy for a connection (CONNECT, RFC 9110 §9.3.6); gives up with the signal. TLS with the server follows inside: the proxy sees its name, nothing else. */
export function openTunnel(
  proxy: Proxy,
  target: { readonly host: string; readonly port: number },
  signal: AbortSignal,
): Promise<Tunnel> {
  return new Promise((resolve) => {
    const fail = (code: ProxyFailure): void => resolve({ ok: false, code });
    const authority = authorityOf(target);
    const asking = httpRequest({
      host: proxy.host,
      port: proxy.port,
      method: "CONNECT",
      path: authority,
      headers: { host: authority, ...proxyHeaders(proxy) },
      agent: false,
      signal,
    });
    let isConnected = false;
    asking.once("socket", (socket) => socket.once("connect", () => (isConnected = true)));
    asking.on("error", () =>
      fail(signal.aborted ? "proxy-timeout" : isConnected ? "proxy-protocol" : "proxy-unreachable"),
    );
    asking.once("connect", (answer, socket, head) => {
      const refusal = refusalOf(answer);
      // A server of TLS never speaks first: bytes behind the answer would be the proxy's own.
      if (refusal === undefined && head.length === 0) {
        // Whoever takes it adds its own listener; what nobody takes in time is not left open.
        signal.addEventListener("abort", () => socket.destroy(), { once: true });
        return resolve({ ok: true, socket: socket.on("error", () => undefined) });
      }
      socket.on("error", () => undefined).destroy();
      fail(refusal ?? "proxy-protocol");
    });
    asking.end();
  });
}

/** `host:port`, an IPv6 address between brackets (RFC 3986 §3.2.2). */
export const authorityOf = ({ host, port }: { readonly host: string; readonly port: number }): string =>
  `${host.includes(":") ? `[${host}]` : host}:${port}`;

/** What a proxy is shown with each request of ours. */
export const proxyHeaders = ({ authorization }: Proxy): Readonly<Record<string, string>> =>
  authorization === undefined ? {} : { "proxy-authorization": authorization };

/** A scheme offered (RFC 9110 §11.7.1), not the same word in the name of another's realm. */
const BASIC = /(?:^|,)\s*basic(?=\s|,|$)/iu;

/** Why a proxy refuses, by its status (RFC 9110 §15); undefined when it does not. */
export function refusalOf({ statusCode = 0, headers }: Pick<IncomingMessage, "statusCode" | "headers">) {
  if (statusCode >= 200 && statusCode < 300) return undefined;
  if (statusCode === 407) {
    const offered = String(headers["proxy-authenticate"] ?? "");
    return offered !== "" && !BASIC.test(offered) ? "proxy-scheme" : "proxy-password";
  }
  if (statusCode >= 500 && statusCode < 600) return "proxy-no-server";
  return statusCode >= 400 ? "proxy-refused" : "proxy-protocol";
}
