import { expect, test } from "vitest";
import { choose, neighbour, positions, rowsOf } from "./list-keys";

const keys = ["a", "b", "c", "d"];

test("headings have no position and do not count", () => {
  const rows = [
    { kind: "group", key: "today" },
    { kind: "item", key: "a" },
    { kind: "group", key: "yesterday" },
    { kind: "item", key: "b" },
  ] as const;
  expect(rowsOf(rows)).toEqual(["a", "b"]);
  expect([...positions(rows)]).toEqual([
    ["a", 1],
    ["b", 2],
  ]);
});

test.each([
  ["b", 1, "c"],
  ["b", -1, "a"],
  ["a", -1, "a"],
  ["d", 1, "d"],
  ["b", 10, "d"],
  [null, 1, "a"],
  ["gone", -1, "a"],
])("from %s, %d places further is %s", (active, by, expected) => expect(neighbour(keys, active, by)).toBe(expected));
test("an empty list has no neighbour", () => expect(neighbour([], "a", 1)).toBeNull());

test("choosing twice takes back", () => {
  const once = choose(keys, new Set(), "a", { kind: "toggle", key: "b" });
  expect([...once]).toEqual(["b"]);
  expect([...choose(keys, once, "a", { kind: "toggle", key: "b" })]).toEqual([]);
});
test("a range goes from the active item, in both directions, and keeps what was chosen", () => {
  expect([...choose(keys, new Set(["d"]), "c", { kind: "range", to: "b" })]).toEqual(["d", "b", "c"]);
  expect([...choose(keys, new Set(), null, { kind: "range", to: "b" })]).toEqual(["a", "b"]);
  expect([...choose(keys, new Set(["a"]), "a", { kind: "range", to: "gone" })]).toEqual(["a"]);
});
test("all and none", () => {
  expect(choose(keys, new Set(), null, { kind: "all" }).size).toBe(4);
  expect(choose(keys, new Set(keys), null, { kind: "none" }).size).toBe(0);
});
