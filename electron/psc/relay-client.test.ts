import { inspect } from "node:util";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { strangerPki } from "../demo/pki/testing/authorities";
import { startRelay } from "../relay/relay";
import {
  CAMILLE,
  CLIENT_ID,
  onDevice,
  pscPartOf,
  requestTo,
  type RelayStage,
  RELAY_HOST,
  stageRelay,
} from "../relay/testing/stage";
import { providerOf } from "../../scripts/relay-parts";
import { parseIdNat } from "./id-nat";
import type { HttpsAnswer, HttpsExchange, HttpsRequest } from "../../shared/domain/https-exchange";
import type { Clock } from "./ports";
import { createRelayClient } from "./relay-client";
import { createPscSession, type PscSession } from "./session";
import { systemClock } from "./system-clock";

const MINUTE = 60_000;
const camille = parseIdNat(CAMILLE) ?? expect.fail("no identifier");
const FREE = { most: 1_000, withinMs: MINUTE };

let stage: RelayStage;
beforeAll(async () => {
  stage = await stageRelay({ relay: { rates: { ringsPerPerson: FREE } } });
});
afterAll(() => stage.close());

/** The real network, all that was asked on it, and what a test puts in its place. */
let asked: HttpsExchange[] = [];
let intercept: ((exchange: HttpsExchange) => HttpsAnswer | undefined) | undefined;
let skew = 0;
beforeEach(() => {
  [asked, intercept, skew] = [[], undefined, 0];
});
const clock: Clock = {
  ...systemClock,
  now: () => Date.now() + skew,
  after: () => () => undefined,
};
const clientOf = (request: HttpsRequest = stage.request, random = () => 7, clientId = CLIENT_ID) =>
  createRelayClient({
    url: stage.url,
    clientId,
    clock,
    random,
    request: async (exchange) => {
      asked.push(exchange);
      return intercept?.(exchange) ?? request(exchange);
    },
  });
const sessionOf = (client = clientOf()): PscSession => createPscSession({ client, clock });
const paths = () => asked.map(({ method, url }) => `${method} ${new URL(url).pathname}`);
const page = (status: number, body: string, headers = {}): HttpsAnswer => ({
  ok: true,
  status,
  headers: { "content-type": "text/html", ...headers },
  body: Buffer.from(body),
});
const word = (status: number, code: string) => page(status, JSON.stringify({ code, message: "", metadata: {} }));
const at = (path: string, answer: HttpsAnswer) => (exchange: HttpsExchange) =>
  exchange.url.endsWith(path) ? answer : undefined;

async function signedIn(session = sessionOf()): Promise<PscSession> {
  void onDevice(stage.rehearsal, CAMILLE, "approve");
  expect(await session.signIn({ idNat: camille, channel: "mobile" })).toMatchObject({ ok: true });
  return session;
}
const tokenOf = async (session: PscSession, options?: { refused?: string }) => {
  const answer = await session.accessToken(options);
  return answer.ok ? answer.value : expect.fail(`${answer.failure.code} ${answer.failure.detail ?? ""}`);
};

