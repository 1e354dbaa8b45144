import { expect, test } from "vitest";
import { readMessageId, readMessageIds } from "./message-ids";
import { cpuMs } from "./testing/cpu-time";

test.each([
  ["<a@b.fr>", ["<a@b.fr>"]],
  ["<a@b.fr> <c@d.fr>", ["<a@b.fr>", "<c@d.fr>"]],
  ["<a@b.fr><c@d.fr>", ["<a@b.fr>", "<c@d.fr>"]],
  ["message de Jeanne <a@b.fr> du 20", ["<a@b.fr>"]],
  ["<a b@c.fr>", []],
  ["<>", []],
  ["", []],
  ["<a@b.fr", []],
])("%j holds %j", (header, ids) => {
  expect(readMessageIds(header)).toEqual(ids);
});

test("of many references the first and the latest hundred are kept", () => {
  const all = Array.from({ length: 1_000 }, (_, index) => `<${index}@demo.fr>`);
  const kept = readMessageIds(all.join(" "));
  expect(kept).toHaveLength(100);
  expect(kept[0]).toBe("<0@demo.fr>");
  expect(kept.at(-1)).toBe("<999@demo.fr>");
});

test.each([
  ["<a@b.fr>", "<a@b.fr>"],
  ["a@b.fr", "<a@b.fr>"],
  [" a@b.fr ", "<a@b.fr>"],
  ["a b@c.fr", ""],
  ["rien", ""],
  ["", ""],
  [`<${"a".repeat(2_000)}@b.fr>`, ""],
])("the identifier of %j is %j", (header, id) => {
  expect(readMessageId(header)).toBe(id);
});

test("a quarter of a megabyte of openings is read at once", () => {
  const time = cpuMs(() => {
    readMessageIds("<a".repeat(131_072));
  });
  expect(time).toBeLessThan(500);
});
