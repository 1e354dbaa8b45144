import { normalHost } from "#shared/domain/environment";
import type { ProxyFields } from "#shared/domain/proxy";
import type { FindProxy, ProxyRoute } from "../ports";
import { isPort, isProxyHost, readRoutes } from "./routes";

/** The way out as it is kept in the encrypted store; its password is nowhere else on disk. */
export type ProxySetting = { readonly fields: ProxyFields; readonly password: string };

/** What nothing was said about: as the system does. */
export const SYSTEM_PROXY: ProxySetting = {
  fields: { mode: "system", script: "", host: "", port: "", exceptions: "", user: "" },
  password: "",
};

/** The first field that cannot be used, as a failure code; undefined when all may be kept. Pure. */
export function refusedProxy(fields: ProxyFields) {
  if (fields.mode === "script" && !isScriptAddress(fields.script)) return "invalid-proxy-script";
  if (fields.mode === "manual" && (!isProxyHost(fields.host) || !isPort(fields.port))) return "invalid-proxy";
  if (exceptionsOf(fields).some((domain) => normalHost(domain) !== domain)) return "invalid-proxy-exceptions";
  // A colon ends the name in what a proxy is shown (RFC 7617 §2).
  return /[:\p{Cc}]/u.test(fields.user) ? "invalid-proxy-user" : undefined;
}

/** What finds the ways of the system and of a script: `resolve` answers for an address, `script` gives the text of the script, null when it cannot be had. */
export type ProxyPorts = {
  readonly resolve: (url: string, script: string | null) => Promise<string>;
  readonly script: (address: string) => Promise<string | null>;
};

/**
 * The ways out under a setting. A place of this very computer is not asked of the system's proxy, as browsers do; a typed proxy, or a script,
 * decides for everything but its exceptions. Scripts are asked about the origin alone, never the path.
 */
export function proxyFinder({ fields, password }: ProxySetting, ports: ProxyPorts): FindProxy {
  const shown = authorizationOf(fields.user, password);
  const shownTo = (routes: readonly ProxyRoute[]) =>
    routes.map((route) => (shown === undefined ? route : show(route, shown)));
  return async ({ url, address }) => {
    const { mode } = fields;
    if (mode === "none" || isExcepted(fields, url.hostname)) return DIRECT;
    if (mode === "manual")
      return { ok: true, routes: shownTo([{ kind: "proxy", host: fields.host, port: Number(fields.port) }]) };
    if (mode === "system" && address !== undefined && isLoopback(address)) return DIRECT;
    const script = mode === "script" ? await ports.script(fields.script) : null;
    if (mode === "script" && script === null) return { ok: false, code: "proxy-script", about: fields.script };
    const answer = await ports.resolve(`${url.origin}/`, script);
    const routes = readRoutes(answer);
    return routes.length > 0
      ? { ok: true, routes: shownTo(routes) }
      : { ok: false, code: "proxy-unsupported", about: answer.slice(0, 200) };
  };
}

const DIRECT = { ok: true, routes: [{ kind: "direct" }] } as const;

/** Name and password in UTF-8 (RFC 7617); undefined without a name. */
const authorizationOf = (user: string, password: string): string | undefined =>
  user === "" ? undefined : `Basic ${Buffer.from(`${user}:${password}`, "utf8").toString("base64")}`;

const show = (route: ProxyRoute, authorization: string): ProxyRoute =>
  route.kind === "proxy" ? { ...route, authorization } : route;

const isExcepted = (fields: ProxyFields, host: string): boolean =>
  fields.mode === "manual" && exceptionsOf(fields).some((domain) => host === domain || host.endsWith(`.${domain}`));

const exceptionsOf = ({ exceptions }: ProxyFields): readonly string[] =>
  exceptions
    .toLowerCase()
    .split(/[\s,;]+/u)
    .map((domain) => domain.replace(/^\*?\./u, ""))
    .filter((domain) => domain !== "");

const isLoopback = (address: string): boolean => /^(?:127\.|::1$)/u.test(address);

function isScriptAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  return /^https?:$/u.test(protocol) && username === "" && password === "";
}
