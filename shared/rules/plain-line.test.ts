import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { plainBody, plainLine } from "./plain-line";

describe("a line from a header", () => {
  test.each([
    ["Été à l’hôpital", "Été à l’hôpital"],
    ["  a  ", "a"],
    ["a\r\n\tb", "a b"],
    ["a\u0000\u0001b", "a b"],
    ["a\u0085b\u2028c", "a b c"],
    ["a\u202eb\u2066c\u200fd", "abcd"],
    ["a\u200bb\u2060c\ufeffd\u00ade", "abcde"],
    ["שלום مرحبا", "שלום مرحبا"],
    ["😀", "😀"],
    ["\ud83d", "\ufffd"],
    ["", ""],
  ])("%j is shown as %j", (text, shown) => {
    expect(plainLine(text)).toBe(shown);
  });

  test("what is plain already stays as it is, and cleaning twice changes nothing", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 100 }), (text) => {
        expect(plainLine(plainLine(text))).toBe(plainLine(text));
      }),
    );
  });

  test("no line is longer than its bound", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), fc.integer({ min: 0, max: 50 }), (text, max) => {
        expect(plainLine(text, max).length).toBeLessThanOrEqual(max);
      }),
    );
  });
});

describe("a body", () => {
  test.each([
    ["a\r\nb\rc\nd", "a\nb\nc\nd"],
    ["a\tb", "a\tb"],
    ["a\u000b\u000c\u001bb", "ab"],
    ["a\u202eb\u202c", "ab"],
    ["a\u2028b", "a\nb"],
    ["  retrait\n    gardé  ", "  retrait\n    gardé  "],
  ])("%j is shown as %j", (text, shown) => {
    expect(plainBody(text)).toBe(shown);
  });

  test("keeps nothing that is not text, whatever comes in", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
        expect(plainBody(text)).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
        expect(plainBody(plainBody(text))).toBe(plainBody(text));
      }),
    );
  });
});
