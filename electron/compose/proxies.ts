import { z } from "zod";
import type { proxy as contract } from "#shared/contract/proxy";
import type { Handlers } from "#shared/contract/index";
import type { Environment } from "#shared/domain/environment";
import { PliError } from "#shared/domain/failure";
import type { ProxyCheck, ProxyView } from "#shared/domain/proxy";
import { isSameProxy } from "#shared/rules/same-proxy";
import type { FindProxy } from "../trust/ports";
import { proxyFinder, type ProxySetting, refusedProxy, SYSTEM_PROXY } from "../trust/proxy/setting";
import { scriptReader } from "../trust/proxy/script";
import { nameOf, openWay } from "../trust/proxy/way";
import type { StoreClient } from "../store/serve";
import type { Gate } from "./gate";
import { destinationOf } from "./https-door";
import type { Platform } from "./ports";
import { keptSetting } from "./kept-setting";

/** The way out of this computer, kept in the encrypted store of the profile: every HTTPS exchange and every list of revocations leaves by it. */
export type Proxies = {
  /** What an environment's connections are given; a demonstration never leaves this computer. */
  readonly within: (environment: Environment) => { readonly proxy?: FindProxy };
  /** Reads what the store keeps; called once it is open. */
  readonly load: () => Promise<void>;
  /** The store is closed: what it held leaves memory. */
  readonly forget: () => void;
  /** Whether a server can be reached by the way that is kept. */
  readonly check: (url: string) => Promise<ProxyCheck>;
  readonly handlers: Pick<Handlers, keyof typeof contract>;
};

/** What they stand on. */
export type ProxiesPorts = {
  readonly platform: Pick<Platform, "resolveProxy" | "clock">;
  readonly store: Gate<StoreClient>;
  readonly environment: () => Environment;
  readonly changed: () => void;
};

const KEY = "proxy";
const CHECK_MS = 8_000;

/** Builds them over the store's gate; until it is read, as the system does. */
export function createProxies(ports: ProxiesPorts): Proxies {
  const script = scriptReader(() => ports.platform.clock().getTime());
  const finderOf = (setting: ProxySetting) => proxyFinder(setting, { resolve: ports.platform.resolveProxy, script });
  let setting = SYSTEM_PROXY;
  let find = finderOf(setting);
  const take = (next: ProxySetting): void => {
    setting = next;
    find = finderOf(next);
  };
  const view = (): ProxyView => ({ fields: setting.fields, hasPassword: setting.password !== "" });
  const within: Proxies["within"] = ({ id }) => (id === "demo" ? {} : { proxy: (target) => find(target) });
  const check: Proxies["check"] = async (url) => {
    const environment = ports.environment();
    const exit = { destination: destinationOf(environment), ...within(environment) };
    return URL.canParse(url) ? checkWay(new URL(url), exit) : { state: "direct" };
  };
  return {
    within,
    check,
    load: async () => {
      take((await keptSetting(ports.store.get(), KEY, schema)) ?? SYSTEM_PROXY);
    },
    forget: () => take(SYSTEM_PROXY),
    handlers: {
      "proxy.view": async () => view(),
      "proxy.save": async ({ fields, password }) => {
        const refused = refusedProxy(fields);
        if (refused !== undefined) throw new PliError(refused);
        // Without a name no password is shown to anyone: none is kept.
        const kept = password ?? (isSameProxy(fields, setting.fields) ? setting.password : "");
        const next = { fields, password: fields.user === "" ? "" : kept };
        await ports.store.get().setSetting(KEY, next);
        take(next);
        ports.changed();
        return view();
      },
      "proxy.check": () => check(ports.environment().psc.relay?.url ?? ports.environment().psc.issuer),
    },
  };
}

/** Opens the way and closes it again: nothing is said to the server. What is not the proxy's doing is another step's. */
async function checkWay(url: URL, exit: Parameters<typeof openWay>[1]): Promise<ProxyCheck> {
  const way = await openWay(url, exit, AbortSignal.timeout(CHECK_MS));
  if (!way.ok)
    return isOfProxy(way.code) ? { state: "failed", code: way.code, about: way.about ?? "" } : { state: "direct" };
  if (!("socket" in way)) return { state: "direct" };
  way.socket.destroy();
  return { state: "ok", about: nameOf(way.through) };
}

const isOfProxy = (code: string): code is Extract<ProxyCheck, { state: "failed" }>["code"] => code.startsWith("proxy-");

const schema = z.object({
  fields: z.object({
    mode: z.enum(["system", "script", "manual", "none"]),
    script: z.string(),
    host: z.string(),
    port: z.string(),
    exceptions: z.string(),
    user: z.string(),
  }),
  password: z.string(),
});
