import fc from "fast-check";
import { expect, test } from "vitest";
import { snoozeTimes } from "./snooze-times";

const choices = (now: Date): readonly string[] =>
  snoozeTimes(now).map(({ choice, at }) => `${choice} ${at.getDate()}/${at.getMonth() + 1} ${at.getHours()}h`);

test("from a Sunday, tomorrow is Monday and is said once", () =>
  expect(choices(new Date(2026, 10, 22, 10))).toEqual(["tomorrow 23/11 8h", "three-days 25/11 8h", "week 29/11 8h"]));

test("from a Friday, Monday is in three days; from a Tuesday it comes after them", () => {
  expect(choices(new Date(2026, 10, 20, 23))).toEqual(["tomorrow 21/11 8h", "three-days 23/11 8h", "week 27/11 8h"]);
  expect(choices(new Date(2026, 10, 24, 0))).toEqual([
    "tomorrow 25/11 8h",
    "three-days 27/11 8h",
    "monday 30/11 8h",
    "week 1/12 8h",
  ]);
});

test("on a Monday, next Monday is in a week", () =>
  expect(choices(new Date(2026, 10, 23, 7))).toEqual(["tomorrow 24/11 8h", "three-days 26/11 8h", "monday 30/11 8h"]));

test("every moment is to come, in order, at eight", () => {
  fc.assert(
    fc.property(fc.date({ min: new Date(2020, 0, 1), max: new Date(2090, 0, 1), noInvalidDate: true }), (now) => {
      const times = snoozeTimes(now).map(({ at }) => at);
      expect(times.every((at) => at > now && at.getHours() === 8)).toBe(true);
      expect(times).toEqual(times.toSorted((a, b) => a.getTime() - b.getTime()));
    }),
  );
});
