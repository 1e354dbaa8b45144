/** Bytes of chance in a recovery code: 120 bits, beyond any search. */
export const RECOVERY_BYTES = 15;

// Crockford's base 32: no I, L, O or U, which a hand writes like something else.
const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH = 25;
const GROUP = 5;
// A prime below 32: one letter changed, or two neighbours swapped, changes the check letter.
const MODULUS = 31;

/** What was typed as a recovery code: the code, or why it cannot be one. */
export type TypedCode =
  | { readonly ok: true; readonly code: string }
  | { readonly ok: false; readonly reason: "incomplete"; readonly missing: number }
  | { readonly ok: false; readonly reason: "mistyped" };

/** The code of 15 random bytes: 24 letters and a check letter, in five groups of five. */
export function recoveryCode(bytes: Uint8Array): string {
  if (bytes.byteLength !== RECOVERY_BYTES) throw new RangeError("15 bytes");
  let bits = 0n;
  for (const byte of bytes) bits = (bits << 8n) | BigInt(byte);
  let letters = "";
  for (let index = 0; index < LENGTH - 1; index += 1) {
    letters = (LETTERS[Number(bits & 31n)] ?? "") + letters;
    bits >>= 5n;
  }
  return grouped(letters + checkLetter(letters));
}

/** Reads what a person typed, whatever its case, spaces and dashes, and O, I or L for 0 and 1; gives the code as it was shown. */
export function readRecoveryCode(text: string): TypedCode {
  const letters = text
    .slice(0, 200)
    .toUpperCase()
    .replaceAll("O", "0")
    .replace(/[IL]/gu, "1")
    .replace(/[\s\p{Pd}_.]/gu, "");
  if ([...letters].some((letter) => !LETTERS.includes(letter))) return { ok: false, reason: "mistyped" };
  if (letters.length < LENGTH) return { ok: false, reason: "incomplete", missing: LENGTH - letters.length };
  if (letters.length > LENGTH || checkLetter(letters.slice(0, -1)) !== letters.at(-1))
    return { ok: false, reason: "mistyped" };
  return { ok: true, code: grouped(letters) };
}

function checkLetter(letters: string): string {
  let sum = 0;
  for (const [index, letter] of [...letters].entries()) sum += (index + 1) * LETTERS.indexOf(letter);
  return LETTERS[sum % MODULUS] ?? "";
}

function grouped(letters: string): string {
  return Array.from({ length: LENGTH / GROUP }, (_, index) => letters.slice(index * GROUP, (index + 1) * GROUP)).join(
    "-",
  );
}
