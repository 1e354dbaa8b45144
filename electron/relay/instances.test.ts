import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Rehearsal, rehearse } from "../demo/psc/testing/rehearsal";
import { parseIdNat } from "../psc/id-nat";
import type { HttpsRequest } from "../../shared/domain/https-exchange";
import { createRelayClient } from "../psc/relay-client";
import { createPscSession } from "../psc/session";
import { secureRandom, systemClock } from "../psc/system-clock";
import { fingerprint } from "./seal";
import { startBalancer } from "./testing/balancer";
import { type Instance, startInstance } from "./testing/instance";
import { CAMILLE, CLIENT_ID, callerOf, connection, DOMINIQUE, onDevice, RELAY_HOST, requestTo } from "./testing/stage";
import { startValkey, type ValkeyServer } from "./testing/valkey-server";
import { createValkeyLink } from "./valkey-link";

const camille = parseIdNat(CAMILLE) ?? expect.fail("no identifier");
const folder = mkdtempSync(join(tmpdir(), "pli-relay-"));
const written = (name: string, text: string) => {
  writeFileSync(join(folder, name), text, { mode: 0o600 });
  return join(folder, name);
};

let rehearsal: Rehearsal;
let valkey: ValkeyServer;
let environment: Record<string, string>;
let instances: Instance[] = [];
let balancer: Awaited<ReturnType<typeof startBalancer>>;
let request: HttpsRequest;

beforeAll(async () => {
  [rehearsal, valkey] = await Promise.all([rehearse(), startValkey()]);
  const { certPem, keyPem } = await rehearsal.pki.issue([RELAY_HOST]);
  environment = {
    PLI_RELAY_ISSUER: rehearsal.settings.issuer,
    PLI_RELAY_CLIENT_ID: rehearsal.settings.clientId,
    PLI_RELAY_CLIENT_SECRET_FILE: written("secret", `${rehearsal.settings.clientSecret}\n`),
    PLI_RELAY_ALLOWED_CLIENTS: `autre, ${CLIENT_ID}`,
    PLI_RELAY_CERT: written("cert.pem", certPem),
    PLI_RELAY_KEY: written("key.pem", keyPem),
    PLI_RELAY_PSC_CA: written("psc.pem", rehearsal.pki.anchorPem),
    PLI_RELAY_PSC_ADDRESS: `127.0.0.1:${rehearsal.provider.port}`,
    PLI_RELAY_VALKEY_URL: valkey.url,
    PLI_RELAY_SESSION_KEY_FILE: written("session.key", randomBytes(32).toString("base64")),
    PLI_RELAY_STOP_SECONDS: "1",
  };
  // One as `npm run relay` starts it, the other as the container does: from its one file, away from the project.
  instances = await Promise.all([startInstance(environment), startInstance(environment, builtFile())]);
  balancer = await startBalancer(() => instances.map(({ port }) => port));
  request = requestTo(rehearsal, () => balancer.port);
}, 30_000);

afterAll(async () => {
  await Promise.all(instances.map((instance) => instance.end("SIGKILL")));
  await Promise.all([balancer.close(), valkey.stop(), rehearsal.provider.close()]);
  rmSync(folder, { recursive: true });
});

function builtFile(): string {
  const builder = fileURLToPath(new URL("../../scripts/build-relay.mjs", import.meta.url));
  const built = spawnSync(process.execPath, [builder, join(folder, "built")], { encoding: "utf8" });
  if (built.status !== 0) throw new Error(built.stderr);
  return join(folder, "built", "relay.mjs");
}

const desktop = () =>
  createPscSession({
    client: createRelayClient({
      url: `https://${RELAY_HOST}`,
      clientId: CLIENT_ID,
      request,
      clock: systemClock,
      random: secureRandom,
    }),
    clock: systemClock,
  });
async function signedIn() {
  const session = desktop();
  void onDevice(rehearsal, CAMILLE, "approve");
  expect(await session.signIn({ idNat: camille, channel: "mobile" })).toMatchObject({ ok: true });
  return session;
}
const tokenOf = async (session: ReturnType<typeof desktop>, refused?: string) => {
  const answer = await session.accessToken(refused === undefined ? {} : { refused });
  return answer.ok ? answer.value : expect.fail(`${answer.failure.code} ${answer.failure.detail ?? ""}`);
};

