import { expect, it } from "vitest";
import { cpuTimeOf } from "../testing/cpu-time";
import { listPattern } from "./list-pattern";

it.each([
  ["*", "a/b", true],
  ["%", "a/b", false],
  ["%", "a", true],
  ["a/%", "a/b", true],
  ["a/%", "a/b/c", false],
  ["a*c", "a/b/c", true],
  ["%/%", "a/b", true],
  ["", "", true],
  ["", "a", false],
  ["inbox", "INBOX", true],
  ["sent", "Sent", false],
  ["d’été*", "d’été 😀", true],
  ["*😀", "d’été 😀", true],
  ["a.c", "abc", false],
])("pattern %j against %j: %s", (pattern, name, expected) => {
  expect(listPattern(pattern)(name)).toBe(expected);
});

it("answers a pattern of thousands of wildcards at once", async () => {
  const spent = await cpuTimeOf(() => expect(listPattern(`${"%a*".repeat(5000)}b`)("a".repeat(200))).toBe(false));
  expect(spent).toBeLessThan(2000);
});
