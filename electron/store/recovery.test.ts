import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { formatRecovery, makeRecovery, openRecovery, parseRecovery, type RecoveryWrap } from "./recovery";

const FAST = { name: "argon2id", memory: 64, iterations: 1, parallelism: 1 } as const;
const KEY = new Uint8Array(32).fill(7);
const NOW = new Date("2026-11-22T08:00:00.000Z");

let made: { readonly code: string; readonly wrap: RecoveryWrap };
beforeAll(async () => {
  made = await makeRecovery(KEY, NOW, FAST);
});

describe("a recovery code", () => {
  test("opens the key it was made for, typed as it is or carelessly", async () => {
    expect(await openRecovery(made.wrap, made.code)).toEqual(KEY);
    expect(await openRecovery(made.wrap, ` ${made.code.toLowerCase().replaceAll("-", " ")} `)).toEqual(KEY);
  });

  test("opens nothing when it is another one, or not a code at all", async () => {
    const other = await makeRecovery(KEY, NOW, FAST);
    expect(other.code).not.toBe(made.code);
    for (const typed of [other.code, made.code.slice(0, -2), "", "quatre mots sans lien"])
      expect(await openRecovery(made.wrap, typed)).toBeNull();
  });

  test("is in no file, nor is the key", () => {
    const text = formatRecovery(made.wrap);
    for (const secret of [made.code, made.code.replaceAll("-", ""), Buffer.from(KEY).toString("base64")])
      expect(text).not.toContain(secret);
  });

  test("opens nothing once a byte of what it wraps has changed", async () => {
    const sealed = Buffer.from(made.wrap.wrapped, "base64");
    for (let index = 0; index < sealed.byteLength; index += 7) {
      const changed = Buffer.from(sealed);
      changed[index] = (changed[index] ?? 0) ^ 1;
      expect(await openRecovery({ ...made.wrap, wrapped: changed.toString("base64") }, made.code)).toBeNull();
    }
  });
});

describe("the file of a wrapped key", () => {
  test("is read back as it was written", () => {
    expect(parseRecovery(formatRecovery(made.wrap))).toEqual(made.wrap);
    expect(made.wrap.made).toBe(NOW.toISOString());
  });

  test("is refused when its costs would stop the machine, or when anything is missing or added", () => {
    const costs = [
      { ...FAST, memory: 4_194_304 },
      { ...FAST, memory: 524_288 },
      { ...FAST, memory: 262_144, iterations: 20 },
      { ...FAST, iterations: 1000 },
      { ...FAST, name: "pbkdf2" },
    ];
    for (const params of costs) expect(parseRecovery(JSON.stringify({ ...made.wrap, params }))).toBeNull();
    for (const field of Object.keys(made.wrap))
      expect(parseRecovery(JSON.stringify({ ...made.wrap, [field]: undefined }))).toBeNull();
    expect(parseRecovery(JSON.stringify({ ...made.wrap, code: made.code }))).toBeNull();
    expect(parseRecovery(`${formatRecovery(made.wrap)}${" ".repeat(5000)}`)).toBeNull();
  });

  test("never throws, whatever the text", () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => parseRecovery(text) === null));
  });
});
