/** A national identifier: 12 digits, 8 then the RPPS. */
export type IdNat = string & { readonly __kind: "idNat" };

/**
 * Reads what a person typed or a token carries: 11 digits (RPPS) or 12 (8 + RPPS), spaces, dots and dashes ignored; undefined otherwise.
 * PSC was seen to give both forms: everything is compared in the 12-digit one.
 */
export function parseIdNat(text: string): IdNat | undefined {
  if (text.length > 40) return undefined;
  const digits = text.replaceAll(/[\s.\-\u00A0\u202F]/gu, "");
  if (/^\d{11}$/u.test(digits)) return `8${digits}` as IdNat;
  return /^8\d{11}$/u.test(digits) ? (digits as IdNat) : undefined;
}

/** The 11-digit RPPS of an identifier. */
export function rppsOf(idNat: IdNat): string {
  return idNat.slice(1);
}

/** True when both are the same person, in either form. */
export function isSamePerson(left: unknown, right: IdNat): boolean {
  return typeof left === "string" && parseIdNat(left) === right;
}
