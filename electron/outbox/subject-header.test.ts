import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { subjectHeader } from "./subject-header";

const decoded = (value: string): string =>
  value
    .split(" ")
    .map((word) => Buffer.from(/^=\?UTF-8\?B\?(.*)\?=$/u.exec(word)?.[1] ?? "", "base64").toString("utf8"))
    .join("");

describe("a subject that looks encoded (RFC 2047 §7)", () => {
  it("is left to the writer when it does not", () => {
    expect(subjectHeader("Suite de votre bilan — été")).toBe("Suite de votre bilan — été");
  });

  it("is encoded, so that it is read as it was written", () => {
    const made = subjectHeader("=?utf-8?B?Qm9uam91cg==?= et la suite");
    expect(typeof made === "object" && decoded(made.value)).toBe("=?utf-8?B?Qm9uam91cg==?= et la suite");
  });

  it("never cuts a character between two words, nor makes a word too long", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), (text) => {
        const made = subjectHeader(`${text}=?${text}`);
        if (typeof made === "string") throw new Error("not encoded");
        expect(decoded(made.value)).toBe(`${text}=?${text}`);
        for (const word of made.value.split(" ")) expect(word.length).toBeLessThanOrEqual(75);
      }),
    );
  });
});
