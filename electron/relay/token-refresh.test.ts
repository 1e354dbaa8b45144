import { randomBytes } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import { placeOf, PSC_LIMITS } from "./kept-session";
import { createMemoryStore } from "./memory-store";
import type { IdentityProvider, ProviderResult, ProviderTokens } from "./ports";
import { createSeal, fingerprint } from "./seal";
import { createSessionKeeper, type SessionKeeper } from "./session-keeper";

const MINUTE = 60_000;

/** A provider that rotates its refresh token and ends everything when one is used twice; two instances over one store; a clock of ours. */
let now = 0;
let issued = 0;
let valid = "";
let refreshes: string[] = [];
let ended: string[] = [];
let refreshAs: (() => Promise<ProviderResult<ProviderTokens>>) | undefined;
let beforeAnswer: () => Promise<unknown> = async () => undefined;

const tokens = (): ProviderTokens => {
  issued += 1;
  valid = `refresh-${issued}`;
  return {
    accessToken: `access-${issued}`,
    expiresAt: now + 2 * MINUTE,
    refreshToken: valid,
    refreshExpiresAt: now + 30 * MINUTE,
    idToken: "id",
    subject: "s",
  };
};
const provider: IdentityProvider = {
  signIn: async () => expect.fail("nobody signs in here"),
  async refresh({ refreshToken = "" }) {
    refreshes.push(refreshToken);
    if (refreshAs !== undefined) return refreshAs();
    const good = refreshToken === valid;
    await beforeAnswer();
    return good ? { ok: true, value: tokens() } : { ok: false, failure: { code: "session-ended" } };
  },
  async signOut({ accessToken }) {
    ended.push(accessToken);
    return true;
  },
};
const clock = { now: () => now, wait: () => new Promise<void>((resolve) => setTimeout(resolve, 2)) };
let here: SessionKeeper;
let there: SessionKeeper;
let cookie = "";
let store = createMemoryStore({ now: () => now });

beforeEach(async () => {
  [now, issued, refreshes, ended, refreshAs] = [1_000_000, 0, [], [], undefined];
  beforeAnswer = async () => undefined;
  store = createMemoryStore({ now: () => now });
  const context = { store, seal: createSeal(randomBytes(32)), provider, clock, limits: PSC_LIMITS };
  [here, there] = [createSessionKeeper(context), createSessionKeeper(context)];
  const identity = { idNat: "899700000001", givenName: "Camille", familyName: "DEMO-UN", subject: "s" };
  ({ cookie } = await here.open({ identity, startedAt: now, tokens: tokens() }, "pli"));
});
const tokenAt = async (keeper: SessionKeeper, held?: string) => {
  const answer = await keeper.token(cookie, held === undefined ? undefined : fingerprint(held));
  return answer.ok ? answer.value.accessToken : answer.failure.code;
};

describe("one refresh at a time, whoever asks wherever", () => {
  test("a token with more than 20 s left is given as it is", async () => {
    now += 2 * MINUTE - 21_000;
    expect(await tokenAt(there)).toBe("access-1");
    now += 2_000;
    expect(await tokenAt(here)).toBe("access-2");
    expect(refreshes).toEqual(["refresh-1"]);
  });

  test("ten at once on two instances make one refresh and get one token", async () => {
    beforeAnswer = () => new Promise((resolve) => setTimeout(resolve, 20));
    const asked = Array.from({ length: 10 }, (_, index) => tokenAt(index % 2 === 0 ? here : there, "access-1"));
    expect(new Set(await Promise.all(asked))).toEqual(new Set(["access-2"]));
    expect(refreshes).toEqual(["refresh-1"]);
  });

  test("who holds an older one than the last is given the last, without a refresh", async () => {
    expect(await tokenAt(here, "access-1")).toBe("access-2");
    expect(await tokenAt(there, "access-1")).toBe("access-2");
    expect(refreshes).toHaveLength(1);
  });

  test("a lock left by an instance that died holds nobody up for ever", async () => {
    await store.set(`${placeOf(cookie)}:refresh`, "dead", 25_000);
    const waiting = tokenAt(here, "access-1");
    await clock.wait();
    now += 13_000;
    expect(await waiting).toBe("unavailable");
    now += 13_000;
    expect(await tokenAt(here, "access-1")).toBe("access-2");
  });

  test("a wait whose session ends meanwhile is told so", async () => {
    await store.set(`${placeOf(cookie)}:refresh`, "another", 25_000);
    const waiting = tokenAt(here, "access-1");
    await there.end(cookie);
    expect(await waiting).toBe("session-ended");
  });
});

