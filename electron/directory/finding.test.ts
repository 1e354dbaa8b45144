import fc from "fast-check";
import { expect, test } from "vitest";
import { cleanAddress, cleanText, kindOf } from "./finding";

test("whatever a directory sends, its text is one line without any character that hides or turns the others", () => {
  const hostile = fc.string({
    unit: fc.constantFrom("a", "É", " ", "\n", "\u0000", "\u202E", "\u2066", "\u200B", "\uFEFF", "\u001B", "\u{1F600}"),
    maxLength: 60,
  });
  fc.assert(
    fc.property(hostile, fc.integer({ min: 1, max: 30 }), (text, most) => {
      const clean = cleanText(text, most);
      expect([...clean].length).toBeLessThanOrEqual(most);
      expect(clean).not.toMatch(/[\p{Cc}\u202E\u2066\u200B\uFEFF]|^ | $| {2}/u);
    }),
  );
});

test.each([
  ["Hélène  D'ARC", "Hélène D'ARC"],
  [" Jean\tDEMO\r\n", "Jean DEMO"],
  [42, ""],
  [null, ""],
  [["x"], ""],
])("%j is read as « %s »", (value, expected) => expect(cleanText(value)).toBe(expected));

test("a text is cut between characters, never inside one", () => {
  expect(cleanText("\u{1F600}".repeat(300), 200)).toBe("\u{1F600}".repeat(200));
  expect(cleanText("x".repeat(9_000_000), 5)).toBe("xxxxx");
});

test.each([
  "alix.fictif@demo.mssante.fr, autre@demo.mssante.fr",
  "Alix <alix.fictif@demo.mssante.fr>",
  "alix.fictif",
  "alix\u202E.fictif@demo.mssante.fr",
  "",
  undefined,
  { toString: () => "alix@demo.mssante.fr" },
])("%j is no address to write to", (value) => expect(cleanAddress(value)).toBeUndefined());

test.each([
  ["per", "PER"],
  [" ORG ", "ORG"],
  ["APP", "APP"],
  ["CAB", "CAB"],
  ["patient", "unknown"],
  ["team", "unknown"],
  ["", "unknown"],
  [7, "unknown"],
])("a mailbox said %j is of kind %s", (value, kind) => expect(kindOf(value)).toBe(kind));
