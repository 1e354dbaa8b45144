import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { firstCharacters, fold, singleLine, straightPunctuation, utf8Length, withoutDiacritics } from "./fold";

const anyText = fc.string({ unit: "grapheme", maxLength: 200 });

describe("folding", () => {
  it.each([
    ["Cœur Éléonore", "Coeur Eleonore"],
    ["FRANÇOIS-NOËL", "FRANCOIS-NOEL"],
    ["Łódź Straße Ærø", "Lodz Strasse AEro"],
    ["e\u0301te\u0301", "ete"],
    ["D'ARTAGNAN", "D'ARTAGNAN"],
  ])("removes the diacritics of %s and keeps its case", (text, plain) => {
    expect(withoutDiacritics(text)).toBe(plain);
  });

  it("makes typographic apostrophes and dashes straight", () => {
    expect(straightPunctuation("l’été – Jean‑Paul")).toBe("l'été - Jean-Paul");
  });

  it("makes searches blind to case, accents, width and spacing", () => {
    expect(fold("  Compte\u00A0rendu\tD’ÉCHOGRAPHIE  ")).toBe("compte rendu d'echographie");
    expect(fold("ＤＵＰＯＮＴ")).toBe("dupont");
  });

  it("is stable: folding twice changes nothing", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(fold(fold(text))).toBe(fold(text));
      }),
    );
  });

  it("leaves no accent and no capital on Latin letters", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."ẞéÈàÇœÎùÂz 'ñ-Ü"), maxLength: 40 }), (text) => {
        expect(fold(text)).toMatch(/^[a-z '-]*$/);
      }),
    );
  });
});

describe("one line of text", () => {
  it("drops line breaks, bidirectional marks and zero-width characters", () => {
    expect(singleLine("a\r\nb\u0000c\u2028d")).toBe("a b c d");
    expect(singleLine("fa\u202Ecod\u200B.pdf\uFEFF\u3164")).toBe("facod.pdf");
  });

  it("never holds a control character, whatever comes in", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 100 }), (text) => {
        expect(singleLine(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
      }),
    );
  });
});

describe("cutting and measuring", () => {
  it("cuts by characters, never inside one, and drops the space left at the end", () => {
    expect(firstCharacters("abcdef", 3)).toBe("abc");
    expect(firstCharacters("ab cd", 3)).toBe("ab");
    expect(firstCharacters("😀😀😀", 2)).toBe("😀😀");
    expect(firstCharacters("e\u0301a", 2)).toBe("éa");
  });

  it("never gives more characters than asked", () => {
    fc.assert(
      fc.property(anyText, fc.nat(50), (text, count) => {
        expect(Array.from(firstCharacters(text, count)).length).toBeLessThanOrEqual(count);
      }),
    );
  });

  it("measures UTF-8 as an encoder does", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
        expect(utf8Length(text)).toBe(new TextEncoder().encode(text).length);
      }),
    );
    expect(utf8Length("\uD800")).toBe(3);
  });
});