describe("the session of the application, through the relay", () => {
  test("goes through the same states, with digits shown from the first moment and the person's name at the end", async () => {
    const session = sessionOf(clientOf(stage.request, () => 42));
    const states: string[] = [];
    session.onState((state) => states.push(state.state === "waiting" ? `waiting ${state.code}` : state.state));
    const device = onDevice(stage.rehearsal, CAMILLE, "approve");
    const outcome = await session.signIn({ idNat: camille, channel: "card" });
    expect(outcome).toEqual({
      ok: true,
      value: {
        idNat: CAMILLE,
        rpps: CAMILLE.slice(1),
        givenName: "Camille",
        familyName: "DEMO-UN",
        subject: `f:demo-psc:${CAMILLE}`,
      },
    });
    expect(await device).toMatchObject({ bindingMessage: "42", channel: "CARD" });
    expect(states).toEqual(["requesting", "waiting 42", "signed-in"]);
    await session.signOut();
  });

  test("gives tokens an operator accepts, a new one when a mail server refused the last", async () => {
    const session = await signedIn();
    const token = await tokenOf(session);
    expect(await stage.rehearsal.provider.verifyAccessToken(token)).toMatchObject({ ok: true, idNat: CAMILLE });
    expect(await tokenOf(session)).toBe(token);
    const fresh = await tokenOf(session, { refused: token });
    expect(fresh).not.toBe(token);
    expect(await stage.rehearsal.provider.verifyAccessToken(fresh)).toMatchObject({ ok: true });
    await session.signOut();
  });

  test("sends the held token by its fingerprint alone, and the cookie to nothing but the relay", async () => {
    const session = await signedIn();
    const token = await tokenOf(session);
    await tokenOf(session, { refused: token });
    const last = asked.at(-1);
    expect(last?.headers?.["pli-token-held"]).toMatch(/^[\w-]{43}$/u);
    expect(JSON.stringify(asked)).not.toContain(token);
    expect(new Set(asked.map(({ url }) => new URL(url).host))).toEqual(new Set([RELAY_HOST]));
    await session.signOut();
  });

  test("sign-out closes the session at the relay and at the provider", async () => {
    const before = stage.rehearsal.provider.sessionCount();
    const session = await signedIn();
    expect(stage.rehearsal.provider.sessionCount()).toBe(before + 1);
    expect(await session.signOut()).toBe(true);
    expect(stage.rehearsal.provider.sessionCount()).toBe(before);
    expect(session.state()).toEqual({ state: "ended", reason: "signed-out" });
    expect(await session.accessToken()).toMatchObject({ ok: false, failure: { code: "session-ended" } });
  });

  test("a second sign-in takes over before the first is closed", async () => {
    const before = stage.rehearsal.provider.sessionCount();
    const session = await signedIn();
    await signedIn(session);
    expect(stage.rehearsal.provider.sessionCount()).toBe(before + 1);
    expect(await stage.rehearsal.provider.verifyAccessToken(await tokenOf(session))).toMatchObject({ ok: true });
    await session.signOut();
  });

  test("ends when the relay says the session is over (CONF.10)", async () => {
    const session = await signedIn();
    const token = await tokenOf(session);
    intercept = at("/token", word(401, "session-ended"));
    expect(await session.accessToken({ refused: token })).toMatchObject({ failure: { code: "session-ended" } });
    expect(session.state()).toEqual({ state: "ended", reason: "session-ended" });
  });

  test.each([
    ["a relay that cannot be reached", { ok: false, code: "unreachable" } as const],
    ["a relay without its store", word(503, "unavailable")],
    ["a hotel's own 401 page", page(401, "<h1>Connectez-vous</h1>")],
    ["a balancer's 502 page", page(502, "Bad Gateway")],
    ["a word nobody knows", word(401, "constructor")],
    ["a token that is none", page(200, '{"access_token":"a b","expires_in":60}')],
  ])("survives %s: the session goes on when it is over (CONF.11)", async (_name, answer) => {
    const session = await signedIn();
    const token = await tokenOf(session);
    intercept = at("/token", answer);
    expect((await session.accessToken({ refused: token })).ok).toBe(false);
    intercept = undefined;
    expect(await tokenOf(session, { refused: token })).not.toBe(token);
    await session.signOut();
  });

  test("a used session is kept alive before the 30 minutes, an untouched one is left to end", async () => {
    const session = await signedIn();
    const count = () => paths().filter((path) => path === "GET /token").length;
    const before = count();
    skew = 20 * MINUTE;
    await session.wake();
    expect(count()).toBe(before);
    session.rememberActivity();
    await session.wake();
    expect(count()).toBe(before + 1);
    skew = 51 * MINUTE;
    await session.wake();
    expect(session.state()).toMatchObject({ state: "ended", reason: "idle" });
  });
});

