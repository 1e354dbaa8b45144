import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { shiftOf, type SeenRow } from "./list-anchor";

const ROW = 60;
const placed = (keys: readonly string[]): readonly SeenRow[] =>
  keys.map((key, at) => ({ key, start: at * ROW, size: ROW }));
/** What is seen of a list from its fourth row on, and the shift once the list is another. */
const shift = (before: readonly string[], after: readonly string[]): number => {
  const now = new Map(placed(after).map(({ key, start }) => [key, start]));
  return shiftOf(placed(before).slice(3, 7), (key) => now.get(key));
};
const list = ["a", "b", "c", "d", "e", "f", "g", "h"];

describe("what is seen of a list", () => {
  test("stays where nothing changed, or something came below", () => {
    expect(shift(list, list)).toBe(0);
    expect(shift(list, [...list, "new"])).toBe(0);
  });

  test("stays in place when rows come above", () => {
    expect(shift(list, ["new", ...list])).toBe(ROW);
    expect(shift(list, ["a", "one", "two", ...list.slice(1)])).toBe(2 * ROW);
  });

  test("stays in place when rows go above", () => expect(shift(list, list.slice(1))).toBe(-ROW));

  test("does not follow a row that goes to the top", () => {
    expect(shift(list, ["d", "a", "b", "c", "e", "f", "g", "h"])).toBe(0);
    expect(shift(list, ["f", "a", "b", "c", "d", "e", "g", "h"])).toBe(ROW);
    expect(shift(list, ["h", "a", "b", "c", "d", "e", "f", "g"])).toBe(ROW);
  });

  test("comes up when a row of it goes", () => {
    expect(shift(list, ["a", "b", "c", "e", "f", "g", "h"])).toBe(0);
    expect(shift(list, ["a", "b", "c", "d", "f", "g", "h"])).toBe(0);
  });

  test("says nothing once none of it is left", () => expect(shift(list, ["x", "y"])).toBe(0));

  test("is found again whatever comes and goes above it", () => {
    fc.assert(
      fc.property(fc.nat({ max: 20 }), fc.subarray(["a", "b", "c"]), (came, stayed) => {
        const above = [...Array.from({ length: came }, (_, at) => `new-${at}`), ...stayed];
        expect(shift(list, [...above, ...list.slice(3)])).toBe((above.length - 3) * ROW);
      }),
    );
  });
});
