import { isIP } from "node:net";
import type { ProxyRoute } from "../ports";

const MOST_ROUTES = 8;

/**
 * Reads what a system or a script answers (`PROXY a:3128; DIRECT`), best first, at most 8; SOCKS and HTTPS proxies, which are not spoken,
 * are left out. Empty when nothing remains. Pure.
 */
export function readRoutes(answer: string): readonly ProxyRoute[] {
  return answer
    .slice(0, 4_000)
    .split(";")
    .map(readRoute)
    .filter((route) => route !== undefined)
    .slice(0, MOST_ROUTES);
}

function readRoute(text: string): ProxyRoute | undefined {
  const [kind = "", place = ""] = text.trim().split(/\s+/u);
  if (/^direct$/iu.test(kind)) return { kind: "direct" };
  if (!/^(?:proxy|http)$/iu.test(kind)) return undefined;
  const {
    host = "",
    literal = "",
    port = "80",
  } = /^(?:\[(?<literal>[^\]]+)\]|(?<host>[^:\s]+))(?::(?<port>\d{1,5}))?$/u.exec(place)?.groups ?? {};
  const name = literal === "" ? host : literal;
  return isProxyHost(name) && isPort(port) ? { kind: "proxy", host: name, port: Number(port) } : undefined;
}

/** A name of one label or more, or an address: a proxy is often known by its short name, and lives on the private network. */
export function isProxyHost(text: string): boolean {
  if (isIP(text) !== 0) return true;
  return text.length <= 253 && /^(?!-)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*\.?$/iu.test(text);
}

/** A port as it is typed. */
export const isPort = (text: string): boolean => /^\d{1,5}$/u.test(text) && Number(text) > 0 && Number(text) < 65_536;
