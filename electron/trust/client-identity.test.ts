import { createServer } from "node:https";
import type { TLSSocket } from "node:tls";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import type { Pki } from "../demo/pki/pki";
import { testPki } from "../demo/pki/testing/authorities";
import { destinationFinder } from "./address";
import { type ClientIdentity, describeIdentity, readClientIdentity } from "./client-identity";
import { httpsRequester } from "./https-request";
import { pkcs12 } from "./testing/pkcs12";

const NAME = "client.demo.mssante.fr";
const HOST = "psc.demo.mssante.fr";
const now = new Date();
let pki: Pki;
let file: Uint8Array;
beforeAll(async () => {
  pki = await testPki();
  file = pkcs12(await pki.issue([NAME]), "mot de passe DEMO");
});

const readWith = (passphrase: string, bytes = file, at = now) => readClientIdentity(bytes, passphrase, at);
const ours = (): ClientIdentity => {
  const read = readWith("mot de passe DEMO");
  return read.ok ? read.identity : expect.fail(read.code);
};

describe("importing the client's certificate", () => {
  test("a file that its passphrase opens says whom it names and until when", () => {
    const read = readWith("mot de passe DEMO");
    expect(read).toMatchObject({ ok: true, summary: { subject: `${NAME}, DEMO SANS VALEUR` } });
    expect(read.ok && Date.parse(read.summary.validTo)).toBeGreaterThan(Date.now() + 700 * 86_400_000);
    expect(describeIdentity(ours())).toEqual(read.ok && read.summary);
  });

  test("a wrong passphrase is told apart from a file that is something else", () => {
    expect(readWith("autre")).toEqual({ ok: false, code: "wrong-passphrase" });
    expect(readWith("")).toEqual({ ok: false, code: "wrong-passphrase" });
    expect(readWith("x", Buffer.from("-----BEGIN CERTIFICATE-----"))).toEqual({ ok: false, code: "unreadable" });
    expect(readWith("x", new Uint8Array(256 * 1024 + 1))).toEqual({ ok: false, code: "too-large" });
  });

  test("a certificate past its end is not kept", () => {
    expect(readWith("mot de passe DEMO", file, new Date(Date.now() + 800 * 86_400_000))).toEqual({
      ok: false,
      code: "expired",
    });
  });

  test("no bytes at all make it throw or open", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.string({ maxLength: 20 }), (bytes, passphrase) => {
        expect(readWith(passphrase, bytes)).toMatchObject({ ok: false });
      }),
      { numRuns: 60 },
    );
    fc.assert(
      fc.property(fc.nat(file.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const damaged = file.map((byte, index) => (index === at ? byte ^ change : byte));
        // A byte that no check covers may leave it readable; it never opens with another passphrase.
        expect(readWith("autre", damaged).ok).toBe(false);
      }),
      { numRuns: 30 },
    );
  });
});

describe("presenting it (RFC 8705 §2.1)", () => {
  const call = async (identity: ClientIdentity | undefined) => {
    const seen: string[] = [];
    const certificate = await pki.issue([HOST]);
    // It looks at who calls, and lets anybody speak: it is the client that is under test.
    const asking = { cert: certificate.certPem, key: certificate.keyPem, requestCert: true, rejectUnauthorized: false };
    const server = createServer(asking, (request, response) => {
      const { subject } = (request.socket as TLSSocket).getPeerCertificate();
      if (subject !== undefined) seen.push(subject.CN);
      response.end("ok");
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const { port } = server.address() as { port: number };
    const resolve = () => ({ kind: "mapped", place: { address: "127.0.0.1", port } }) as const;
    const request = httpsRequester({
      ca: [pki.anchorPem],
      destination: destinationFinder({ resolve, lookup: async () => [] }),
      confirm: { revocation: async () => "good", mustKnow: () => true },
      ...(identity === undefined ? {} : { identity }),
    });
    const answer = await request({ url: `https://${HOST}/`, method: "GET", timeoutMs: 3_000, maxBytes: 1_000 });
    server.closeAllConnections();
    server.close();
    return { text: answer.ok ? Buffer.from(answer.body).toString() : answer.code, seen };
  };

  test("a server that asks for it knows who calls", async () => {
    expect(await call(ours())).toEqual({ text: "ok", seen: [NAME] });
  });

  test("without one nobody is named", async () => {
    expect(await call(undefined)).toEqual({ text: "ok", seen: [] });
  });
});
