import type { Socket } from "node:net";
import type { ProxyFailure } from "#shared/domain/proxy";
import type { Destination, FindDestination } from "../address";
import type { FindProxy, ProxyRoute } from "../ports";
import { authorityOf, openTunnel, type Proxy, proxyHeaders } from "./tunnel";

/** How to reach a server: at its place, or on a connection that a proxy made. */
export type Way =
  | { readonly ok: true; readonly place: { readonly address: string; readonly port: number } }
  | { readonly ok: true; readonly socket: Socket; readonly through: Proxy }
  | { readonly ok: false; readonly code: Refused | ProxyFailure; readonly about?: string };

type Refused = Extract<Destination, { ok: false }>["code"] | "stopped";

/**
 * Beside a proxy, which often resolves alone, names are asked of DNS only to refuse those that lead into a private network. A name that DNS does not
 * know is left to the proxy; one about which it has said nothing after this long is refused, for its answer might have forbidden it.
 */
const DNS_MS = 3_000;

/** How connections leave: where hosts are, and through which proxies; `patienceMs` is how long DNS may take beside one. */
export type Exit = { readonly destination: FindDestination; readonly proxy?: FindProxy; readonly patienceMs?: number };

/**
 * Opens the way to an HTTPS server. What the environment or DNS refuses is refused with a proxy too; a name that this computer cannot
 * resolve is left to the proxy, one that DNS keeps silent about is refused (`proxy-dns`). Of several proxies the first that answers is used. `stopped` when the signal came first.
 */
export async function openWay(url: URL, exit: Exit, signal: AbortSignal): Promise<Way> {
  const found = await findRoutes(url, exit, signal);
  if (!found.ok) return found;
  let last: Way = { ok: false, code: "stopped" };
  for (const route of found.routes) {
    if (route.kind === "direct") return found.direct();
    if (found.refused !== undefined) return found.refused;
    const tunnel = await openTunnel(route, found.target, signal);
    if (tunnel.ok) return { ...tunnel, through: route };
    last = { ...tunnel, about: nameOf(route) };
    if (tunnel.code !== "proxy-unreachable") return last;
  }
  return last;
}

/** How a plain HTTP address is asked for: straight at its place, or of the first proxy in the absolute form (RFC 9112 §3.2.2). */
export async function plainWay(url: URL, exit: Exit, signal: AbortSignal) {
  const found = await findRoutes(url, exit, signal);
  if (!found.ok) return found;
  const path = `${url.pathname}${url.search}`;
  const route = found.routes[0];
  if (route?.kind === "proxy") {
    if (found.refused !== undefined) return found.refused;
    const headers = { host: url.host, ...proxyHeaders(route) };
    const request = { host: route.host, port: route.port, path: `http://${authorityOf(found.target)}${path}`, headers };
    return { ok: true, request } as const;
  }
  const direct = await found.direct();
  if (!direct.ok) return direct;
  const { address, port } = direct.place;
  return { ok: true, request: { host: address, port, path, headers: { host: url.host } } } as const;
}

/** `host:port` of a proxy, as it is shown. */
export const nameOf = ({ host, port }: Proxy): string => `${host}:${port}`;

async function findRoutes(url: URL, { destination, proxy, patienceMs = DNS_MS }: Exit, signal: AbortSignal) {
  const port = url.port === "" ? (url.protocol === "https:" ? 443 : 80) : Number(url.port);
  // The system's resolver takes no signal: its answer is raced, and ignored when it comes late.
  const search = destination(url.hostname, port);
  const stopped = whenAborted(signal);
  const answer = await Promise.race(
    proxy === undefined ? [search, stopped] : [search, stopped, whenAborted(AbortSignal.timeout(patienceMs))],
  );
  if (signal.aborted && answer === undefined) return { ok: false, code: "stopped" } as const;
  if (answer?.ok === false && (proxy === undefined || answer.code !== "unresolved")) return answer;
  const known = answer?.ok === true ? answer : undefined;
  const found = await Promise.race([routesOf(url, known?.address, proxy), stopped]);
  if (found === undefined) return { ok: false, code: "stopped" } as const;
  if (!found.ok) return found;
  return {
    ok: true,
    routes: found.routes,
    /** Why no proxy may be asked for it. */
    refused: answer === undefined ? ({ ok: false, code: "proxy-dns", about: url.hostname } as const) : undefined,
    direct: async () => {
      const place = await Promise.race([search, stopped]);
      if (place === undefined) return { ok: false, code: "stopped" } as const;
      return place.ok ? ({ ok: true, place } as const) : place;
    },
    // By its name: proxies decide on names, and this computer may know none.
    target: known?.mapped === true ? { host: known.address, port: known.port } : { host: url.hostname, port },
  } as const;
}

async function routesOf(url: URL, address: string | undefined, proxy: FindProxy | undefined) {
  const straight: readonly ProxyRoute[] = [{ kind: "direct" }];
  if (proxy === undefined) return { ok: true, routes: straight } as const;
  return proxy({ url, ...(address === undefined ? {} : { address }) });
}

function whenAborted(signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(undefined);
    else signal.addEventListener("abort", () => resolve(undefined), { once: true });
  });
}
