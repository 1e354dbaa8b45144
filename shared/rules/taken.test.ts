import fc from "fast-check";
import { expect, test } from "vitest";
import { authorKeyword, authorOf, isTakenKeyword, takenKeyword, takerOf } from "./taken";

const MARTIN = "899700218896";
const LEROY = "899700218904";

test("who takes care of a message, or sent it, is read back from its keywords", () => {
  expect(takenKeyword(MARTIN)).toBe("$PliTaken_899700218896");
  expect(authorKeyword(MARTIN)).toBe("$PliBy_899700218896");
  const keywords = [String.raw`\Seen`, "$PliDone", takenKeyword(MARTIN) ?? "", authorKeyword(LEROY) ?? ""];
  expect(takerOf(keywords)).toBe(MARTIN);
  expect(authorOf(keywords)).toBe(LEROY);
  expect([takerOf([]), authorOf(["$PliDone"])]).toEqual(["", ""]);
});

test("two who took it at the same time: everybody sees the same one, whatever the order and the case of the server", () => {
  const both = [takenKeyword(LEROY) ?? "", takenKeyword(MARTIN) ?? ""];
  expect(takerOf(both)).toBe(MARTIN);
  expect(takerOf(both.toReversed().map((one) => one.toUpperCase()))).toBe(MARTIN);
});

test("what is no identifier makes no keyword and is read from none", () => {
  for (const odd of ["", "1234", "a b c d e", "89970021889(", "é".repeat(8), "1".repeat(33)]) {
    expect([takenKeyword(odd), authorKeyword(odd)]).toEqual([null, null]);
    expect(isTakenKeyword(`$PliTaken_${odd}`)).toBe(false);
  }
});

test("any identifier that makes a keyword is read back from it, and the keyword is an atom of IMAP", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 40 }), (idNat) => {
      const keyword = takenKeyword(idNat);
      if (keyword === null) return;
      expect(keyword).toMatch(/^\$[A-Za-z0-9_]{1,63}$/u);
      expect(takerOf([keyword])).toBe(idNat.toUpperCase());
    }),
  );
});
