import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readRecoveryCode, recoveryCode, RECOVERY_BYTES } from "./recovery-code";
import { processorTime } from "./testing/processor-time";

const bytes = fc.uint8Array({ minLength: RECOVERY_BYTES, maxLength: RECOVERY_BYTES });
const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

describe("a recovery code", () => {
  test("is five groups of five letters that a hand does not confuse", () => {
    expect(recoveryCode(new Uint8Array(RECOVERY_BYTES))).toBe("00000-00000-00000-00000-00000");
    expect(recoveryCode(new Uint8Array(RECOVERY_BYTES).fill(255))).toMatch(/^(?:Z{5}-){4}Z{4}[0-9A-Y]$/u);
    fc.assert(fc.property(bytes, (some) => /^(?:[0-9A-HJKMNP-TV-Z]{5}-?){5}$/u.test(recoveryCode(some))));
  });

  test("is never the same for other bytes", () => {
    fc.assert(
      fc.property(bytes, bytes, (one, other) => {
        expect(recoveryCode(one) === recoveryCode(other)).toBe(Buffer.from(one).equals(Buffer.from(other)));
      }),
    );
  });

  test("is made of fifteen bytes and no other number", () => {
    expect(() => recoveryCode(new Uint8Array(14))).toThrow(RangeError);
  });
});

describe("what a person types back", () => {
  test("is understood whatever the case, the spaces, the dashes and the letters that look like figures", () => {
    fc.assert(
      fc.property(bytes, (some) => {
        const code = recoveryCode(some);
        for (const typed of [
          code,
          code.toLowerCase(),
          code.replaceAll("-", ""),
          ` ${code.replaceAll("-", " – ")}\n`,
          code.replaceAll("0", "o").replaceAll("1", "l"),
          code.replaceAll("1", "I"),
        ])
          expect(readRecoveryCode(typed)).toEqual({ ok: true, code });
      }),
    );
  });

  test("is told to lack so many letters while it is short", () => {
    expect(readRecoveryCode("")).toEqual({ ok: false, reason: "incomplete", missing: 25 });
    expect(readRecoveryCode("00000-000")).toEqual({ ok: false, reason: "incomplete", missing: 17 });
  });

  test("is told to be mistyped for a letter that no code has, or one too many", () => {
    expect(readRecoveryCode("0000U")).toEqual({ ok: false, reason: "mistyped" });
    expect(readRecoveryCode("é")).toEqual({ ok: false, reason: "mistyped" });
    expect(readRecoveryCode("0".repeat(26))).toEqual({ ok: false, reason: "mistyped" });
  });

  test("never passes with one letter changed, unless by the two that weigh the same", () => {
    fc.assert(
      fc.property(bytes, fc.nat(23), fc.nat(31), (some, place, letter) => {
        const letters = [...recoveryCode(some).replaceAll("-", "")];
        const was = LETTERS.indexOf(letters[place] ?? "");
        fc.pre(was !== letter && Math.abs(was - letter) !== 31);
        letters[place] = LETTERS[letter] ?? "";
        expect(readRecoveryCode(letters.join(""))).toEqual({ ok: false, reason: "mistyped" });
      }),
    );
  });

  test("never passes with two neighbours swapped, unless they are the same or weigh the same", () => {
    fc.assert(
      fc.property(bytes, fc.nat(22), (some, place) => {
        const letters = [...recoveryCode(some).replaceAll("-", "")];
        const [a = "", b = ""] = [letters[place], letters[place + 1]];
        fc.pre(a !== b && Math.abs(LETTERS.indexOf(a) - LETTERS.indexOf(b)) !== 31);
        [letters[place], letters[place + 1]] = [b, a];
        expect(readRecoveryCode(letters.join(""))).toEqual({ ok: false, reason: "mistyped" });
      }),
    );
  });

  test("is answered at once, even for a megabyte of anything", () => {
    const spent = processorTime();
    expect(readRecoveryCode("- ".repeat(500_000))).toEqual({ ok: false, reason: "incomplete", missing: 25 });
    expect(spent()).toBeLessThan(100);
  });
});
