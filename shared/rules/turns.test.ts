import fc from "fast-check";
import { expect, test } from "vitest";
import { turnsOf } from "./turns";

/** Turns over a clock moved by hand. */
function byHand(most: number, ms: number) {
  let now = 0;
  let regained = 0;
  let waiting: { readonly at: number; readonly act: () => void }[] = [];
  const after = (delay: number, act: () => void): void => void waiting.push({ at: now + delay, act });
  const turns = turnsOf<string>({ most, ms }, after, () => void (regained += 1));
  const advance = (step: number): void => {
    for (const end = now + step; now < end;) {
      now += 1;
      const due = waiting.filter(({ at }) => at <= now);
      waiting = waiting.filter(({ at }) => at > now);
      for (const { act } of due) act();
    }
  };
  const takeAll = (key: string): number => {
    let taken = 0;
    for (; turns.may(key); taken += turns.next((one) => one === key).length) turns.wait([key]);
    return taken;
  };
  return { ...turns, advance, takeAll, regained: () => regained, left: () => waiting.length };
}

test("a few turns may be taken at once, and one more each time that passes", () => {
  const { takeAll, advance } = byHand(2, 80);
  expect(takeAll("list")).toBe(2);
  advance(79);
  expect(takeAll("list")).toBe(0);
  advance(1);
  expect(takeAll("list")).toBe(1);
  advance(80);
  expect(takeAll("list")).toBe(1);
});

test("a key has nothing to do with another", () => {
  const { takeAll } = byHand(2, 80);
  takeAll("mailboxes");
  expect(takeAll("list")).toBe(2);
});

test("what waits takes its turn once it comes back, once, and what is not wanted yet goes on waiting", () => {
  const { wait, next, takeAll, advance } = byHand(1, 80);
  takeAll("list");
  wait(["list", "counts", "list"]);
  expect(next((key) => key !== "counts")).toEqual([]);
  advance(80);
  expect(next((key) => key !== "counts")).toEqual(["list"]);
  expect([next(), next()]).toEqual([["counts"], []]);
});

test("after a calm all turns are back, and nothing waits any more", () => {
  const { takeAll, advance, regained, left } = byHand(3, 50);
  takeAll("list");
  advance(1000);
  expect([regained(), left()]).toEqual([3, 0]);
  expect(takeAll("list")).toBe(3);
});

test("never more are taken than there are at first and come back since", () => {
  const acts = fc.array(fc.record({ wait: fc.integer({ min: 0, max: 120 }), take: fc.boolean() }), { maxLength: 40 });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 60 }), acts, (most, ms, list) => {
      const { takeAll, advance } = byHand(most, ms);
      let time = 0;
      let taken = 0;
      for (const { wait, take } of list) {
        advance(wait);
        time += wait;
        if (take) taken += takeAll("list");
        expect(taken).toBeLessThanOrEqual(most + Math.floor(time / ms));
      }
    }),
    { numRuns: 40 },
  );
});
