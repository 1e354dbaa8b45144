import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createSeal, fingerprint } from "./seal";

const key = randomBytes(32);
const seal = createSeal(key);

describe("what the shared store keeps", () => {
  test("comes back whole with the same key at the same place", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(createSeal(key).open("a", seal.seal("a", text))).toBe(text);
      }),
    );
  });

  test("is not readable, and never twice the same", () => {
    const [one, two] = [seal.seal("a", "jeton-DEMO"), seal.seal("a", "jeton-DEMO")];
    expect(one).not.toBe(two);
    expect(Buffer.from(one.slice(3), "base64url").toString("latin1")).not.toContain("jeton");
  });

  test("opens neither with another key nor at another place", () => {
    const sealed = seal.seal("session:a", "x");
    expect(createSeal(randomBytes(32)).open("session:a", sealed)).toBeUndefined();
    expect(seal.open("session:b", sealed)).toBeUndefined();
  });

  test("any change of any character is noticed", () => {
    const sealed = seal.seal("a", "un texte assez long pour compter");
    fc.assert(
      fc.property(fc.nat(sealed.length - 2), fc.constantFrom("A", "z", "0", "."), (index, letter) => {
        const changed = sealed.slice(0, index) + letter + sealed.slice(index + 1);
        expect(seal.open("a", changed)).toBe(changed === sealed ? "un texte assez long pour compter" : undefined);
      }),
    );
    for (const text of ["", "v1.", "v1.AAAA", "v2.whatever"]) expect(seal.open("a", text)).toBeUndefined();
  });

  test("needs a key of 32 bytes", () => {
    expect(() => createSeal(randomBytes(16))).toThrow("32 bytes");
  });
});

test("a pseudonym is stable under one key, and tells nothing under another or for another use", () => {
  const name = seal.pseudonym("trace", "899700000001");
  expect(createSeal(key).pseudonym("trace", "899700000001")).toBe(name);
  expect(seal.pseudonym("pending", "899700000001")).not.toBe(name);
  expect(createSeal(randomBytes(32)).pseudonym("trace", "899700000001")).not.toBe(name);
  expect(fingerprint("x")).toHaveLength(43);
});
