import { beforeEach, describe, expect, test } from "vitest";
import type { PscFailure } from "#shared/domain/session";
import type { Clock } from "./ports";
import { type BrokerEvent, createTokenBroker, type SessionClient, type TokenBroker } from "./token-broker";
import type { TokenSet } from "./token-set";

const START = Date.parse("2026-11-22T08:00:00Z");
const HOUR = 3_600_000;
const tokens = (part: Partial<TokenSet> = {}): TokenSet => ({
  accessToken: "un",
  expiresAt: START + 120_000,
  refreshToken: "reprise-un",
  refreshExpiresAt: START + HOUR / 2,
  idToken: "identite",
  subject: "lea",
  ...part,
});

let now: number;
let events: BrokerEvent[];
let asked: string[];
let closed: (string | undefined)[];
let answers: (TokenSet | PscFailure)[];
/** A refresh stays on its way until it is let go. */
let held: (() => void) | undefined;
let holds: boolean;
beforeEach(() => {
  [now, events, asked, closed, answers, held, holds] = [START, [], [], [], [], undefined, false];
});

const clock: Clock = { now: () => now, after: () => () => undefined, wait: async () => undefined };
const client: SessionClient = {
  refresh: async ({ refreshToken }) => {
    asked.push(refreshToken ?? "none");
    if (holds) await new Promise<void>((go) => (held = go));
    const next = answers.shift() ?? { code: "unavailable" };
    return "code" in next ? { ok: false, failure: next } : { ok: true, value: next };
  },
  signOut: async ({ accessToken }) => closed.push(accessToken) > 0,
};
const brokerOf = (part: Partial<TokenSet> = {}): TokenBroker =>
  createTokenBroker({
    client,
    signedIn: { startedAt: START, tokens: tokens(part) },
    clock,
    onEvent: (event) => void events.push(event),
  });
const ends = () => events.filter(({ kind }) => kind === "ended");

describe("a provider that says strange lifetimes", () => {
  test("a token good for ever is given until four hours have passed, and no longer", async () => {
    const broker = brokerOf({ expiresAt: Number.POSITIVE_INFINITY, refreshExpiresAt: Number.POSITIVE_INFINITY });
    for (; now < START + 4 * HOUR; now += 20 * 60_000) {
      expect(await broker.accessToken()).toEqual({ ok: true, value: "un" });
      broker.rememberActivity();
      await broker.review();
    }
    expect(await broker.accessToken()).toEqual({ ok: false, failure: { code: "session-ended", detail: "duration" } });
    expect([asked, closed, ends()]).toEqual([[], ["un"], [{ kind: "ended", reason: "duration" }]]);
  });

  test("one without a life is asked for anew at each need, once for all who need it", async () => {
    const broker = brokerOf({ expiresAt: START });
    answers = [
      tokens({ accessToken: "deux", expiresAt: START, refreshToken: "reprise-deux" }),
      tokens({ accessToken: "trois" }),
    ];
    const given = await Promise.all([broker.accessToken(), broker.accessToken(), broker.accessToken()]);
    expect(given.map((one) => one.ok && one.value)).toEqual(["deux", "deux", "deux"]);
    expect(await broker.accessToken()).toEqual({ ok: true, value: "trois" });
    expect(asked).toEqual(["reprise-un", "reprise-deux"]);
  });
});

describe("a refresh that does not come", () => {
  test.each<PscFailure>([
    { code: "unavailable", detail: "timeout" },
    { code: "config", detail: "client-rejected" },
    { code: "protocol", detail: "invalid-response" },
    { code: "cancelled" },
  ])("%j leaves the session as it was, and the next need asks again", async (failure) => {
    const broker = brokerOf();
    now += 110_000;
    answers = [failure, tokens({ accessToken: "deux", expiresAt: now + 120_000 })];
    expect(await broker.accessToken()).toEqual({ ok: false, failure });
    expect(ends()).toEqual([]);
    expect(await broker.accessToken()).toEqual({ ok: true, value: "deux" });
  });

  test("because the provider ended the session: said once, whoever asks, and no token is left (CONF.10)", async () => {
    const broker = brokerOf();
    answers = [{ code: "session-ended" }];
    const all = await Promise.all([1, 2, 3].map(() => broker.accessToken({ refused: "un" })));
    expect(all.every((one) => !one.ok)).toBe(true);
    expect(await broker.accessToken()).toMatchObject({ ok: false, failure: { code: "session-ended" } });
    expect([ends().length, asked.length, closed]).toEqual([1, 1, []]);
  });

  test("because it is somebody else's: the session is closed at the provider too", async () => {
    const broker = brokerOf();
    answers = [{ code: "protocol", detail: "other-person" }];
    await broker.accessToken({ refused: "un" });
    expect([ends().length, closed]).toEqual([1, ["un"]]);
  });
});

describe("what crosses", () => {
  test("a sign-out during a refresh wins: what comes is thrown away", async () => {
    holds = true;
    const broker = brokerOf();
    answers = [tokens({ accessToken: "deux" })];
    const asking = broker.accessToken({ refused: "un" });
    await broker.signOut();
    held?.();
    expect(await asking).toEqual({ ok: false, failure: { code: "session-ended", detail: "signed-out" } });
    expect(await broker.accessToken()).toMatchObject({ ok: false });
    expect(ends()).toEqual([{ kind: "ended", reason: "signed-out" }]);
  });

  test("a second sign-out tells nobody twice", async () => {
    const broker = brokerOf();
    expect([await broker.signOut(), await broker.signOut()]).toEqual([true, false]);
    expect([closed, ends().length]).toEqual([["un"], 1]);
  });

  test("a key pressed after the half hour brings nothing back; one before it starts another", async () => {
    const broker = brokerOf({ expiresAt: START + 9 * HOUR });
    now += 29 * 60_000;
    broker.rememberActivity();
    expect(broker.endsAt()).toBe(now + 30 * 60_000);
    now += 31 * 60_000;
    broker.rememberActivity();
    expect(await broker.accessToken()).toEqual({ ok: false, failure: { code: "session-ended", detail: "idle" } });
    expect(ends()).toEqual([{ kind: "ended", reason: "idle" }]);
  });

  test.each([
    ["half an hour", 29 * 60_000, "idle"],
    ["four hours", 3.9 * HOUR, "duration"],
  ] as const)("a clock set back by a day does not make a session last beyond %s", async (_name, spent, reason) => {
    const broker = brokerOf({ expiresAt: START + 90 * HOUR, refreshExpiresAt: undefined });
    if (reason === "duration") for (; now < START + spent; now += 10 * 60_000) broker.rememberActivity();
    now -= 24 * HOUR;
    await broker.review();
    const most = reason === "idle" ? HOUR / 2 : 4 * HOUR;
    expect(broker.endsAt()).toBeLessThanOrEqual(now + most);
    for (const until = now + most; now < until; now += 10 * 60_000)
      if (reason === "duration") broker.rememberActivity();
    await broker.review();
    expect(ends()).toEqual([{ kind: "ended", reason }]);
  });

  test("a refused token that is no longer the one in use costs no refresh", async () => {
    const broker = brokerOf();
    answers = [tokens({ accessToken: "deux" })];
    await broker.accessToken({ refused: "un" });
    expect(await broker.accessToken({ refused: "un" })).toEqual({ ok: true, value: "deux" });
    expect(asked).toHaveLength(1);
  });
});
