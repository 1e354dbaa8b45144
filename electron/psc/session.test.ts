import { inspect } from "node:util";
import { decodeJwt } from "jose";
import { afterEach, beforeAll, beforeEach, afterAll, describe, expect, test } from "vitest";
import { REHEARSAL_PEOPLE, type Rehearsal, rehearse } from "../demo/psc/testing/rehearsal";
import { destinationFinder } from "../trust/address";
import { httpsRequester } from "../trust/https-request";
import { createPscClient } from "./client";
import { parseIdNat } from "./id-nat";
import type { HttpsAnswer, HttpsExchange } from "../../shared/domain/https-exchange";
import type { Clock } from "./ports";
import { type Admits, createPscSession, type PscSession } from "./session";
import type { PscState } from "./state";
import { secureRandom, systemClock } from "./system-clock";

const MINUTE = 60_000;
const camille = parseIdNat(REHEARSAL_PEOPLE[0]?.idNat ?? "") ?? expect.fail("no identifier");

let stage: Rehearsal;
beforeAll(async () => {
  stage = await rehearse();
});
afterAll(() => stage.provider.close());

/** A session on the real provider, a clock that a test moves, a network that a test may cut, and all that was asked. */
let skew = 0;
let timers: (() => void)[] = [];
let asked: HttpsExchange[] = [];
let intercept: ((exchange: HttpsExchange) => HttpsAnswer | undefined) | undefined;
let session: PscSession;
let states: PscState[] = [];

const clock: Clock = {
  ...systemClock,
  now: () => Date.now() + skew,
  after(_ms, act) {
    timers.push(act);
    return () => (timers = timers.filter((timer) => timer !== act));
  },
};

const networkOf = ({ resolve, pki }: Rehearsal) =>
  httpsRequester({ ca: [pki.anchorPem], destination: destinationFinder({ resolve, lookup: async () => [] }) });

function newSession(from = stage, admits?: Admits): PscSession {
  const real = networkOf(from);
  const request = async (exchange: HttpsExchange) => {
    asked.push(exchange);
    return intercept?.(exchange) ?? real(exchange);
  };
  return createPscSession({
    client: createPscClient({ settings: from.settings, request, clock, random: secureRandom }),
    clock,
    ...(admits === undefined ? {} : { admits }),
  });
}

beforeEach(() => {
  [skew, timers, asked, intercept, states] = [0, [], [], undefined, []];
  session = newSession();
  session.onState((state) => states.push(state));
});
afterEach(() => session.signOut());

async function signIn(used = session, from = stage) {
  const stop = from.provider.onPending((request) => void from.provider.approve(request.id));
  const outcome = await used.signIn({ idNat: camille, channel: "mobile" });
  stop();
  expect(outcome).toMatchObject({ ok: true });
}
const tokenOf = async (options?: { refused?: string }) => {
  const answer = await session.accessToken(options);
  return answer.ok ? answer.value : expect.fail(`${answer.failure.code} ${answer.failure.detail ?? ""}`);
};
const isRefresh = (exchange: HttpsExchange) => exchange.body?.includes("grant_type=refresh_token") === true;
const refreshes = () => asked.filter(isRefresh).length;
const CUT: HttpsAnswer = { ok: false, code: "unreachable" };

