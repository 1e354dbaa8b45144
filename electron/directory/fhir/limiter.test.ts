import { setMaxListeners } from "node:events";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Clock } from "../ports";
import { createLimiter } from "./limiter";

/** A clock whose waits end when a test moves it, in their order, or when their signal aborts. */
function handClock(): Clock & { readonly advance: (ms: number) => Promise<void> } {
  let now = 1_000_000;
  let waits: { readonly at: number; readonly end: () => void }[] = [];
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
  return {
    now: () => now,
    wait: (ms, signal) =>
      new Promise((resolve) => {
        waits.push({ at: now + ms, end: resolve });
        signal?.addEventListener("abort", () => resolve(), { once: true });
      }),
    advance: async (ms) => {
      await settle();
      const until = now + ms;
      for (let next = soonest(); next !== undefined && next.at <= until; next = soonest()) {
        now = Math.max(now, next.at);
        waits = waits.filter((wait) => wait !== next);
        next.end();
        await settle();
      }
      now = until;
    },
  };
  function soonest() {
    return waits.toSorted((one, other) => one.at - other.at)[0];
  }
}

const never = new AbortController().signal;
setMaxListeners(0, never);

test("whatever the bursts, no second sees more calls than allowed, and every call starts", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ calls: fc.integer({ min: 1, max: 12 }), pause: fc.integer({ min: 0, max: 1500 }) }), {
        maxLength: 8,
      }),
      fc.integer({ min: 1, max: 5 }),
      async (bursts, perSecond) => {
        const clock = handClock();
        const allowed = createLimiter(clock, perSecond);
        const starts: number[] = [];
        for (const { calls, pause } of bursts) {
          for (let call = 0; call < calls; call += 1) void allowed(never).then(() => starts.push(clock.now()));
          await clock.advance(pause);
        }
        await clock.advance(200_000);
        expect(starts).toHaveLength(bursts.reduce((sum, { calls }) => sum + calls, 0));
        for (const [index, start] of starts.slice(perSecond).entries())
          expect(start - (starts[index] ?? 0)).toBeGreaterThanOrEqual(1000);
      },
    ),
    { numRuns: 40 },
  );
});

test("the first calls start at once, the next a second later", async () => {
  const clock = handClock();
  const allowed = createLimiter(clock, 2);
  const begin = clock.now();
  const starts: number[] = [];
  for (let call = 0; call < 5; call += 1) void allowed(never).then(() => starts.push(clock.now() - begin));
  await clock.advance(10_000);
  expect(starts).toEqual([0, 0, 1000, 1000, 2000]);
});

test("a call given up while waiting leaves its turn to the next one", async () => {
  const clock = handClock();
  const allowed = createLimiter(clock, 1);
  const begin = clock.now();
  const stop = new AbortController();
  setMaxListeners(0, stop.signal);
  await allowed(never);
  const abandoned = Array.from({ length: 20 }, () => allowed(stop.signal));
  stop.abort();
  await Promise.all(abandoned);
  const started = allowed(never).then(() => clock.now() - begin);
  await clock.advance(30_000);
  expect(await started).toBe(1000);
});
