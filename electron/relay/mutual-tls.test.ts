import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:https";
import { request as forward } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Rehearsal, rehearse } from "../demo/psc/testing/rehearsal";
import { providerOf } from "../../scripts/relay-parts";
import { mutualTlsRequester } from "./mutual-tls";
import { CAMILLE, onDevice, pscPartOf } from "./testing/stage";

/** A client's certificate and key, made on the spot. */
function clientIdentity(name: string): { certPem: string; keyPem: string } {
  const folder = mkdtempSync(join(tmpdir(), "pli-relay-"));
  const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
  // prettier-ignore
  const made = spawnSync("openssl", ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
    "-keyout", key, "-out", cert, "-days", "1", "-subj", `/CN=${name}`]);
  expect(made.status).toBe(0);
  const identity = { certPem: readFileSync(cert, "utf8"), keyPem: readFileSync(key, "utf8") };
  rmSync(folder, { recursive: true });
  return identity;
}

/** The provider behind a door that opens to one certificate only, and knows its client by it alone. */
let rehearsal: Rehearsal;
let door: Server;
let seen: { path: string; authorization: string | undefined; clientId: string | null }[] = [];
const mine = clientIdentity("relais DEMO");
beforeAll(async () => {
  rehearsal = await rehearse();
  const { clientId, clientSecret } = rehearsal.settings;
  const basic = [clientId, clientSecret ?? ""].map((text) => encodeURIComponent(text)).join(":");
  const { certPem, keyPem } = await rehearsal.pki.issue([new URL(rehearsal.settings.issuer).hostname]);
  door = createServer({ cert: certPem, key: keyPem, requestCert: true, ca: [mine.certPem] }, (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.on("end", () => {
      const body = Buffer.concat(chunks);
      const given = new URLSearchParams(body.toString()).get("client_id");
      seen.push({ path: incoming.url ?? "", authorization: incoming.headers.authorization, clientId: given });
      const known = given === clientId ? { authorization: `Basic ${Buffer.from(basic).toString("base64")}` } : {};
      forward(
        {
          host: "127.0.0.1",
          port: rehearsal.provider.port,
          servername: incoming.headers.host ?? "",
          ca: [rehearsal.pki.anchorPem],
          method: incoming.method ?? "GET",
          path: incoming.url ?? "/",
          headers: { ...incoming.headers, ...known },
          agent: false,
        },
        (answer) => {
          outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
          answer.pipe(outgoing);
        },
      ).end(body);
    });
  }).listen(0, "127.0.0.1");
  await once(door, "listening");
});
afterAll(async () => {
  door.closeAllConnections();
  door.close();
  await rehearsal.provider.close();
});

const doorPort = () => (door.address() as AddressInfo).port;
const settingsWith = (identity: { certPem: string; keyPem: string }) => ({
  ...pscPartOf(rehearsal),
  credential: { kind: "certificate", ...identity } as const,
  pscPlace: { address: "127.0.0.1", port: doorPort() },
});
const attempt = (provider: ReturnType<typeof providerOf>) =>
  provider.signIn({ idNat: CAMILLE, channel: "mobile", bindingMessage: "07", signal: new AbortController().signal });

describe("a relay known by its certificate", () => {
  test("signs a person in, refreshes and signs out; no secret is ever sent", async () => {
    seen = [];
    const provider = providerOf(settingsWith(mine));
    const device = onDevice(rehearsal, CAMILLE, "approve");
    const outcome = await attempt(provider);
    if (!outcome.ok) return expect.fail(`${outcome.failure.code} ${outcome.failure.detail ?? ""}`);
    expect((await device).bindingMessage).toBe("07");
    const fresh = await provider.refresh(outcome.value.tokens);
    if (!fresh.ok) return expect.fail(fresh.failure.code);
    expect(fresh.value.accessToken).not.toBe(outcome.value.tokens.accessToken);
    expect(await provider.signOut(fresh.value)).toBe(true);
    expect(rehearsal.provider.sessionCount()).toBe(0);
    expect(seen.length).toBeGreaterThan(4);
    expect(seen.every(({ authorization }) => authorization === undefined)).toBe(true);
    const asked = seen.filter(({ path }) => /\/(?:token|ciba\/auth)$/u.test(path));
    expect(new Set(asked.map(({ clientId }) => clientId))).toEqual(new Set([rehearsal.settings.clientId]));
  });

  test("is refused with another's certificate, and nobody is asked", async () => {
    const outcome = await attempt(providerOf(settingsWith(clientIdentity("autre DEMO"))));
    expect(outcome.ok).toBe(false);
    expect(rehearsal.provider.pending()).toEqual([]);
  });
});

describe("the exchange itself", () => {
  const ask = (changes: object = {}, options: object = {}) =>
    mutualTlsRequester({
      clientId: "x",
      ...mine,
      ca: [rehearsal.pki.anchorPem],
      destination: async () => ({ ok: true, address: "127.0.0.1", port: doorPort() }),
      ...options,
    })({ url: rehearsal.settings.discoveryUrl, method: "GET", timeoutMs: 5_000, maxBytes: 100_000, ...changes });

  test("is bounded in size, in time, by a cancel, to HTTPS, to the given authorities and places", async () => {
    expect(await ask()).toMatchObject({ ok: true, status: 200 });
    expect(await ask({ maxBytes: 100 })).toEqual({ ok: false, code: "too-large" });
    expect(await ask({ timeoutMs: 1 })).toEqual({ ok: false, code: "timeout" });
    expect(await ask({ signal: AbortSignal.abort() })).toEqual({ ok: false, code: "aborted" });
    expect(await ask({ url: "http://psc.demo.mssante.fr/" })).toEqual({ ok: false, code: "not-https" });
    expect(await ask({}, { ca: [mine.certPem] })).toEqual({ ok: false, code: "untrusted" });
    const refused = { ok: false, code: "refused-host" };
    expect(await ask({}, { destination: async () => refused })).toEqual(refused);
  });
});
