import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { orderedIds } from "./ordered-ids";

test("an id is a UUID of version 7 without its hyphens", () => {
  const next = orderedIds(() => Date.UTC(2026, 0, 2), randomUUID);
  for (let turn = 0; turn < 50; turn += 1) expect(next()).toMatch(/^[0-9a-f]{12}7[0-9a-f]{3}[89ab][0-9a-f]{15}$/u);
});

test("an id begins with the moment it was made", () => {
  const at = Date.UTC(2026, 0, 2, 3, 4, 5, 678);
  expect(Number.parseInt(orderedIds(() => at, randomUUID)().slice(0, 12), 16)).toBe(at);
});

test("ids sort as they were made and none comes twice, wherever the clock goes and however many are made at once", () => {
  const steps = fc.array(
    fc.record({ step: fc.integer({ min: -5000, max: 5000 }), made: fc.integer({ min: 1, max: 40 }) }),
    {
      minLength: 1,
      maxLength: 20,
    },
  );
  fc.assert(
    fc.property(steps, (moves) => {
      let now = Date.UTC(2026, 0, 2);
      const next = orderedIds(() => now, randomUUID);
      const ids = moves.flatMap(({ step, made }) => {
        now += step;
        return Array.from({ length: made }, next);
      });
      expect(ids).toEqual([...new Set(ids)].toSorted());
    }),
  );
});

test("more than a millisecond can number go on in the next", () => {
  const next = orderedIds(() => 1_700_000_000_000, randomUUID);
  const ids = Array.from({ length: 9000 }, next);
  expect(ids).toEqual([...new Set(ids)].toSorted());
});

test("two stores that make ids at the same moment make different ones", () => {
  const [one, other] = [1, 2].map(() => orderedIds(() => 1_700_000_000_000, randomUUID));
  expect(one?.()).not.toBe(other?.());
});
