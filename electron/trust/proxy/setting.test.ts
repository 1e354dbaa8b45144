import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ProxyFields } from "#shared/domain/proxy";
import { readRoutes } from "./routes";
import { scriptReader } from "./script";
import { proxyFinder, refusedProxy, SYSTEM_PROXY } from "./setting";

const fields = (change: Partial<ProxyFields>): ProxyFields => ({ ...SYSTEM_PROXY.fields, ...change });
const url = new URL("https://autoconfig.medecin.exemple.mssante.fr/mail/config-v1.1.xml?a=b");
const proxy = (port: number, host = "proxy.hopital.lan") => ({ kind: "proxy", host, port }) as const;

describe("the answer of a system or of a script", () => {
  test.each([
    ["DIRECT", [{ kind: "direct" }]],
    ["PROXY proxy.hopital.lan:3128; DIRECT", [proxy(3128), { kind: "direct" }]],
    ["PROXY a:1;PROXY 10.1.2.3:8080", [proxy(1, "a"), proxy(8080, "10.1.2.3")]],
    ["PROXY [fd00::1]:3128", [proxy(3128, "fd00::1")]],
    ["proxy wpad", [proxy(80, "wpad")]],
    ["SOCKS5 a:1; HTTPS b:2; PROXY c:3", [proxy(3, "c")]],
    ["SOCKS5 a:1", []],
    ["", []],
    ["PROXY a:0; PROXY a:70000; PROXY -a:1; PROXY b:1:2", []],
  ])("%j", (answer, routes) => {
    expect(readRoutes(answer)).toEqual(routes);
  });

  test("whatever it is, at most eight ways come of it, each with a port that exists", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constantFrom("PROXY a:1", "DIRECT", ";", "PROXY"), fc.string())), (parts) => {
        const routes = readRoutes(parts.join(";"));
        expect(routes.length).toBeLessThanOrEqual(8);
        for (const route of routes) if (route.kind === "proxy") expect(route.port % 65_536).toBe(route.port);
      }),
    );
  });
});

describe("what is typed", () => {
  test.each([
    [{}, undefined],
    [{ mode: "none" }, undefined],
    [{ mode: "manual" }, "invalid-proxy"],
    [{ mode: "manual", host: "proxy", port: "3128" }, undefined],
    [{ mode: "manual", host: "10.0.0.8", port: "8080", exceptions: "hopital.fr, *.lan.hopital.fr" }, undefined],
    [{ mode: "manual", host: "http://proxy", port: "3128" }, "invalid-proxy"],
    [{ mode: "manual", host: "proxy", port: "99999" }, "invalid-proxy"],
    [{ mode: "manual", host: "proxy", port: "1", exceptions: "10.0.0.1" }, "invalid-proxy-exceptions"],
    [{ mode: "script", script: "http://wpad/proxy.pac" }, undefined],
    [{ mode: "script", script: "file:///etc/proxy.pac" }, "invalid-proxy-script"],
    [{ mode: "script", script: "http://a:b@wpad/proxy.pac" }, "invalid-proxy-script"],
    [{ user: "dom:poste" }, "invalid-proxy-user"],
  ] as const)("%j is refused as %s", (change, refused) => {
    expect(refusedProxy(fields(change))).toBe(refused);
  });
});

describe("the way out under a setting", () => {
  const asked: (readonly [string, string | null])[] = [];
  const find = (change: Partial<ProxyFields>, answer: string, password = "", script: string | null = "function…") =>
    proxyFinder(
      { fields: fields(change), password },
      {
        resolve: async (address, text) => (asked.push([address, text]), answer),
        script: async () => script,
      },
    );

  test("as the system says, for the origin alone", async () => {
    asked.length = 0;
    expect(await find({}, "PROXY proxy.hopital.lan:3128")({ url })).toEqual({ ok: true, routes: [proxy(3128)] });
    expect(asked).toEqual([["https://autoconfig.medecin.exemple.mssante.fr/", null]]);
  });

  test("a place of this computer is not asked of the system's proxy, but a typed one decides", async () => {
    const local = { url, address: "127.0.0.1" };
    expect(await find({}, "PROXY a:1")(local)).toEqual({ ok: true, routes: [{ kind: "direct" }] });
    expect(await find({ mode: "manual", host: "a", port: "1" }, "")(local)).toMatchObject({ routes: [proxy(1, "a")] });
  });

  test("a name and its password are shown to proxies only, in UTF-8", async () => {
    const found = await find({ user: "poste" }, "PROXY a:1; DIRECT", "clé")({ url });
    const authorization = `Basic ${Buffer.from("poste:clé", "utf8").toString("base64")}`;
    expect(found).toEqual({ ok: true, routes: [{ ...proxy(1, "a"), authorization }, { kind: "direct" }] });
  });

  test("typed, it is used for everything but its exceptions and what lies under them", async () => {
    const manual = find({ mode: "manual", host: "a", port: "1", exceptions: "exemple.mssante.fr" }, "");
    expect(await manual({ url })).toEqual({ ok: true, routes: [{ kind: "direct" }] });
    expect(await manual({ url: new URL("https://autre-exemple.mssante.fr/") })).toMatchObject({
      routes: [proxy(1, "a")],
    });
  });

  test("a script that cannot be read, or a kind that is not spoken, is said; nothing goes straight instead", async () => {
    const script = { mode: "script", script: "http://wpad/proxy.pac" } as const;
    expect(await find(script, "DIRECT", "", null)({ url })).toEqual({
      ok: false,
      code: "proxy-script",
      about: "http://wpad/proxy.pac",
    });
    expect(await find(script, "SOCKS5 a:1080")({ url })).toEqual({
      ok: false,
      code: "proxy-unsupported",
      about: "SOCKS5 a:1080",
    });
    expect(await find({ mode: "none" }, "PROXY a:1")({ url })).toEqual({ ok: true, routes: [{ kind: "direct" }] });
  });
});

test("a script is read once in half an hour, and only when it is one", async () => {
  let now = 0;
  const body = { text: "function FindProxyForURL(url, host) { return 'DIRECT'; }", served: 0 };
  const server = createServer((_request, response) => {
    body.served += 1;
    response.end(body.text);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/proxy.pac`;
  const read = scriptReader(() => now);
  expect([await read(address), await read(address), body.served]).toEqual([body.text, body.text, 1]);
  now = 31 * 60_000;
  body.text = "<html>portail</html>";
  expect([await read(address), body.served]).toEqual([null, 2]);
  body.text = `FindProxyForURL${"x".repeat(1024 * 1024)}`;
  expect(await read(address)).toBeNull();
  server.closeAllConnections();
  server.close();
  expect(await read("http://127.0.0.1:9/proxy.pac")).toBeNull();
});