describe("two instances behind a load balancer, sessions in a real store", () => {
  test("share every session; many who need a new token at once get one and the same, from one refresh", async () => {
    void onDevice(rehearsal, DOMINIQUE, "approve");
    const call = callerOf(request);
    const { headers } = await call("POST /connect", { body: connection(DOMINIQUE) });
    const cookie = headers["set-cookie"]?.split(";")[0] ?? "";
    const first = String((await call("GET /token", { headers: { cookie } })).body["access_token"]);
    balancer.served.length = 0;
    const held = { cookie, "pli-token-held": fingerprint(first) };
    const answers = await Promise.all(Array.from({ length: 8 }, () => call("GET /token", { headers: held })));
    expect(new Set(balancer.served)).toEqual(new Set(instances.map(({ port }) => port)));
    const tokens = new Set(answers.map(({ body }) => body["access_token"]));
    expect(tokens.size).toBe(1);
    expect(tokens).not.toContain(first);
    expect(await rehearsal.provider.verifyAccessToken(String([...tokens][0]))).toMatchObject({ ok: true });
    expect((await call("DELETE /disconnect", { headers: { cookie } })).status).toBe(200);
  });

  test("a request that waits on one is seen, and cancelled, through the other", async () => {
    const call = callerOf(request);
    const device = onDevice(rehearsal, CAMILLE, "leave");
    const headers = { "pli-request-id": "d".repeat(43) };
    const waiting = call("POST /connect", { body: connection(), headers });
    await device;
    // Round robin: this one goes to the other instance.
    expect(await call("POST /connect", { body: connection() })).toMatchObject({ status: 409 });
    await call("GET /health");
    expect((await call("DELETE /disconnect", { headers })).status).toBe(200);
    expect(await waiting).toMatchObject({ status: 503, body: { code: "cancelled" } });
    await expect.poll(() => rehearsal.provider.sessionCount()).toBe(0);
  });

  test("what they keep is sealed, under names that say nothing, and every piece has an end", async () => {
    const session = await signedIn();
    const token = await tokenOf(session);
    const link = createValkeyLink({ url: valkey.url });
    const list = await link.command("EVAL", "return table.concat(redis.call('KEYS','*'),' ')", "0");
    const keys = list.kind === "text" ? list.text.split(" ") : [];
    expect(keys.some((key) => key.startsWith("pli-relay:session:"))).toBe(true);
    let kept = keys.join(" ");
    for (const key of keys) {
      const [value, life] = [await link.command("GET", key), await link.command("PTTL", key)];
      kept += value.kind === "text" ? value.text : "";
      const left = life.kind === "number" ? life.number : -1;
      expect(left).toBeGreaterThan(0);
      expect(left).toBeLessThanOrEqual(4 * 3_600_000);
    }
    link.close();
    for (const secret of [token, token.slice(0, 40), CAMILLE, CAMILLE.slice(1), "DEMO", "refresh_token", "accessToken"])
      expect(kept).not.toContain(secret);
    await session.signOut();
  });

  test("a person whose request died with its instance is free again within seconds", async () => {
    const leaving = new AbortController();
    const device = onDevice(rehearsal, CAMILLE, "leave");
    const waiting = callerOf(request)("POST /connect", { body: connection(), signal: leaving.signal });
    await device;
    const link = createValkeyLink({ url: valkey.url });
    const lifeOfClaim = async () => {
      const script = "return redis.call('PTTL',redis.call('KEYS','pli-relay:pending:*')[1])";
      const life = await link.command("EVAL", script, "0");
      return life.kind === "number" ? life.number : expect.fail("no claim");
    };
    expect(await lifeOfClaim()).toBeLessThanOrEqual(6_000);
    // It is renewed while the request waits: without that, it would have less left by now.
    await new Promise((resolve) => setTimeout(resolve, 2_300));
    expect(await lifeOfClaim()).toBeGreaterThan(4_000);
    link.close();
    expect(await callerOf(request)("POST /connect", { body: connection() })).toMatchObject({ status: 409 });
    leaving.abort();
    await expect(waiting).rejects.toThrow("aborted");
  });

  test("one is killed: the session goes on, and sign-out still closes it at the provider", async () => {
    const session = await signedIn();
    const before = await tokenOf(session);
    const [victim, survivor] = instances;
    expect(await victim?.end("SIGKILL")).toBeNull();
    const after = await tokenOf(session, before);
    expect(after).not.toBe(before);
    expect(await rehearsal.provider.verifyAccessToken(after)).toMatchObject({ ok: true });
    expect(session.state().state).toBe("signed-in");
    expect(await session.signOut()).toBe(true);
    expect(rehearsal.provider.sessionCount()).toBe(0);
    expect(new Set(balancer.served.slice(-1))).toEqual(new Set([survivor?.port]));
  });

  test("the store is gone: the relay says so, ends nobody's session, and says no secret of it", async () => {
    const session = await signedIn();
    const token = await tokenOf(session);
    await valkey.stop();
    expect(await session.accessToken({ refused: token })).toMatchObject({ failure: { code: "unavailable" } });
    expect(session.state().state).toBe("signed-in");
    expect((await callerOf(request)("GET /health")).status).toBe(503);
    for (const { said } of instances) {
      expect(said()).not.toContain(token.slice(0, 40));
      expect(said()).not.toContain("mot de passe");
    }
  });

  test("SIGTERM ends an instance by itself, with nothing wrong", async () => {
    const [, survivor] = instances;
    expect(await survivor?.end("SIGTERM")).toBe(0);
    expect(survivor?.said()).toContain("stopping");
  });
});

test("without its settings it says which, in one line each, and does not start", () => {
  const entry = fileURLToPath(new URL("../../scripts/relay.mjs", import.meta.url));
  const { status, stderr } = spawnSync(process.execPath, [entry], {
    env: {
      PATH: process.env["PATH"] ?? "",
      PLI_RELAY_ISSUER: "http://psc.demo",
      PLI_RELAY_CLIENT_SECRET: "secret-DEMO",
    },
    encoding: "utf8",
  });
  expect(status).toBe(2);
  expect(stderr.trim().split("\n").sort()).toEqual([
    "PLI_RELAY_ALLOWED_CLIENTS manque.",
    "PLI_RELAY_CERT manque.",
    "PLI_RELAY_CLIENT_ID manque.",
    "PLI_RELAY_ISSUER n’est pas valable.",
  ]);
});
