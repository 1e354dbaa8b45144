import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { splitLinks, splitPieces, splitQuote } from "./text-parts";
import { processorTime } from "#shared/rules/testing/processor-time";

const hrefs = (text: string): readonly (string | null)[] =>
  splitLinks(text).flatMap((part) => (part.href === null ? [] : [part.href]));

describe("links in a text", () => {
  test.each([
    ["Voir https://demo.test/a?b=c.", ["https://demo.test/a?b=c"]],
    ["(https://demo.test/x), puis http://demo.test", ["https://demo.test/x", "http://demo.test"]],
    ["« https://demo.test » et rien", ["https://demo.test"]],
    ["javascript:alert(1) file:///etc ftp://x", []],
    ["", []],
  ])("%s", (text, expected) => expect(hrefs(text)).toEqual(expected));

  test("nothing of the text is lost or moved", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 400 }), fc.webUrl(), fc.string({ maxLength: 100 }), (before, url, after) => {
        const text = `${before} ${url} ${after}`;
        expect(
          splitLinks(text)
            .map((part) => part.text)
            .join(""),
        ).toBe(text);
      }),
    );
  });

  test("ten thousand links do not make ten thousand buttons", () => {
    const text = "https://demo.test/a ".repeat(10_000);
    expect(hrefs(text).length).toBeLessThanOrEqual(1000);
    expect(
      splitLinks(text)
        .map((part) => part.text)
        .join(""),
    ).toBe(text);
  });
});

describe("the pieces of a text", () => {
  const joined = (text: string): string =>
    splitPieces(text)
      .flat()
      .map((part) => part.text)
      .join("");

  test("are the text, whatever it holds", () => {
    const line = fc.string({ maxLength: 900 });
    fc.assert(
      fc.property(fc.array(line, { maxLength: 20 }), (lines) => {
        const text = lines.join("\n");
        expect(joined(text)).toBe(text);
      }),
    );
  });

  test("end at the end of a line, so that no line is cut", () => {
    const text = Array.from({ length: 400 }, (_, at) => `${"mot ".repeat(at % 30)}${at}`).join("\n");
    const pieces = splitPieces(text).map((parts) => parts.map((part) => part.text).join(""));
    expect(pieces.length).toBeGreaterThan(5);
    for (const piece of pieces.slice(0, -1)) expect(piece.endsWith("\n")).toBe(true);
  });

  test("a short text and a long line are one piece", () => {
    expect(splitPieces("Bonjour,\nmerci.")).toHaveLength(1);
    expect(splitPieces("mot ".repeat(5000))).toHaveLength(1);
  });

  test("hold 500 links at most together", () => {
    const text = "Voir https://demo.test/dossier et la suite du courrier.\n".repeat(1000);
    expect(
      splitPieces(text)
        .flat()
        .filter(({ href }) => href !== null).length,
    ).toBeLessThanOrEqual(500);
    expect(joined(text)).toBe(text);
  });
});

describe("the quoted message", () => {
  test.each([
    ["Bonjour,\nmerci.\n\nLe 18 novembre 2026 à 17:20, Dr Demo a écrit :\n> Bonjour", "Bonjour,\nmerci."],
    ["Merci\n\n----- Message d’origine -----\nDe : Demo", "Merci"],
    ["Merci\n> un\n> deux\n", "Merci"],
    ["Réponse\nOn Tue, 17 Nov 2026, Demo wrote:\n> Hello", "Réponse"],
  ])("is folded under what was written: %j", (text, own) => {
    const parts = splitQuote(text);
    expect(parts.own).toBe(own);
    expect(parts.quoted).not.toBe("");
  });

  test.each([
    "> tout est cité\n> oui",
    "Une ligne > citée au milieu\nla suite",
    "Le patient a écrit : merci à tous pour cela",
    "Simple",
  ])("is not invented: %j", (text) => {
    expect(splitQuote(text).quoted).toBe("");
  });

  test("a text of a million characters is split at once", () => {
    const spent = processorTime();
    splitQuote("a écrit le ".repeat(100_000));
    splitLinks("https://".repeat(120_000));
    expect(spent()).toBeLessThan(1500);
  });
});
