import { createServer as createHttpServer, type RequestListener } from "node:http";
import { createServer } from "node:https";
import { type AddressInfo, createServer as createTcpServer } from "node:net";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Pki, ServerIdentity } from "../../demo/pki/pki";
import { strangerPki, testPki } from "../../demo/pki/testing/authorities";
import { destinationFinder, type FindDestination } from "../address";
import type { PeerConfirmation } from "../confirm-peer";
import { httpsRequester } from "../https-request";
import type { FindProxy, Lookup, ProxyRoute } from "../ports";
import { publisherOverHttp } from "../revocation/ask-publisher";
import { type ConnectProxy, type ConnectProxyOptions, startConnectProxy } from "../testing/connect-proxy";
import { openWay } from "./way";

const HOST = "psc.demo.mssante.fr";
let pki: Pki;
let identity: ServerIdentity;
beforeAll(async () => {
  pki = await testPki();
  identity = await pki.issue([HOST]);
});

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

/** A real HTTPS server that says what it heard, and its port. */
async function office(listener: RequestListener = (request, response) => response.end(`vu ${request.url}`)) {
  const server = createServer({ cert: identity.certPem, key: identity.keyPem }, listener);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  ends.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

async function proxyOf(options: ConnectProxyOptions = {}): Promise<ConnectProxy> {
  const proxy = await startConnectProxy(options);
  ends.push(proxy.close);
  return proxy;
}

/** A network whose DNS knows nothing: names only mean something to the proxy. */
const blind: FindDestination = destinationFinder({ resolve: () => ({ kind: "dns" }), lookup: async () => [] });

const by =
  (...routes: readonly ProxyRoute[]): FindProxy =>
  async () => ({ ok: true, routes });
const through = (port: number, account?: string): ProxyRoute => ({
  kind: "proxy",
  host: "127.0.0.1",
  port,
  ...(account === undefined ? {} : { authorization: `Basic ${Buffer.from(account).toString("base64")}` }),
});

const exchange = { url: `https://${HOST}/chemin?q=1`, method: "GET", timeoutMs: 3_000, maxBytes: 10_000 } as const;
const saying = (verdict: "good" | "revoked"): PeerConfirmation => ({
  revocation: async () => verdict,
  mustKnow: () => true,
});

describe("an HTTPS exchange through a proxy", () => {
  test.each([
    ["with its server confirmed first", saying("good")],
    ["without", undefined],
  ])("reaches by its name a server that this computer cannot resolve (%s)", async (_how, confirm) => {
    const proxy = await proxyOf({ account: "poste:secret à part", places: { [HOST]: await office() } });
    const request = httpsRequester({
      ca: [pki.anchorPem],
      destination: blind,
      proxy: by(through(proxy.port, "poste:secret à part")),
      ...(confirm === undefined ? {} : { confirm }),
    });
    const answer = await request(exchange);
    expect(answer.ok && Buffer.from(answer.body).toString()).toBe("vu /chemin?q=1");
    // The path is said inside TLS only.
    expect(proxy.heard).toEqual([`CONNECT ${HOST}:443`]);
  });

  test("is held to the same authorities, and the same questions about its server", async () => {
    const proxy = await proxyOf({ places: { [HOST]: await office(() => expect.fail("spoken to")) } });
    const exit = { destination: blind, proxy: by(through(proxy.port)) };
    const other = await strangerPki();
    expect(await httpsRequester({ ...exit, ca: [other.anchorPem] })(exchange)).toMatchObject({ code: "untrusted" });
    expect(await httpsRequester({ ...exit, ca: [pki.anchorPem], confirm: saying("revoked") })(exchange)).toEqual({
      ok: false,
      code: "untrusted",
      certificate: "revoked",
    });
  });

  test("asks for the mapped place where the environment names one, and never for what it refuses", async () => {
    const place = { address: "127.0.0.1", port: await office() };
    const proxy = await proxyOf();
    const destination = destinationFinder({
      resolve: (host) => (host === HOST ? { kind: "mapped", place } : { kind: "dns" }),
      lookup: async (host) => (host.startsWith("dedans") ? ["10.0.0.1"] : []),
    });
    const request = httpsRequester({ ca: [pki.anchorPem], destination, proxy: by(through(proxy.port)) });
    expect(await request(exchange)).toMatchObject({ ok: true, status: 200 });
    expect(await request({ ...exchange, url: "https://dedans.mssante.fr/" })).toEqual({
      ok: false,
      code: "private-address",
    });
    expect(proxy.heard).toEqual([`CONNECT 127.0.0.1:${place.port}`]);
  });

  test("asks nothing of the proxy before DNS has answered: slow, its refusal still counts, and silent, the name is refused", async () => {
    const proxy = await proxyOf();
    const exit = { proxy: by(through(proxy.port)), patienceMs: 50 };
    const way = (lookup: Lookup, patienceMs = exit.patienceMs) =>
      openWay(
        new URL(exchange.url),
        { ...exit, patienceMs, destination: destinationFinder({ resolve: () => ({ kind: "dns" }), lookup }) },
        AbortSignal.timeout(5_000),
      );
    const late: Lookup = () => new Promise((resolve) => setTimeout(() => resolve(["10.0.0.1"]), 20));
    expect(await way(late, 4_000)).toEqual({ ok: false, code: "private-address" });
    expect(await way(() => new Promise(() => undefined))).toEqual({ ok: false, code: "proxy-dns", about: HOST });
    expect(proxy.heard).toEqual([]);
    // Without a proxy in its way the name is waited for as long as the exchange may take.
    const slow: Lookup = () => new Promise((resolve) => setTimeout(() => resolve(["9.9.9.9"]), 60));
    const straight = {
      destination: destinationFinder({ resolve: () => ({ kind: "dns" }), lookup: slow }),
      patienceMs: 1,
    };
    const found = await openWay(
      new URL(exchange.url),
      { ...straight, proxy: by({ kind: "direct" }) },
      AbortSignal.timeout(5_000),
    );
    expect(found).toMatchObject({ ok: true, place: { address: "9.9.9.9", port: 443 } });
  });

  test("goes on to the next way when a proxy is away, and to the server itself when the list says so", async () => {
    const place = { address: "127.0.0.1", port: await office() };
    const mapped = destinationFinder({ resolve: () => ({ kind: "mapped", place }), lookup: async () => [] });
    const gone = await startConnectProxy();
    gone.close();
    const proxy = await proxyOf();
    const ask = (...routes: readonly ProxyRoute[]) =>
      httpsRequester({ ca: [pki.anchorPem], destination: mapped, proxy: by(...routes) })(exchange);
    expect(await ask(through(gone.port), through(proxy.port))).toMatchObject({ ok: true });
    expect(proxy.heard).toHaveLength(1);
    expect(await ask(through(gone.port), { kind: "direct" })).toMatchObject({ ok: true });
    expect(await ask(through(gone.port))).toEqual({ ok: false, code: "proxy-unreachable" });
  });

  test("ends in the time it was given when the proxy, the script or DNS keeps us waiting", async () => {
    const silent = createTcpServer(() => undefined);
    await new Promise<void>((done) => silent.listen(0, "127.0.0.1", done));
    ends.push(() => silent.close());
    const { port } = silent.address() as AddressInfo;
    const ask = (exit: Parameters<typeof openWay>[1]) => openWay(new URL(exchange.url), exit, AbortSignal.timeout(60));
    const never: Promise<never> = new Promise(() => undefined);
    expect(await ask({ destination: blind, proxy: by(through(port)) })).toMatchObject({ code: "proxy-timeout" });
    expect(await ask({ destination: blind, proxy: () => never })).toMatchObject({ code: "stopped" });
    expect(await ask({ destination: () => never })).toMatchObject({ code: "stopped" });
  });
});

describe("what a proxy refuses is told apart", () => {
  const refusals: readonly (readonly [string, string])[] = [
    ['HTTP/1.1 407 Auth\r\nproxy-authenticate: Basic realm="x"\r\n\r\n', "proxy-password"],
    ["HTTP/1.1 407 Auth\r\n\r\n", "proxy-password"],
    ["HTTP/1.1 407 Auth\r\nproxy-authenticate: Negotiate\r\nproxy-authenticate: NTLM\r\n\r\n", "proxy-scheme"],
    ['HTTP/1.1 407 Auth\r\nproxy-authenticate: Digest realm="basic", nonce="x"\r\n\r\n', "proxy-scheme"],
    ['HTTP/1.1 407 Auth\r\nproxy-authenticate: NTLM\r\nproxy-authenticate: basic realm="x"\r\n\r\n', "proxy-password"],
    ["HTTP/1.1 403 Forbidden\r\ncontent-length: 4\r\n\r\npage", "proxy-refused"],
    ["HTTP/1.1 502 Bad Gateway\r\n\r\n", "proxy-no-server"],
    ["HTTP/1.1 302 Found\r\nlocation: https://portail/\r\n\r\n", "proxy-protocol"],
    ["HTTP/1.1 200 OK\r\n\r\nserveur", "proxy-protocol"],
    ["SSH-2.0-OpenSSH\r\n", "proxy-protocol"],
    [`HTTP/1.1 200 OK\r\n${`x: ${"y".repeat(1000)}\r\n`.repeat(40)}\r\n`, "proxy-protocol"],
  ];
  test.each(refusals)("%j is %s", async (answer, code) => {
    const proxy = await proxyOf({ answer });
    const way = await openWay(
      new URL(exchange.url),
      { destination: blind, proxy: by(through(proxy.port)) },
      AbortSignal.timeout(3_000),
    );
    expect(way).toEqual({ ok: false, code, about: `127.0.0.1:${proxy.port}` });
  });

  test("a wrong password is one; nothing is tried twice", async () => {
    const proxy = await proxyOf({ account: "poste:bon", places: { [HOST]: await office() } });
    const exit = { destination: blind, proxy: by(through(proxy.port, "poste:faux"), { kind: "direct" }) } as const;
    expect(await httpsRequester({ ca: [pki.anchorPem], ...exit })(exchange)).toEqual({
      ok: false,
      code: "proxy-password",
    });
    expect(proxy.heard).toHaveLength(1);
  });
});

describe("a revocation list through a proxy", () => {
  test("is asked of it in the absolute form, under its own name", async () => {
    const server = createHttpServer((request, response) => response.end(`liste ${request.url}`));
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    ends.push(() => server.close());
    const proxy = await proxyOf({
      account: "a:b",
      places: { "igc.demo.mssante.fr": (server.address() as AddressInfo).port },
    });
    const ask = publisherOverHttp({ destination: blind, proxy: by(through(proxy.port, "a:b")) });
    const answer = await ask({ url: "http://igc.demo.mssante.fr/x.crl", timeoutMs: 2_000, maxBytes: 1_000 });
    expect(answer.ok && Buffer.from(answer.body).toString()).toBe("liste /x.crl");
    expect(proxy.heard).toEqual(["GET http://igc.demo.mssante.fr:80/x.crl"]);
    const locked = publisherOverHttp({ destination: blind, proxy: by(through(proxy.port)) });
    expect(await locked({ url: "http://igc.demo.mssante.fr/x.crl", timeoutMs: 2_000, maxBytes: 1_000 })).toMatchObject({
      status: 407,
    });
  });
});
