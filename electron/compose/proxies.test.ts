import { expect, test } from "vitest";
import { startConnectProxy } from "../trust/testing/connect-proxy";
import { SYSTEM_PROXY } from "../trust/proxy/setting";
import { EMPTY_SETUP, environmentOf } from "../trust/environment-setup";
import type { StoreClient } from "../store/serve";
import { createGate } from "./gate";
import { createProxies } from "./proxies";

/** The proxies of a profile whose store keeps settings as the real one does, in an environment whose sign-in server is at `port`. */
function stage(port: number) {
  const settings = new Map<string, unknown>();
  const store = createGate<StoreClient>("store-closed");
  store.set({
    getSetting: async (key: string) => structuredClone(settings.get(key) ?? null),
    setSetting: async (key: string, value: unknown) => void settings.set(key, structuredClone(value)),
  } as unknown as StoreClient);
  const hosts = `connexion.essai.mssante.fr = 127.0.0.1:${port}`;
  const fields = { ...EMPTY_SETUP.fields, issuer: "https://connexion.essai.mssante.fr", hosts };
  const environment = environmentOf("custom", { ...EMPTY_SETUP, fields });
  const told = { changed: 0 };
  const make = () =>
    createProxies({
      platform: { resolveProxy: async () => "DIRECT", clock: () => new Date() },
      store,
      environment: () => environment,
      changed: () => void (told.changed += 1),
    });
  return { make, settings, told, demo: { ...environment, id: "demo" } as const };
}

const typed = (port: number, user = "") =>
  ({ ...SYSTEM_PROXY.fields, mode: "manual", host: "127.0.0.1", port: String(port), user }) as const;

test("what is kept is found again; its password never comes back, and goes with its name", async () => {
  const { make, settings, told } = stage(1);
  const first = make();
  await first.handlers["proxy.save"]({ fields: typed(3128, "poste"), password: "secret" });
  expect(settings.get("proxy")).toMatchObject({ password: "secret" });
  const again = make();
  await again.load();
  expect(await again.handlers["proxy.view"](undefined)).toEqual({ fields: typed(3128, "poste"), hasPassword: true });
  expect((await again.handlers["proxy.save"]({ fields: typed(3128, "poste"), password: null })).hasPassword).toBe(true);
  expect((await again.handlers["proxy.save"]({ fields: typed(3128), password: null })).hasPassword).toBe(false);
  expect(JSON.stringify([...settings])).not.toContain("secret");
  expect(told.changed).toBe(3);
});

test.each([
  ["another proxy", { host: "proxy.pirate.exemple" }],
  ["another port", { port: "3129" }],
  ["another name", { user: "autre" }],
  ["the proxy of the system", { mode: "system" }],
  ["a script", { mode: "script", script: "http://pirate.exemple/proxy.pac" }],
] as const)("the password of a proxy is not shown to %s", async (_name, change) => {
  const { make, settings } = stage(1);
  const { handlers } = make();
  await handlers["proxy.save"]({ fields: typed(3128, "poste"), password: "secret" });
  const moved = await handlers["proxy.save"]({ fields: { ...typed(3128, "poste"), ...change }, password: null });
  expect(moved.hasPassword).toBe(false);
  expect(JSON.stringify([...settings])).not.toContain("secret");
});

test("a field that cannot be used changes nothing; a closed store leaves nothing in memory", async () => {
  const { make, settings } = stage(1);
  const proxies = make();
  const refused = proxies.handlers["proxy.save"]({ fields: { ...typed(1), port: "x" }, password: null });
  await expect(refused).rejects.toMatchObject({ code: "invalid-proxy" });
  expect(settings.size).toBe(0);
  await proxies.handlers["proxy.save"]({ fields: typed(3128, "poste"), password: "secret" });
  proxies.forget();
  expect(await proxies.handlers["proxy.view"](undefined)).toEqual({ fields: SYSTEM_PROXY.fields, hasPassword: false });
});

test("the check goes the way of the sign-in, and says who stands in it", async () => {
  const server = await startConnectProxy();
  const proxy = await startConnectProxy({ account: "poste:secret" });
  const { make, demo } = stage(server.port);
  const proxies = make();
  const check = () => proxies.handlers["proxy.check"](undefined);
  expect(await check()).toEqual({ state: "direct" });
  const about = `127.0.0.1:${proxy.port}`;
  await proxies.handlers["proxy.save"]({ fields: typed(proxy.port, "poste"), password: "faux" });
  expect(await check()).toEqual({ state: "failed", code: "proxy-password", about });
  await proxies.handlers["proxy.save"]({ fields: typed(proxy.port, "poste"), password: "secret" });
  expect(await check()).toEqual({ state: "ok", about });
  expect(proxy.heard.at(-1)).toBe(`CONNECT 127.0.0.1:${server.port}`);
  // A demonstration is on this computer: no proxy ever hears of it.
  expect(proxies.within(demo)).toEqual({});
  proxy.close();
  server.close();
  expect(await check()).toMatchObject({ state: "failed", code: "proxy-unreachable" });
});
