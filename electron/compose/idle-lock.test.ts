import { expect, test } from "vitest";
import type { KeyProtection, StoreState } from "#shared/domain/session";
import { createIdleLock } from "./idle-lock";

const MINUTE = 60_000;

/** A desk whose clock and store a test moves; `tick` lets time pass as timers see it, `sleep` as a sleeping machine does. */
function desk(protection: KeyProtection, minutes = 120) {
  let now = 1_000_000;
  let timer: { readonly at: number; readonly act: () => void } | null = null;
  let wakes = 0;
  let store: StoreState = { state: "ready", protection };
  const reported: string[] = [];
  let lasts = minutes;
  let locks = 0;
  let refuses = false;
  const ports = {
    now: () => now,
    after: (ms: number, act: () => void) => {
      const set = { at: now + ms, act };
      timer = set;
      return () => void (timer = timer === set ? null : timer);
    },
    minutes: () => lasts,
    store: () => store,
    lock: async () => {
      locks += 1;
      if (refuses) throw new Error("no");
      store = { state: "locked", protection: "passphrase", wrong: false };
    },
    report: (_error: unknown, about: string) => void reported.push(about),
  };
  const lock = createIdleLock(ports);
  lock.opened();
  return {
    lock,
    reported,
    locks: () => locks,
    refuse: () => void (refuses = true),
    sleep: (ms: number) => void (now += ms),
    tick: (ms: number) => {
      const end = now + ms;
      while (timer !== null && timer.at <= end) {
        const due = timer;
        timer = null;
        now = due.at;
        wakes += 1;
        due.act();
      }
      now = end;
    },
    wakes: () => wakes,
    lasts: (minutes: number) => {
      lasts = minutes;
      lock.look();
    },
    unlock: () => {
      store = { state: "ready", protection };
      lock.opened();
    },
  };
}

test.each(["passphrase", "vault-and-pin"] as const)(
  "a store under %s is locked after two hours without anybody",
  (by) => {
    const one = desk(by);
    one.tick(119 * MINUTE);
    expect(one.locks()).toBe(0);
    one.tick(2 * MINUTE);
    expect(one.locks()).toBe(1);
    one.tick(10 * MINUTE);
    expect(one.locks()).toBe(1);
  },
);

test("it is locked to the minute, with a wake a minute at most; a shorter delay counts from the last key", () => {
  const one = desk("passphrase", 45);
  one.tick(45 * MINUTE - 1);
  expect([one.locks(), one.wakes()]).toEqual([0, 44]);
  one.tick(1);
  expect(one.locks()).toBe(1);
  const two = desk("passphrase", 120);
  two.tick(6 * MINUTE);
  two.lasts(5);
  expect(two.locks()).toBe(1);
  const open = desk("vault", 15);
  open.tick(300 * MINUTE);
  expect(open.wakes()).toBe(0);
});

test("a key puts it off", () => {
  const one = desk("passphrase", 15);
  for (let time = 0; time < 10; time += 1) {
    one.tick(14 * MINUTE);
    one.lock.active();
  }
  expect(one.locks()).toBe(0);
});

test.each(["vault", "demo-file"] as const)("a store under %s has no secret to ask again: it stays open", (by) => {
  const one = desk(by);
  one.tick(300 * MINUTE);
  expect(one.locks()).toBe(0);
});

test("a machine that slept past the time is locked as it wakes, before its first key counts", () => {
  const one = desk("vault-and-pin");
  one.sleep(180 * MINUTE);
  one.lock.look();
  expect(one.locks()).toBe(1);
  const two = desk("vault-and-pin");
  two.sleep(180 * MINUTE);
  two.lock.active();
  expect(two.locks()).toBe(1);
});

test("whoever opens it again has the whole time before her", () => {
  const one = desk("passphrase", 30);
  one.tick(31 * MINUTE);
  expect(one.locks()).toBe(1);
  one.tick(200 * MINUTE);
  one.unlock();
  one.tick(29 * MINUTE);
  expect(one.locks()).toBe(1);
  one.tick(2 * MINUTE);
  expect(one.locks()).toBe(2);
});

test("a lock that fails is reported, and nothing watches any more once stopped", async () => {
  const one = desk("passphrase", 15);
  one.refuse();
  one.tick(16 * MINUTE);
  await Promise.resolve();
  expect(one.reported).toEqual(["idle lock"]);
  one.tick(15 * MINUTE);
  expect(one.locks()).toBe(2);
  const two = desk("passphrase", 15);
  two.lock.stop();
  two.tick(60 * MINUTE);
  expect(two.locks()).toBe(0);
});

test("a clock set back leaves the time that was left, not the hours it went back by", () => {
  const one = desk("passphrase", 10);
  one.tick(9 * MINUTE);
  one.sleep(-24 * 60 * MINUTE);
  one.lock.look();
  one.tick(9 * MINUTE);
  expect(one.locks()).toBe(0);
  one.tick(2 * MINUTE);
  expect(one.locks()).toBe(1);
});
