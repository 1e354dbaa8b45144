import { createServer, request as httpsRequest, type RequestOptions } from "node:https";
import type { RequestListener } from "node:http";
import { beforeAll, describe, expect, test } from "vitest";
import type { Pki, ServerIdentity } from "../demo/pki/pki";
import { strangerPki, testPki } from "../demo/pki/testing/authorities";
import { classifyCertificateFailure } from "./certificate-failure";
import { confirmingConnection } from "./confirm-peer";
import type { RevocationCheck } from "./ports";

const HOST = "annuaire.demo.mssante.fr";
let pki: Pki;
let identity: ServerIdentity;
beforeAll(async () => {
  pki = await testPki();
  identity = await pki.issue([HOST]);
});

type Told = { answer: string; heard: string[] };
/** One real HTTPS exchange through the confirmation; what the server heard is what left before the verdict. */
async function exchange(
  revocation: RevocationCheck,
  options: { mustKnow?: boolean; as?: ServerIdentity } & RequestOptions = {},
): Promise<Told> {
  const { mustKnow = true, as = identity, ...request } = options;
  const heard: string[] = [];
  const listener: RequestListener = (incoming, response) => {
    heard.push(`${incoming.method} ${incoming.url} ${incoming.headers.authorization}`);
    response.end("corps");
  };
  const server = createServer({ cert: as.certPem, key: as.keyPem }, listener);
  server.on("tlsClientError", () => undefined);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as { port: number };
  try {
    const answer = await new Promise<string>((done) => {
      const asked = httpsRequest(
        {
          host: "127.0.0.1",
          port,
          servername: HOST,
          ca: pki.anchorPem,
          path: "/chemin?q=1",
          headers: { host: HOST, authorization: "Bearer DEMO" },
          createConnection: confirmingConnection({ revocation, mustKnow: () => mustKnow }),
          ...request,
        },
        (incoming) => {
          incoming.on("data", (part: Buffer) => done(part.toString())).on("error", () => done("cut"));
        },
      );
      asked.on("error", (error) => done(classifyCertificateFailure(error) ?? `unclassified ${error.name}`)).end();
    });
    return { answer, heard };
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

describe("an HTTPS request that confirms its peer first", () => {
  test("goes through when the chain is good, under its own path and name", async () => {
    const told = await exchange(async (chain) => (chain.length === 3 ? "good" : "unknown"));
    expect(told).toEqual({ answer: "corps", heard: ["GET /chemin?q=1 Bearer DEMO"] });
  });

  test("says nothing to a revoked peer, nor to one that could not be checked: the token never leaves", async () => {
    expect(await exchange(async () => "revoked")).toEqual({ answer: "revoked", heard: [] });
    expect(await exchange(async () => "unknown")).toEqual({ answer: "unchecked-revocation", heard: [] });
    expect(await exchange(() => Promise.reject(new Error("x")))).toEqual({ answer: "unchecked-revocation", heard: [] });
    expect((await exchange(async () => "unknown", { mustKnow: false })).answer).toBe("corps");
  });

  test("keeps Node's own refusals: another authority, another name; revocation is not even asked", async () => {
    const never: RevocationCheck = () => expect.fail("asked");
    const stranger = await strangerPki();
    expect(await exchange(never, { ca: stranger.anchorPem })).toEqual({ answer: "unknown-authority", heard: [] });
    expect(await exchange(never, { servername: "autre.demo.mssante.fr" })).toEqual({
      answer: "host-mismatch",
      heard: [],
    });
  });

  test("refuses a key shorter than the policy's, which the runtime itself would take, before asking anything else (CONF.03)", async () => {
    const as = await pki.issue([HOST], { keyBits: 1024 });
    expect(await exchange(() => expect.fail("asked"), { as })).toEqual({ answer: "weak", heard: [] });
  });

  test("with verification switched off, is refused all the same", async () => {
    const told = await exchange(async () => "good", { ca: [], rejectUnauthorized: false });
    expect(told).toEqual({ answer: "unknown-authority", heard: [] });
  });

  test("given up while the peer is being checked, says nothing when the verdict comes", async () => {
    const abort = new AbortController();
    const told = await exchange(
      async () => {
        abort.abort();
        await new Promise((done) => setTimeout(done, 30));
        return "good";
      },
      { signal: abort.signal },
    );
    await new Promise((done) => setTimeout(done, 60));
    expect(told).toEqual({ answer: "unclassified AbortError", heard: [] });
  });

  test("to a place where nobody listens fails as any other", async () => {
    expect((await exchange(async () => "good", { port: 1 })).answer).toBe("unclassified Error");
  });
});
