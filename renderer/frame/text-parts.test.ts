import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { splitLinks, splitQuote } from "./text-parts";

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
    const started = performance.now();
    splitQuote("a écrit le ".repeat(100_000));
    splitLinks("https://".repeat(120_000));
    expect(performance.now() - started).toBeLessThan(1500);
  });
});
