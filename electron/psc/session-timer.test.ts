import { beforeEach, expect, test } from "vitest";
import type { PscResult } from "./ciba";
import { type IdNat, parseIdNat } from "./id-nat";
import { createPscSession, type PscSession } from "./session";
import type { PscState } from "./state";
import type { TokenSet } from "./token-set";

const MINUTE = 60_000;
const idNat: IdNat = parseIdNat("899700000011") ?? expect.fail("no identifier");

/** A session whose clock a test moves: only its one timer passes time on; the provider grants whatever is asked unless it is away. */
function stage() {
  let now = 1_000_000;
  let timer: { readonly at: number; readonly act: () => void } | null = null;
  let wakes = 0;
  let refreshes = 0;
  const provider = { isAway: false };
  const states: PscState[] = [];
  const tokens = (): TokenSet => ({
    accessToken: `token-${refreshes}`,
    expiresAt: now + 2 * MINUTE,
    refreshToken: "again",
    refreshExpiresAt: now + 30 * MINUTE,
    idToken: undefined,
    subject: undefined,
  });
  const identity = { idNat, rpps: "99700000011", givenName: "Claire", familyName: "DEMO", subject: "demo" };
  const session: PscSession = createPscSession({
    client: {
      signIn: async () => ({ ok: true, value: { identity, startedAt: now, tokens: tokens() } }),
      refresh: async (): Promise<PscResult<TokenSet>> => {
        refreshes += 1;
        return provider.isAway ? { ok: false, failure: { code: "unavailable" } } : { ok: true, value: tokens() };
      },
      signOut: async () => true,
    },
    clock: {
      now: () => now,
      after: (ms, act) => {
        const set = { at: now + ms, act };
        timer = set;
        return () => void (timer = timer === set ? null : timer);
      },
      wait: async () => undefined,
    },
  });
  session.onState((state) => states.push(state));
  return {
    session,
    states,
    provider,
    refreshes: () => refreshes,
    wakes: () => wakes,
    isSet: () => timer !== null,
    sleep: (ms: number) => void (now += ms),
    pass: async (ms: number) => {
      const end = now + ms;
      while (timer !== null && timer.at <= end) {
        const due: { readonly at: number; readonly act: () => void } = timer;
        timer = null;
        now = due.at;
        wakes += 1;
        due.act();
        // What the review asks of the provider is answered within these turns.
        for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
      }
      now = end;
    },
  };
}

let one: ReturnType<typeof stage>;
beforeEach(async () => {
  one = stage();
  await one.session.signIn({ idNat, channel: "mobile" });
});

test("a session that nobody uses sleeps, says nothing, and ends to the second", async () => {
  const told = one.states.length;
  expect(one.session.state().state).toBe("signed-in");
  await one.pass(30 * MINUTE - 1);
  expect([one.states.length, one.refreshes()]).toEqual([told, 0]);
  expect(one.wakes()).toBeLessThan(15);
  await one.pass(1);
  expect(one.states.slice(told)).toEqual([{ state: "ended", reason: "idle" }]);
  expect(one.isSet()).toBe(false);
});

test("a key moves the end, which is said at once, and has the session refreshed at half its life", async () => {
  await one.pass(10 * MINUTE);
  const told = one.states.length;
  one.session.rememberActivity();
  expect(one.states.slice(told)).toMatchObject([{ state: "signed-in", secondsLeft: 1800 }]);
  await one.pass(5 * MINUTE - 1);
  expect(one.refreshes()).toBe(0);
  await one.pass(1);
  expect(one.refreshes()).toBe(1);
  await one.pass(25 * MINUTE);
  expect(one.states.at(-1)).toEqual({ state: "ended", reason: "idle" });
});

test("a key pressed after half its life has it refreshed at once", async () => {
  await one.pass(20 * MINUTE);
  one.session.rememberActivity();
  await one.pass(0);
  expect(one.refreshes()).toBe(1);
});

test("what was due while the provider was away is asked again every half minute, not without end at once", async () => {
  one.provider.isAway = true;
  one.session.rememberActivity();
  await one.pass(1);
  one.session.rememberActivity();
  await one.pass(16 * MINUTE);
  expect(one.refreshes()).toBe(3);
  one.provider.isAway = false;
  await one.pass(MINUTE);
  expect(one.refreshes()).toBe(4);
  expect(one.session.state()).toMatchObject({ state: "signed-in" });
});

test("a machine that slept past the end says so as it wakes, and nothing is left to wait for", async () => {
  one.sleep(60 * MINUTE);
  await one.session.wake();
  expect(one.states.at(-1)).toEqual({ state: "ended", reason: "idle" });
  expect(one.isSet()).toBe(false);
});