describe("the states of a session", () => {
  test("idle, requesting, waiting with digits and deadline, signed-in with the time left, ended", async () => {
    expect(session.state()).toEqual({ state: "idle" });
    await signIn();
    expect(states.map(({ state }) => state)).toEqual(["requesting", "waiting", "signed-in"]);
    expect(states[0]).toEqual({ state: "requesting", idNat: camille, channel: "mobile" });
    expect(states[1]).toMatchObject({
      idNat: camille,
      code: expect.stringMatching(/^\d\d$/u),
      secondsLeft: expect.closeTo(120, -1),
    });
    expect(session.state()).toMatchObject({
      state: "signed-in",
      identity: { familyName: "DEMO-UN" },
      secondsLeft: expect.closeTo(1800, -1),
    });
    expect(await session.signOut()).toBe(true);
    expect(session.state()).toEqual({ state: "ended", reason: "signed-out" });
  });

  test("the seconds of a waiting request go down by the wall clock", async () => {
    const request = session.signIn({ idNat: camille, channel: "mobile" });
    await expect.poll(() => session.state().state).toBe("waiting");
    skew = 20_500;
    expect(session.state()).toMatchObject({ state: "waiting", secondsLeft: expect.closeTo(100, -1) });
    session.cancel();
    expect(await request).toEqual({ ok: false, failure: { code: "cancelled" } });
    expect(session.state()).toEqual({ state: "ended", reason: "cancelled" });
  });

  test("one request at a time; a refused one is never sent again by itself", async () => {
    const stop = stage.provider.onPending((request) => void setTimeout(() => stage.provider.deny(request.id), 40));
    const first = session.signIn({ idNat: camille, channel: "mobile" });
    expect(await session.signIn({ idNat: camille, channel: "card" })).toEqual({
      ok: false,
      failure: { code: "busy", detail: "one-at-a-time" },
    });
    expect(await first).toEqual({ ok: false, failure: { code: "refused" } });
    stop();
    const requests = () => asked.filter(({ url }) => url.endsWith("/ciba/auth")).length;
    expect(session.state()).toEqual({ state: "ended", reason: "refused" });
    await new Promise((done) => setTimeout(done, 150));
    expect(requests()).toBe(1);
  });

  test("nobody's phone rings more than six times in ten minutes", async () => {
    intercept = () => CUT;
    const attempt = () => session.signIn({ idNat: camille, channel: "mobile" });
    for (let count = 0; count < 6; count += 1)
      expect(await attempt()).toMatchObject({ failure: { code: "unavailable" } });
    expect(await attempt()).toEqual({ ok: false, failure: { code: "busy", detail: "throttled" } });
    skew = 10 * MINUTE + 1;
    expect(await attempt()).toMatchObject({ failure: { code: "unavailable" } });
  });

  test("requests that a clock ahead by a day wrote down do not count once it is right", async () => {
    intercept = () => CUT;
    const attempt = () => session.signIn({ idNat: camille, channel: "mobile" });
    skew = 24 * 60 * MINUTE;
    for (let count = 0; count < 6; count += 1) await attempt();
    expect(await attempt()).toMatchObject({ failure: { detail: "throttled" } });
    skew = 0;
    expect(await attempt()).toMatchObject({ failure: { code: "unavailable" } });
  });

  test("signing in again replaces the session and closes the old one; failing to leaves the old one as it was", async () => {
    await signIn();
    const before = await tokenOf();
    intercept = (exchange) => (exchange.url.endsWith("/ciba/auth") ? CUT : undefined);
    expect(await session.signIn({ idNat: camille, channel: "mobile" })).toMatchObject({ ok: false });
    expect(session.state().state).toBe("signed-in");
    expect(await tokenOf()).toBe(before);
    intercept = undefined;
    await signIn();
    expect(session.state().state).toBe("signed-in");
    expect(await stage.provider.verifyAccessToken(before)).toEqual({ ok: false, reason: "session-ended" });
    expect(await stage.provider.verifyAccessToken(await tokenOf())).toMatchObject({ ok: true });
    expect(timers).toHaveLength(1);
  });

  test("whoever may not sign in here is not even asked, and the session that was there stays", async () => {
    let owner: string = camille;
    const kept = newSession(stage, async (idNat) => idNat === owner);
    await signIn(kept);
    const before = asked.length;
    owner = "899700000099";
    const stranger = await kept.signIn({ idNat: camille, channel: "mobile" });
    expect(stranger).toEqual({ ok: false, failure: { code: "config", detail: "other-person" } });
    expect([asked.length, kept.state().state]).toEqual([before, "signed-in"]);
    await kept.signOut();
    await kept.signIn({ idNat: camille, channel: "card" });
    expect(kept.state()).toEqual({ state: "ended", reason: "config", detail: "other-person" });
  });

  test("no token before signing in", async () => {
    expect(await session.accessToken()).toEqual({
      ok: false,
      failure: { code: "session-ended", detail: "not-signed-in" },
    });
    expect(await session.signOut()).toBe(false);
  });
});

