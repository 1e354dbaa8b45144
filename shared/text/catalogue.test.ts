import { describe, expect, test } from "vitest";
import { catalogue, isTextKey } from "./index";
import { frenchSpacing } from "./typography";

const fr = catalogue("fr");
const en = catalogue("en");
const slots = (text: string): readonly string[] =>
  [...new Set([...text.matchAll(/\{(\w+)/gu)].map((found) => found[1] ?? ""))]
    .filter((name) => !/^(?:one|other|zero)$/u.test(name))
    .toSorted();
/** Names of the values that a text takes: the words after a brace that opens a value, not a plural branch. */
const values = (text: string): readonly string[] => slots(text.replace(/(?:=\d+|one|other) \{[^{}]*\}/gu, ""));

describe("the two languages", () => {
  test("have the same keys", () => {
    expect(Object.keys(en).toSorted()).toEqual(Object.keys(fr).toSorted());
    expect(Object.keys(fr).length).toBeGreaterThan(300);
  });
  test("leave no text empty", () => {
    expect(Object.entries({ ...fr }).filter(([, text]) => text.trim() === "")).toEqual([]);
    expect(Object.entries({ ...en }).filter(([, text]) => text.trim() === "")).toEqual([]);
  });
  test("take the same values in each text", () => {
    const different = Object.keys(fr).filter((key) => values(fr[key] ?? "").join() !== values(en[key] ?? "").join());
    expect(different).toEqual([]);
  });
  test("close every brace they open", () => {
    const odd = [...Object.entries(fr), ...Object.entries(en)].filter(
      ([, text]) => text.split("{").length !== text.split("}").length,
    );
    expect(odd).toEqual([]);
  });
});

describe("the voice", () => {
  test.each([
    ["fr", fr],
    ["en", en],
  ] as const)("never writes a straight apostrophe, which ICU reads as an escape (%s)", (_language, texts) => {
    expect(Object.entries(texts).filter(([, text]) => text.includes("'"))).toEqual([]);
  });
  test.each([
    ["fr", fr],
    ["en", en],
  ] as const)("never exclaims (%s)", (_language, texts) => {
    expect(Object.entries(texts).filter(([, text]) => text.includes("!"))).toEqual([]);
  });
  test("a failure ends as a sentence and says more than one thing", () => {
    const short = Object.entries(fr).filter(
      ([key, text]) => key.startsWith("failures.") && (!text.endsWith(".") || text.split(".").length < 3),
    );
    expect(short).toEqual([]);
  });
});

describe("French spacing", () => {
  test.each([
    ["Pourquoi ? Parce que : « oui »", "Pourquoi\u00a0? Parce que\u00a0: «\u00a0oui\u00a0»"],
    ["à 9 h 40", "à 9\u00a0h 40"],
    ["{left} min", "{left}\u00a0min"],
    ["https://x: y", "https://x: y"],
  ])("%s", (text, expected) => expect(frenchSpacing(text)).toBe(expected));
  test("is in the catalogue", () => expect(Object.values(fr).some((text) => / [?;»]/u.test(text))).toBe(false));
});

test("an unknown code has no key", () => {
  expect(isTextKey("failures.unexpected")).toBe(true);
  expect(isTextKey("failures.constructor")).toBe(false);
  expect(isTextKey("toString")).toBe(false);
});