describe("a sign-in through the relay that does not happen says why", () => {
  const attempt = (client = clientOf(), signal = new AbortController().signal) =>
    client.signIn({ idNat: camille, channel: "mobile", signal, onWaiting: () => undefined });

  test.each([
    ["deny", "refused"],
    ["expire", "expired"],
  ] as const)("the person lets it %s: %s", async (act, code) => {
    void onDevice(stage.rehearsal, CAMILLE, act);
    expect(await attempt()).toEqual({ ok: false, failure: { code } });
    expect(paths()).toEqual(["POST /connect"]);
  });

  test("nobody has that identifier", async () => {
    const idNat = parseIdNat("899700000099") ?? expect.fail("no identifier");
    const { signal } = new AbortController();
    const outcome = await clientOf().signIn({ idNat, channel: "mobile", signal, onWaiting: () => undefined });
    expect(outcome).toEqual({ ok: false, failure: { code: "unknown-person" } });
  });

  test("the relay does not serve this software", async () => {
    expect(await attempt(clientOf(stage.request, () => 7, "inconnu"))).toEqual({
      ok: false,
      failure: { code: "config", detail: "client-rejected" },
    });
  });

  test("the relay's own client is not allowed CIBA at the provider", async () => {
    const { rehearsal } = stage;
    const relay = await startRelay({
      provider: providerOf({
        ...pscPartOf(rehearsal),
        clientId: "sans-ciba",
        credential: { kind: "secret", secret: "s" },
      }),
      clock: systemClock,
      listen: { host: "127.0.0.1", port: 0, stopWithinMs: 100, tls: await rehearsal.pki.issue([RELAY_HOST]) },
      allowedClients: [CLIENT_ID],
      writeTrace: () => undefined,
    });
    const request = requestTo(rehearsal, () => relay.port);
    expect(await attempt(clientOf(request))).toEqual({ ok: false, failure: { code: "ciba-not-enabled" } });
    const traces = await request({
      url: `${stage.url}traces?start=2000-01-01`,
      method: "GET",
      headers: { authorization: "Bearer x" },
      timeoutMs: 5_000,
      maxBytes: 10_000,
    });
    // No key was set for this one.
    expect(traces).toMatchObject({ ok: true, status: 404 });
    await relay.close();
  });

  test("the provider is down behind the relay", async () => {
    const own = await stageRelay({ rehearsal: stage.rehearsal, psc: { pscPlace: { address: "127.0.0.1", port: 1 } } });
    expect(await attempt(clientOf(own.request))).toEqual({
      ok: false,
      failure: { code: "unavailable", detail: "server" },
    });
    await own.close();
  });

  test("a request for the same person already waits elsewhere, or too many were made", async () => {
    intercept = at("/connect", word(409, "pending"));
    expect(await attempt()).toEqual({ ok: false, failure: { code: "busy", detail: "one-at-a-time" } });
    intercept = at("/connect", word(429, "rate-limited"));
    expect(await attempt()).toEqual({ ok: false, failure: { code: "busy", detail: "throttled" } });
  });

  test("the relay's certificate is another authority's: nothing is said to it", async () => {
    const other = await strangerPki();
    const outcome = await attempt(clientOf(requestTo(stage.rehearsal, () => stage.relay.port, [other.anchorPem])));
    expect(outcome).toMatchObject({ ok: false, failure: { code: "config" } });
    expect(outcome.ok ? "" : outcome.failure.detail).toMatch(/^certificate-/u);
    expect(paths()).toEqual(["POST /connect"]);
  });

  test.each([
    ["no cookie", {}],
    ["a cookie any script may read", { "set-cookie": `proxy_session_id=${"x".repeat(43)}; Secure` }],
    ["a cookie that may travel in clear", { "set-cookie": `proxy_session_id=${"x".repeat(43)}; HttpOnly` }],
  ])("an answer with %s is not a session", async (_name, headers) => {
    intercept = at("/connect", page(200, "{}", headers));
    expect(await attempt()).toEqual({ ok: false, failure: { code: "protocol", detail: "no-cookie" } });
  });

  test("an answer about another person is refused, and its session closed", async () => {
    const cookie = "y".repeat(43);
    const identity = { national_id: "899700000002", given_name: "A", family_name: "B", subject: "s" };
    intercept = at(
      "/connect",
      page(200, JSON.stringify({ identity }), { "set-cookie": `proxy_session_id=${cookie}; HttpOnly; Secure` }),
    );
    expect(await attempt()).toEqual({ ok: false, failure: { code: "protocol", detail: "other-person" } });
    expect(asked.at(-1)).toMatchObject({ method: "DELETE", headers: { cookie: `proxy_session_id=${cookie}` } });
  });
});

describe("cancelling through the relay", () => {
  test("answers at once, tells the relay by the request's name, and the person may be asked again", async () => {
    const session = sessionOf();
    const device = onDevice(stage.rehearsal, CAMILLE, "leave");
    const outcome = session.signIn({ idNat: camille, channel: "mobile" });
    await device;
    const since = performance.now();
    session.cancel();
    expect(await outcome).toEqual({ ok: false, failure: { code: "cancelled" } });
    expect(performance.now() - since).toBeLessThan(2_000);
    await expect.poll(paths).toEqual(["POST /connect", "DELETE /disconnect"]);
    expect(asked[1]?.headers?.["pli-request-id"]).toBe(asked[0]?.headers?.["pli-request-id"]);
    await expect.poll(() => stage.traces.join("")).toContain('"code":"cancelled"');
    await expect.poll(async () => (await signedIn()).state().state).toBe("signed-in");
  });

  test("already cancelled, nothing is sent", async () => {
    const signal = AbortSignal.abort();
    const outcome = await clientOf().signIn({ idNat: camille, channel: "mobile", signal, onWaiting: () => undefined });
    expect(outcome).toEqual({ ok: false, failure: { code: "cancelled" } });
    expect(asked).toEqual([]);
  });

  test("an answer lost on the way leaves no session open", async () => {
    const before = stage.rehearsal.provider.sessionCount();
    const lossy: HttpsRequest = async (exchange) => {
      const answer = await stage.request(exchange);
      return exchange.url.endsWith("/connect") ? { ok: false, code: "unreachable" } : answer;
    };
    void onDevice(stage.rehearsal, CAMILLE, "approve");
    const session = sessionOf(clientOf(lossy));
    const outcome = await session.signIn({ idNat: camille, channel: "mobile" });
    expect(outcome).toMatchObject({ ok: false, failure: { code: "unavailable" } });
    await expect.poll(() => stage.rehearsal.provider.sessionCount()).toBe(before);
  });
});

test("neither the session nor its client shows a token or a cookie to whoever prints it", async () => {
  const client = clientOf();
  const session = await signedIn(sessionOf(client));
  const token = await tokenOf(session);
  const printed = inspect([client, session], { depth: 10, showHidden: true }) + JSON.stringify([client, session]);
  expect(printed).not.toContain(token.slice(0, 30));
  expect(printed).not.toContain("proxy_session_id");
  await session.signOut();
});