describe("access tokens", () => {
  test("one with more than 20 seconds left is given again, one with less is refreshed", async () => {
    await signIn();
    const first = await tokenOf();
    skew = 99_000;
    expect(await tokenOf()).toBe(first);
    expect(refreshes()).toBe(0);
    skew = 101_000;
    const second = await tokenOf();
    expect(second).not.toBe(first);
    expect(refreshes()).toBe(1);
    expect(await stage.provider.verifyAccessToken(second)).toMatchObject({ ok: true });
  });

  test("twenty callers at once make one refresh and receive the same token", async () => {
    await signIn();
    skew = 110_000;
    const tokens = await Promise.all(Array.from({ length: 20 }, () => tokenOf()));
    expect(new Set(tokens).size).toBe(1);
    expect(refreshes()).toBe(1);
    expect(states.slice(3).map(({ state }) => state)).toEqual(["refreshing", "signed-in"]);
  });

  test("the newest refresh token is kept: rotation goes on, refresh after refresh", async () => {
    await signIn();
    for (const round of [1, 2, 3]) {
      skew = round * 110_000;
      await tokenOf();
    }
    const sent = asked.filter(isRefresh).map(({ body }) => new URLSearchParams(body).get("refresh_token"));
    expect(new Set(sent).size).toBe(3);
  });

  test("an answer without a new refresh token leaves the old one in use", async () => {
    await signIn();
    const withoutRotation = newSessionDroppingRefreshTokens();
    await signIn(withoutRotation);
    skew = 110_000;
    expect((await withoutRotation.accessToken()).ok).toBe(true);
    skew = 220_000;
    await withoutRotation.accessToken();
    const sent = asked.filter(isRefresh).map(({ body }) => new URLSearchParams(body).get("refresh_token"));
    expect(sent).toHaveLength(2);
    expect(sent[0]).toBe(sent[1]);
  });

  test("a token a server refused is not given again, and two connections refused together cost one refresh", async () => {
    await signIn();
    const refused = await tokenOf();
    const [left, right] = await Promise.all([tokenOf({ refused }), tokenOf({ refused })]);
    expect(left).toBe(right);
    expect(left).not.toBe(refused);
    expect(await tokenOf({ refused })).toBe(left);
    expect(refreshes()).toBe(1);
  });

  test("nothing that can be printed, listed or written as JSON holds a token", async () => {
    await signIn();
    const token = await tokenOf();
    const idToken = decodeJwt(token);
    const everything = [session, ...states, session.state()]
      .map((thing) => `${inspect(thing, { depth: 12, showHidden: true })}${JSON.stringify(thing)}${String(thing)}`)
      .join("\n");
    expect(everything).not.toContain(token);
    expect(everything).not.toContain(token.split(".")[2]);
    expect(everything).not.toMatch(/eyJ|refresh_token|accessToken:? ['"]/u);
    expect(idToken["email"]).toBe(REHEARSAL_PEOPLE[0]?.email);
  });
});

/** A session whose provider answers refreshes without `refresh_token`, as one that does not rotate. */
function newSessionDroppingRefreshTokens(): PscSession {
  const real = networkOf(stage);
  const request = async (exchange: HttpsExchange): Promise<HttpsAnswer> => {
    asked.push(exchange);
    const answer = await real(exchange);
    if (!isRefresh(exchange) || !answer.ok) return answer;
    const { refresh_token: _dropped, ...body } = JSON.parse(Buffer.from(answer.body).toString()) as Record<
      string,
      unknown
    >;
    return { ...answer, headers: { "content-type": "application/json" }, body: Buffer.from(JSON.stringify(body)) };
  };
  return createPscSession({
    client: createPscClient({ settings: stage.settings, request, clock, random: secureRandom }),
    clock,
  });
}

describe("the end of a session", () => {
  test("PSC ended it: the next refresh says so and the tokens are gone (CONF.10)", async () => {
    await signIn();
    stage.provider.endAllSessions();
    skew = 110_000;
    expect(await session.accessToken()).toEqual({ ok: false, failure: { code: "session-ended" } });
    expect(session.state()).toEqual({ state: "ended", reason: "session-ended" });
    expect(timers).toEqual([]);
    const before = asked.length;
    expect(await session.accessToken()).toMatchObject({ ok: false, failure: { code: "session-ended" } });
    expect(asked).toHaveLength(before);
  });

  test("a network that fails, or a server that stumbles, never ends it (CONF.11)", async () => {
    await signIn();
    skew = 110_000;
    for (const trouble of [
      CUT,
      { ok: false, code: "timeout" },
      { ok: true, status: 500, headers: {}, body: Buffer.from("") },
    ] satisfies HttpsAnswer[]) {
      intercept = (exchange) => (isRefresh(exchange) ? trouble : undefined);
      expect(await session.accessToken()).toMatchObject({ ok: false, failure: { code: "unavailable" } });
      expect(session.state().state).toBe("signed-in");
    }
    intercept = undefined;
    expect(await stage.provider.verifyAccessToken(await tokenOf())).toMatchObject({ ok: true });
  });

  test("thirty minutes without use end it, here and at PSC; background mail does not count as use", async () => {
    await signIn();
    const sessions = stage.provider.sessionCount();
    for (const minutes of [10, 20, 29]) {
      skew = minutes * MINUTE;
      await tokenOf();
    }
    skew = 30 * MINUTE;
    expect(await session.accessToken()).toEqual({ ok: false, failure: { code: "session-ended", detail: "idle" } });
    expect(session.state()).toEqual({ state: "ended", reason: "idle" });
    await expect.poll(() => stage.provider.sessionCount()).toBe(sessions - 1);
  });

  test("use keeps it alive: the timer refreshes an active session at half its life, and leaves an unused one alone", async () => {
    await signIn();
    skew = 16 * MINUTE;
    await session.wake();
    expect(refreshes()).toBe(0);
    session.rememberActivity();
    for (const act of timers) act();
    await expect.poll(refreshes).toBe(1);
    await expect
      .poll(() => session.state())
      .toMatchObject({ state: "signed-in", secondsLeft: expect.closeTo(1800, -1) });
    skew = 45 * MINUTE;
    expect((await session.accessToken()).ok).toBe(true);
  });

  test("four hours are the most, whatever is done", async () => {
    await signIn();
    for (let minutes = 20; minutes < 240; minutes += 20) {
      skew = minutes * MINUTE;
      session.rememberActivity();
      await tokenOf();
    }
    skew = 239 * MINUTE;
    session.rememberActivity();
    expect(session.state()).toMatchObject({ secondsLeft: expect.closeTo(60, -1) });
    skew = 240 * MINUTE;
    await session.wake();
    expect(session.state()).toEqual({ state: "ended", reason: "duration" });
  });

  test("a machine that slept past the end says so at the wake, and a key pressed first does not bring it back", async () => {
    await signIn();
    skew = 3 * 60 * MINUTE;
    session.rememberActivity();
    expect(session.state()).toEqual({ state: "ended", reason: "idle" });
    await session.wake();
    expect(await session.accessToken()).toMatchObject({ ok: false });
  });

  test("signing out tells PSC and drops the tokens even when PSC cannot be told", async () => {
    await signIn();
    const token = await tokenOf();
    intercept = () => CUT;
    expect(await session.signOut()).toBe(false);
    expect(session.state()).toEqual({ state: "ended", reason: "signed-out" });
    expect(await session.accessToken()).toMatchObject({ ok: false });
    intercept = undefined;
    await signIn();
    const other = await tokenOf();
    expect(await session.signOut()).toBe(true);
    expect(await stage.provider.verifyAccessToken(other)).toEqual({ ok: false, reason: "session-ended" });
    expect(await stage.provider.verifyAccessToken(token)).toMatchObject({ ok: true });
    const logout = asked.filter(({ url }) => url.endsWith("/logout")).at(-1);
    expect([...new URLSearchParams(logout?.body).keys()]).toEqual(["id_token_hint"]);
  });

  test("a refresh that comes back after the sign-out is thrown away", async () => {
    await signIn();
    skew = 110_000;
    const late = session.accessToken();
    await session.signOut();
    expect(await late).toMatchObject({ ok: false, failure: { code: "session-ended" } });
    expect(session.state()).toEqual({ state: "ended", reason: "signed-out" });
  });

  test("a refresh that answers with someone else's tokens ends the session", async () => {
    await signIn();
    const other = newSession();
    const stop = stage.provider.onPending((request) => void stage.provider.approve(request.id));
    const dominique = parseIdNat(REHEARSAL_PEOPLE[1]?.idNat ?? "") ?? expect.fail("no identifier");
    expect((await other.signIn({ idNat: dominique, channel: "mobile" })).ok).toBe(true);
    stop();
    skew = 110_000;
    const theirs = await new Promise<HttpsAnswer>((done) => {
      const real = networkOf(stage);
      intercept = (exchange) => {
        if (!isRefresh(exchange)) return undefined;
        real(exchange).then(done, () => done(CUT));
        return CUT;
      };
      void other.accessToken();
    });
    intercept = (exchange) => (isRefresh(exchange) ? theirs : undefined);
    expect(await session.accessToken()).toEqual({ ok: false, failure: { code: "protocol", detail: "other-person" } });
    expect(session.state()).toEqual({ state: "ended", reason: "protocol" });
    intercept = undefined;
  });
});
