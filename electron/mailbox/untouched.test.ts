import { expect, test } from "vitest";
import { isUntouched } from "./untouched";

const MARK = { uidValidity: "7", uidNext: 11, messages: 8, modSeq: "40" };
const CURSOR = { uidValidity: "7", highestUid: 10, lowestUid: 1, modSeq: "40" };
const held = (count: number) => () => Promise.resolve(count);
const never = () => Promise.reject(new Error("asked for nothing"));

test("a folder that says the same as the store is left alone", async () => {
  expect(await isUntouched(MARK, CURSOR, held(8))).toBe(true);
  expect(await isUntouched({ ...MARK, uidNext: 1, messages: 0 }, { ...CURSOR, highestUid: 0 }, held(0))).toBe(true);
});

test("a message less than the store knows, or one more, is looked at", async () => {
  expect(await isUntouched(MARK, CURSOR, held(9))).toBe(false);
  expect(await isUntouched(MARK, CURSOR, held(7))).toBe(false);
});

test.each([
  ["a new message, even one that is gone again", { ...MARK, uidNext: 12 }, CURSOR],
  ["a flag that changed", { ...MARK, modSeq: "41" }, CURSOR],
  ["UIDs that are no longer the same", { ...MARK, uidValidity: "8" }, CURSOR],
  ["a first synchronisation that is not over", MARK, { ...CURSOR, lowestUid: 4 }],
  ["a store that had no mod-sequence", MARK, { ...CURSOR, modSeq: null }],
  ["a folder never looked at", MARK, null],
  ["a server that does not say all of it", null, CURSOR],
])("%s is looked at without counting anything", async (_what, mark, cursor) => {
  expect(await isUntouched(mark, cursor, never)).toBe(false);
});
