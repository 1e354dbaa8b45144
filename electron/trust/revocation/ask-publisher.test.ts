import { createServer, type RequestListener } from "node:http";
import { describe, expect, test } from "vitest";
import { destinationFinder } from "../address";
import { publisherOverHttp } from "./ask-publisher";
import type { PublisherExchange } from "./ports";

const HOST = "igc.demo.mssante.fr";

/** A real HTTP server for one test, asked under its public name. */
async function asking(listener: RequestListener, exchange: Partial<PublisherExchange> = {}) {
  const server = createServer(listener);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const place = { address: "127.0.0.1", port: (server.address() as { port: number }).port };
  const ask = publisherOverHttp({
    destination: destinationFinder({
      resolve: (host) => (host === HOST ? { kind: "mapped", place } : { kind: "dns" }),
      lookup: async () => ["192.168.1.1"],
    }),
  });
  try {
    return await ask({ url: `http://${HOST}/AC%20TEST/x.crl?q=1`, timeoutMs: 2_000, maxBytes: 1_000, ...exchange });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

describe("asking a publisher", () => {
  test("gives its bytes as they are; the name and the path are the real ones", async () => {
    const seen: unknown[] = [];
    const answer = await asking((request, response) => {
      seen.push(request.method, request.url, request.headers.host, request.headers.cookie);
      response.end(Buffer.from([0x30, 0x00, 0xff]));
    });
    expect(seen).toEqual(["GET", "/AC%20TEST/x.crl?q=1", HOST, undefined]);
    expect(answer).toEqual({ ok: true, status: 200, body: new Uint8Array([0x30, 0x00, 0xff]) });
  });

  test("posts a question in binary, with its type and length", async () => {
    const seen: unknown[] = [];
    await asking(
      (request, response) => {
        seen.push(request.method, request.headers["content-type"], request.headers["content-length"]);
        request.on("data", (part: Buffer) => seen.push(part.toString("hex"))).on("end", () => response.end());
      },
      { body: new Uint8Array([0x00, 0xff]), contentType: "application/ocsp-request" },
    );
    expect(seen).toEqual(["POST", "application/ocsp-request", "2", "00ff"]);
  });

  test("a redirect is given back, never followed; a wait in seconds is read, another writing of it is not", async () => {
    const moved = await asking((_request, response) =>
      response.writeHead(302, { location: "http://127.0.0.1/" }).end(),
    );
    expect(moved).toMatchObject({ ok: true, status: 302 });
    const wait = (value: string) =>
      asking((_request, response) => response.writeHead(429, { "retry-after": value }).end());
    expect(await wait("120")).toMatchObject({ status: 429, retryAfterMs: 120_000 });
    for (const value of ["-5", "demain", "Wed, 21 Oct 2026 07:28:00 GMT"])
      expect(await wait(value)).not.toHaveProperty("retryAfterMs");
  });

  test("too much, in one piece or in an endless drip, is left", async () => {
    expect(await asking((_request, response) => response.end(Buffer.alloc(1_001)))).toEqual({
      ok: false,
      code: "too-large",
    });
    const drip: RequestListener = (_request, response) => {
      const timer = setInterval(() => response.write(Buffer.alloc(400)), 5);
      response.on("close", () => clearInterval(timer));
    };
    expect(await asking(drip)).toEqual({ ok: false, code: "too-large" });
  });

  test("silence, an answer that never ends and a cut are told apart, in time", async () => {
    const timeoutMs = 100;
    expect(await asking(() => undefined, { timeoutMs })).toEqual({ ok: false, code: "timeout" });
    expect(await asking((_request, response) => response.write("x"), { timeoutMs })).toEqual({
      ok: false,
      code: "timeout",
    });
    const cut: RequestListener = (request, response) => {
      response.writeHead(200, { "content-length": "100" }).write("x");
      setTimeout(() => request.socket.destroy(), 20);
    };
    expect(await asking(cut)).toEqual({ ok: false, code: "unreachable" });
    const stuck = publisherOverHttp({ destination: () => new Promise(() => undefined) });
    expect(await stuck({ url: `http://${HOST}/`, timeoutMs: 50, maxBytes: 1 })).toEqual({ ok: false, code: "timeout" });
    const nobody = publisherOverHttp({ destination: async () => ({ ok: true, address: "127.0.0.1", port: 1 }) });
    expect(await nobody({ url: `http://${HOST}/`, timeoutMs: 500, maxBytes: 1 })).toEqual({
      ok: false,
      code: "unreachable",
    });
  });

  test("a certificate cannot make us ask inside the local network, with a password, or otherwise than in HTTP", async () => {
    const never: RequestListener = () => expect.fail("asked");
    expect(await asking(never, { url: "http://routeur.example/admin" })).toEqual({
      ok: false,
      code: "private-address",
    });
    for (const url of [`https://${HOST}/`, `http://a:b@${HOST}/`, "ldap://x/", "file:///etc/passwd", "x", ""])
      expect(await asking(never, { url })).toEqual({ ok: false, code: "not-http" });
  });
});
