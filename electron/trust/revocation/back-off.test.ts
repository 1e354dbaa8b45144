import fc from "fast-check";
import { expect, test } from "vitest";
import { mayAskAgainAt, type PublisherFailure } from "./back-off";

const MINUTE = 60_000;
const waits = (kind: PublisherFailure["kind"], holdsUsable: boolean) =>
  [1, 2, 3, 4, 5, 6, 20].map((count) => mayAskAgainAt({ kind, at: 1_000, count }, holdsUsable) - 1_000);

test("a publisher that asked to be left alone is, from a quarter of an hour to six hours", () => {
  const expected = [15, 30, 60, 120, 240, 360, 360].map((minutes) => minutes * MINUTE);
  expect(waits("refused", true)).toEqual(expected);
  expect(waits("refused", false)).toEqual(expected);
});

test("one that answers something else is asked after a minute, then less and less", () => {
  expect(waits("strange", false)).toEqual([1, 2, 4, 8, 16, 32, 360].map((minutes) => minutes * MINUTE));
});

test("one out of reach is tried every ten seconds while nothing is held, so that mail comes back by itself; otherwise there is no hurry", () => {
  expect(waits("silent", false)).toEqual([5_000, 10_000, 10_000, 10_000, 10_000, 10_000, 10_000]);
  expect(waits("silent", true)).toEqual([1, 2, 4, 8, 15, 15, 15].map((minutes) => minutes * MINUTE));
});

test("never before the publisher said, never more than six hours, never in the past", () => {
  const failures = fc.record({
    kind: fc.constantFrom("silent", "strange", "refused"),
    at: fc.nat(),
    count: fc.integer({ min: 1, max: 1_000_000 }),
    retryAfterMs: fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }),
  });
  fc.assert(
    fc.property(failures, fc.boolean(), (failure, holdsUsable) => {
      const wait = mayAskAgainAt(failure, holdsUsable) - failure.at;
      expect(wait).toBeGreaterThan(0);
      expect(wait).toBeLessThanOrEqual(360 * MINUTE);
      expect(wait).toBeGreaterThanOrEqual(Math.min(360 * MINUTE, failure.retryAfterMs));
    }),
  );
});
