const TAKEN = "$PliTaken_";
const BY = "$PliBy_";
/** A national identifier as Pro Santé Connect gives it, or the part of it that a keyword may hold (RFC 9051 §2.3.2: an atom). */
const PERSON = /^[0-9A-Za-z]{5,32}$/u;

/** The IMAP keyword by which colleagues of a shared mailbox see who takes care of a message; null where the identifier cannot be one. */
export const takenKeyword = (idNat: string): string | null => (PERSON.test(idNat) ? `${TAKEN}${idNat}` : null);

/** The IMAP keyword of a message that says who of a shared mailbox sent it; null where the identifier cannot be one. */
export const authorKeyword = (idNat: string): string | null => (PERSON.test(idNat) ? `${BY}${idNat}` : null);

/** Who takes care of the message that carries these keywords: the first by order where two took it at the same time, so that all see the same; empty for nobody. */
export const takerOf = (keywords: readonly string[]): string => personIn(keywords, TAKEN);

/** Who sent the message that carries these keywords; empty where it is not said. */
export const authorOf = (keywords: readonly string[]): string => personIn(keywords, BY);

/** Whether a keyword says that somebody takes care of its message. */
export const isTakenKeyword = (keyword: string): boolean => takerOf([keyword]) !== "";

/** Case does not count in keywords, as for the server. */
function personIn(keywords: readonly string[], prefix: string): string {
  const people = keywords
    .filter((one) => one.toLowerCase().startsWith(prefix.toLowerCase()))
    .map((one) => one.slice(prefix.length).toUpperCase())
    .filter((one) => PERSON.test(one));
  return people.toSorted()[0] ?? "";
}
