import type { CodePlace } from "../domain/sync";

/** A one-time code as typed (`123 456`) in its digits alone, 6 to 8 of them (RFC 4226 §5.3, RFC 6238); null for anything else. */
export function readCode(typed: string): string | null {
  const digits = typed.replaceAll(/[\s\u00a0\u202f.-]/gu, "");
  return /^\d{6,8}$/u.test(digits) ? digits : null;
}

/** The one password that SASL carries for a password and its code. */
export function oneSecret(place: CodePlace, password: string, code: string): string {
  if (place === "alone") return code;
  return place === "comma" ? `${password},${code}` : `${password}${code}`;
}
