import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expanded, isUid, rangesIn, rangesOf, slices, uidSet, writtenRanges } from "./uid-set";

/** Reads a sequence set back, by the grammar of RFC 3501 §9. */
const expand = (set: string): number[] =>
  set.split(",").flatMap((range) => {
    const [first = 0, last = first] = range.split(":").map(Number);
    return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  });

describe("sets of UIDs", () => {
  it.each([
    [[1], "1"],
    [[3, 4, 5, 9], "3:5,9"],
    [[9, 3, 5, 4, 4], "3:5,9"],
    [[1, 3, 5], "1,3,5"],
    [[4294967295], "4294967295"],
  ])("%j is written %s", (uids, written) => expect(uidSet(uids)).toBe(written));

  it("hold exactly the UIDs they were made of", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1 }), (uids) => {
        expect(expand(uidSet(uids))).toEqual([...new Set(uids)].sort((a, b) => a - b));
      }),
    );
  });

  it("are empty of nothing", () => expect(uidSet([])).toBe(""));

  it("come back from their ranges, as a server may write them", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 300 })), (uids) => {
        const ranges = rangesOf(uids);
        expect(rangesIn(writtenRanges(ranges))).toEqual(ranges);
        expect(expanded(ranges, 1000)).toEqual([...new Set(uids)].sort((a, b) => a - b));
      }),
    );
    expect(rangesIn("9:7,1,3:4")).toEqual([
      [1, 1],
      [3, 4],
      [7, 9],
    ]);
    expect(expanded(rangesIn("1:5,3:7"), 1000)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  it("hold no more than is asked, whatever a server says: the highest", () => {
    expect(expanded(rangesIn("1:4294967295"), 3)).toEqual([4294967293, 4294967294, 4294967295]);
    expect(expanded(rangesIn("1:2,8:9"), 3)).toEqual([2, 8, 9]);
    for (const odd of ["", "*", "1:*", "0:3", "a", "1:2:b", "-4", "1:4294967296"])
      expect(rangesIn(odd).every(([first, last]) => isUid(first) && isUid(last))).toBe(true);
    expect(rangesIn("")).toEqual([]);
  });
});

describe("slices", () => {
  it("grow from the first to the longest, doubling", () => {
    const lengths = slices(Array.from({ length: 1000 }), 300, 50).map((part) => part.length);
    expect(lengths).toEqual([50, 100, 200, 300, 300, 50]);
  });

  it("keep every item in its order, none longer than asked", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer()),
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 20 }),
        (items, size, first) => {
          const parts = slices(items, size, first);
          expect(parts.flat()).toEqual(items);
          expect(parts.every((part, index) => part.length > 0 && part.length <= (index === 0 ? first : size))).toBe(
            true,
          );
        },
      ),
    );
  });
});

it("a UID is a positive integer of 32 bits", () => {
  for (const good of [1, 42, 4294967295]) expect(isUid(good)).toBe(true);
  for (const bad of [0, -1, 1.5, 4294967296, Number.NaN, "1", null]) expect(isUid(bad)).toBe(false);
});
