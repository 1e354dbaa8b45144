import fc from "fast-check";
import { expect, test } from "vitest";
import { findInText } from "./find-in-text";

const words = (text: string, query: string): readonly string[] =>
  findInText(text, query).map(({ start, end }) => text.slice(start, end));

test("case and accents do not count, and the text is given as it is written", () => {
  expect(words("Hémoglobine glyquée, HEMOGLOBINE", "hemoglobine")).toEqual(["Hémoglobine", "HEMOGLOBINE"]);
  expect(words("Bilan hepatique", "hépatique")).toEqual(["hepatique"]);
});

test("ligatures are their letters", () => {
  expect(words("Cœur, coeur", "coeur")).toEqual(["Cœur", "coeur"]);
  expect(words("insuﬃsance", "insuffisance")).toEqual(["insuﬃsance"]);
});

test("a line that ends is a blank, whatever the number of blanks", () => {
  expect(words("compte\n   rendu", "compte rendu")).toEqual(["compte\n   rendu"]);
  expect(words("12\u00a0000\u202fUI", "12 000 ui")).toEqual(["12\u00a0000\u202fUI"]);
});

test("an accent written apart belongs to its letter", () => {
  expect(words("re\u0301sultat", "résulta")).toEqual(["re\u0301sulta"]);
  expect(words("cafe\u0301 noir", "cafe")).toEqual(["cafe\u0301"]);
});

test("a soft hyphen within a word does not hide it", () =>
  expect(words("échogra\u00adphie", "echographie")).toEqual(["échogra\u00adphie"]));

test("an apostrophe is found however it is typed", () =>
  expect(words("l’examen de l'aorte", "l'")).toEqual(["l’", "l'"]));

test("places do not overlap", () =>
  expect(findInText("aaaa", "aa")).toEqual([
    { start: 0, end: 2 },
    { start: 2, end: 4 },
  ]));

test.each(["", " ", "\n\t", "\u00ad"])("nothing to look for is found nowhere: %j", (query) =>
  expect(findInText("du texte", query)).toEqual([]),
);

test("no more is given than asked", () => expect(findInText("a".repeat(50), "a", 7)).toHaveLength(7));

test("whatever was cut out of a text is found again, at a place that reads the same", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), fc.nat(60), fc.nat(20), (text, from, length) => {
      const query = Array.from(text)
        .slice(from, from + length)
        .join("");
      const spans = findInText(text, query);
      if (query.replace(/[\s\p{M}\p{Cf}\p{Cc}]/gu, "") === "") return;
      expect(spans.length).toBeGreaterThan(0);
      for (const { start, end } of spans) {
        expect(start).toBeLessThan(end);
        expect(findInText(text.slice(start, end), query)).toHaveLength(1);
      }
    }),
  );
});

test("places follow each other and stay within the text", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 200 }), fc.string({ minLength: 1, maxLength: 2 }), (text, query) => {
      let last = 0;
      for (const { start, end } of findInText(text, query)) {
        expect(start).toBeGreaterThanOrEqual(last);
        expect(end).toBeLessThanOrEqual(text.length);
        last = end;
      }
    }),
  );
});