describe("the end of a session", () => {
  test("by its end elsewhere while a refresh is on its way: it does not come back, here or at the provider", async () => {
    beforeAnswer = () => there.end(cookie);
    expect(await tokenAt(here, "access-1")).toBe("session-ended");
    expect(ended).toEqual(["access-1", "access-2"]);
    beforeAnswer = async () => undefined;
    expect(await tokenAt(there)).toBe("session-ended");
  });

  test("by the provider: it is forgotten", async () => {
    refreshAs = async () => ({ ok: false, failure: { code: "session-ended" } });
    expect(await tokenAt(here, "access-1")).toBe("session-ended");
    expect(await here.find(cookie)).toBeUndefined();
  });

  test("by tokens for someone else: it is closed at the provider too", async () => {
    refreshAs = async () => ({ ok: false, failure: { code: "protocol", detail: "other-person" } });
    expect(await tokenAt(here, "access-1")).toBe("session-ended");
    expect(ended).toEqual(["access-1"]);
  });

  test.each(["unavailable", "config", "protocol"] as const)("not by %s: the next refresh may succeed", async (code) => {
    refreshAs = async () => ({ ok: false, failure: { code } });
    expect(await tokenAt(here, "access-1")).toBe(code);
    refreshAs = undefined;
    expect(await tokenAt(there, "access-1")).toBe("access-2");
  });

  test("by a refresh that throws: the lock is given back", async () => {
    refreshAs = () => Promise.reject(new Error("lost"));
    await expect(tokenAt(here, "access-1")).rejects.toThrow("lost");
    refreshAs = undefined;
    expect(await tokenAt(there, "access-1")).toBe("access-2");
  });

  test("by 30 minutes without use, and not before", async () => {
    now += 29 * MINUTE;
    expect(await tokenAt(here)).toBe("access-2");
    now += 29 * MINUTE;
    expect(await tokenAt(there)).toBe("access-3");
    now += 30 * MINUTE;
    expect(await tokenAt(here)).toBe("session-ended");
  });

  test("by 4 hours, however much it is used", async () => {
    const start = now;
    while (now - start < 4 * 60 * MINUTE - 20 * MINUTE) {
      now += 20 * MINUTE;
      if (now - start < 4 * 60 * MINUTE) expect(await tokenAt(here)).toMatch(/^access-/u);
    }
    now = start + 4 * 60 * MINUTE - 1;
    expect(await tokenAt(here)).toMatch(/^access-/u);
    now += 1;
    expect(await tokenAt(here)).toBe("session-ended");
  });
});

test("a use without a refresh counts as one", async () => {
  now += 90_000;
  expect(await tokenAt(here)).toBe("access-1");
  const session = await there.find(cookie);
  expect(session?.usedAt).toBe(now);
  expect(refreshes).toEqual([]);
});

test("what another version or another hand left in the store is no session", async () => {
  for (const text of ["{}", "", "v1.AAAA", "not sealed"]) {
    await store.set(placeOf(cookie), text, MINUTE);
    expect(await here.find(cookie)).toBeUndefined();
    expect(await here.end(cookie)).toBe(false);
  }
});

test("the end of a session is told, the provider's own included", async () => {
  const answer = await here.token(cookie, undefined);
  expect(answer).toMatchObject({ ok: true, value: { expiresInMs: 2 * MINUTE, endsInMs: 30 * MINUTE } });
});
