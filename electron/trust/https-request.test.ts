import { createServer } from "node:https";
import type { RequestListener } from "node:http";
import type { TLSSocket } from "node:tls";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import type { Pki, ServerIdentity } from "../demo/pki/pki";
import { strangerPki, testPki } from "../demo/pki/testing/authorities";
import { destinationFinder, isPrivateAddress } from "./address";
import type { HttpsExchange } from "../../shared/domain/https-exchange";
import type { PeerConfirmation } from "./confirm-peer";
import { httpsRequester } from "./https-request";
import type { RevocationCheck } from "./ports";

const HOST = "psc.demo.mssante.fr";
let pki: Pki;
let identity: ServerIdentity;
beforeAll(async () => {
  pki = await testPki();
  identity = await pki.issue([HOST]);
});

/** A real HTTPS server for one test, and the request function that finds it under its public name. */
async function asking(
  listener: RequestListener,
  exchange: Partial<HttpsExchange> = {},
  ca = [pki.anchorPem],
  confirm?: PeerConfirmation,
) {
  const server = createServer({ cert: identity.certPem, key: identity.keyPem }, listener);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const place = { address: "127.0.0.1", port: (server.address() as { port: number }).port };
  const resolve = (host: string) =>
    host.endsWith(".demo.mssante.fr") ? ({ kind: "mapped", place } as const) : ({ kind: "refused" } as const);
  const request = httpsRequester({
    ca,
    destination: destinationFinder({ resolve, lookup: async () => [] }),
    ...(confirm === undefined ? {} : { confirm }),
  });
  try {
    return await request({
      url: `https://${HOST}/chemin?q=1`,
      method: "GET",
      timeoutMs: 2_000,
      maxBytes: 10_000,
      ...exchange,
    });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

describe("an exchange with a server that must first be confirmed", () => {
  const confirming = async (says: Awaited<ReturnType<RevocationCheck>>, mustKnow: boolean) => {
    const heard: unknown[] = [];
    const asked: number[] = [];
    const revocation: RevocationCheck = async (chain) => (asked.push(chain.length), says);
    const answer = await asking(
      (request, response) => {
        heard.push(request.headers["authorization"], request.url);
        response.end("ok");
      },
      { headers: { authorization: "Bearer DEMO" } },
      [pki.anchorPem],
      { revocation, mustKnow: () => mustKnow },
    );
    return { answer, heard, asked };
  };

  test("asks about its whole chain, then speaks", async () => {
    const { answer, heard, asked } = await confirming("good", true);
    expect(answer).toMatchObject({ ok: true, status: 200 });
    expect(heard).toEqual(["Bearer DEMO", "/chemin?q=1"]);
    expect(asked).toEqual([3]);
  });

  test.each([
    ["revoked", false, "revoked"],
    ["revoked", true, "revoked"],
    ["unknown", true, "unchecked-revocation"],
  ] as const)("says nothing to one that is %s (must know: %s)", async (says, mustKnow, certificate) => {
    const { answer, heard } = await confirming(says, mustKnow);
    expect(answer).toEqual({ ok: false, code: "untrusted", certificate });
    expect(heard).toEqual([]);
  });

  test("speaks to one that could not be asked about where that is allowed", async () => {
    expect((await confirming("unknown", false)).answer).toMatchObject({ ok: true });
  });

  test("is over in the time it was given, while its publisher keeps us waiting too", async () => {
    const answer = await asking((_request, response) => response.end("ok"), { timeoutMs: 150 }, [pki.anchorPem], {
      revocation: () => new Promise(() => undefined),
      mustKnow: () => true,
    });
    expect(answer).toEqual({ ok: false, code: "timeout" });
  });
});

describe("an exchange over HTTPS", () => {
  test("reaches the mapped place under its public name: SNI, Host and path are the real ones", async () => {
    const seen: unknown[] = [];
    const answer = await asking((request, response) => {
      seen.push(
        (request.socket as TLSSocket & { servername?: string }).servername,
        request.headers.host,
        request.url,
        request.method,
      );
      response.writeHead(201, { "x-a": "b" }).end("corps é");
    });
    expect(seen).toEqual([HOST, HOST, "/chemin?q=1", "GET"]);
    expect(answer).toMatchObject({ ok: true, status: 201, headers: { "x-a": "b" } });
    expect(answer.ok && Buffer.from(answer.body).toString()).toBe("corps é");
  });

  test("posts its body with its length, headers included", async () => {
    const answer = await asking(
      (request, response) => {
        const parts: Buffer[] = [];
        request
          .on("data", (part: Buffer) => parts.push(part))
          .on("end", () =>
            response.end(
              `${request.headers["content-length"]} ${request.headers["content-type"]} ${Buffer.concat(parts).toString()}`,
            ),
          );
      },
      { method: "POST", body: "a=é", headers: { "content-type": "text/x" } },
    );
    expect(answer.ok && Buffer.from(answer.body).toString()).toBe("4 text/x a=é");
  });

  test("a redirect is given back, never followed", async () => {
    const answer = await asking((_request, response) =>
      response.writeHead(302, { location: "https://vol.demo.mssante.fr/" }).end(),
    );
    expect(answer).toMatchObject({ ok: true, status: 302 });
  });

  test("a Host header of the caller cannot replace the real one", async () => {
    let seen: string | undefined;
    await asking((request, response) => ((seen = request.headers.host), response.end()), {
      headers: { host: "vol.example" },
    });
    expect(seen).toBe(HOST);
  });
});

describe("an exchange that fails says how", () => {
  test("too large, in one piece or in an endless drip", async () => {
    expect(await asking((_request, response) => response.end("x".repeat(10_001)))).toEqual({
      ok: false,
      code: "too-large",
    });
    expect(
      await asking((_request, response) => {
        const timer = setInterval(() => response.write("x".repeat(4_000)), 5);
        response.on("close", () => clearInterval(timer));
      }),
    ).toEqual({ ok: false, code: "too-large" });
  });

  test("a server that says nothing, or never ends, is left at the time limit", async () => {
    expect(await asking(() => undefined, { timeoutMs: 100 })).toEqual({ ok: false, code: "timeout" });
    expect(await asking((_request, response) => response.write("début"), { timeoutMs: 100 })).toEqual({
      ok: false,
      code: "timeout",
    });
  });

  test("a cancel is not a timeout", async () => {
    const abort = new AbortController();
    expect(await asking(() => abort.abort(), { signal: abort.signal })).toEqual({ ok: false, code: "aborted" });
    expect(await asking(() => undefined, { signal: AbortSignal.abort() })).toEqual({ ok: false, code: "aborted" });
  });

  test("a cut in the middle, and nobody there", async () => {
    expect(
      await asking((request, response) => {
        response.writeHead(200, { "content-length": "100" }).write("a");
        setTimeout(() => request.socket.destroy(), 20);
      }),
    ).toEqual({ ok: false, code: "unreachable" });
    const nowhere = httpsRequester({ ca: [], destination: async () => ({ ok: true, address: "127.0.0.1", port: 1 }) });
    expect(await nowhere({ url: `https://${HOST}/`, method: "GET", timeoutMs: 1_000, maxBytes: 1 })).toEqual({
      ok: false,
      code: "unreachable",
    });
  });

  test("a server that is not trusted, or not under that name", async () => {
    const other = await strangerPki();
    const nothing: RequestListener = (_request, response) => response.end();
    expect(await asking(nothing, {}, [other.anchorPem])).toEqual({
      ok: false,
      code: "untrusted",
      certificate: "unknown-authority",
    });
    expect(await asking(nothing, { url: "https://autre.demo.mssante.fr/" })).toEqual({
      ok: false,
      code: "untrusted",
      certificate: "host-mismatch",
    });
  });

  test.each([
    "http://psc.demo.mssante.fr/",
    "https://a:b@psc.demo.mssante.fr/",
    "file:///etc/passwd",
    "n'importe quoi",
    "",
  ])("%j is not asked at all", async (url) => {
    expect(await asking(() => expect.fail("asked"), { url })).toEqual({ ok: false, code: "not-https" });
  });

  test("a resolver that never answers is left at the time limit, a host out of the environment at once", async () => {
    const stuck = httpsRequester({ ca: [], destination: () => new Promise(() => undefined) });
    expect(await stuck({ url: `https://${HOST}/`, method: "GET", timeoutMs: 50, maxBytes: 1 })).toEqual({
      ok: false,
      code: "timeout",
    });
    expect(await asking(() => undefined, { url: "https://example.org/" })).toEqual({ ok: false, code: "refused-host" });
  });
});

describe("where a host leads", () => {
  const dns = (addresses: string[], allowPrivate = false) =>
    destinationFinder({ resolve: () => ({ kind: "dns" }), lookup: async () => addresses, allowPrivate })(
      "imap.x.mssante.fr",
      143,
    );

  test.each([
    "127.0.0.1",
    "10.1.2.3",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",
    "224.0.0.1",
    "255.255.255.255",
    "198.18.0.1",
    "::1",
    "::",
    "fe80::1",
    "fc00::1",
    "fd12::1",
    "ff02::1",
    "::ffff:10.0.0.1",
    "::ffff:7f00:1",
    "2001:db8::1",
    "64:ff9b::a00:1",
    "64:ff9b:1::a00:1",
    "::ffff:0:a00:1",
    "2001::1",
    "fec0::1",
    "2002:a00:1::",
  ])("%s is not the public Internet: refused, unless an administrator allows it", async (address) => {
    expect(await dns([address])).toEqual({ ok: false, code: "private-address" });
    expect(await dns([address], true)).toMatchObject({ ok: true, address });
  });

  test.each(["8.8.8.8", "172.32.0.1", "100.128.0.1", "2a01:cb00::1", "169.253.0.1"])("%s is", async (address) => {
    expect(await dns([address])).toEqual({ ok: true, address, port: 143 });
  });

  test("one private answer among public ones refuses the whole: it is a rebinding", async () => {
    expect(await dns(["8.8.8.8", "127.0.0.1"])).toEqual({ ok: false, code: "private-address" });
  });

  test("no answer, a strange answer, a resolver that fails: unresolved", async () => {
    expect(await dns([])).toEqual({ ok: false, code: "unresolved" });
    expect(await dns(["pas une adresse"])).toEqual({ ok: false, code: "unresolved" });
    const failing = destinationFinder({
      resolve: () => ({ kind: "dns" }),
      lookup: () => Promise.reject(new Error("ENOTFOUND")),
    });
    expect(await failing("a.mssante.fr", 1)).toEqual({ ok: false, code: "unresolved" });
  });

  test("a map is believed before DNS, loopback included, and DNS is never asked", async () => {
    const lookup = () => expect.fail("asked DNS");
    const mapped = destinationFinder({
      resolve: () => ({ kind: "mapped", place: { address: "127.0.0.1", port: 9 } }),
      lookup,
    });
    expect(await mapped("imap.demo.mssante.fr", 143)).toEqual({
      ok: true,
      mapped: true,
      address: "127.0.0.1",
      port: 9,
    });
    const refused = destinationFinder({ resolve: () => ({ kind: "refused" }), lookup });
    expect(await refused("x.mssante.fr", 1)).toEqual({ ok: false, code: "refused-host" });
  });

  test("every RFC 1918 address is private in both writings", () => {
    const byte = fc.integer({ min: 0, max: 255 });
    fc.assert(
      fc.property(byte, byte, (left, right) => {
        for (const address of [`10.0.${left}.${right}`, `192.168.${left}.${right}`]) {
          expect(isPrivateAddress(address) && isPrivateAddress(`::ffff:${address}`)).toBe(true);
        }
      }),
    );
  });
});
