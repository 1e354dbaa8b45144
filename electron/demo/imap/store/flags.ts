/** The system flags that are kept; \Recent is not (RFC 9051 dropped it). */
export const SYSTEM_FLAGS = ["\\Answered", "\\Flagged", "\\Deleted", "\\Seen", "\\Draft"] as const;

const MAX_FLAGS = 64;
const KEYWORD = /^[\x21\x23\x24\x26\x27\x2b-\x5b\x5e-\x7a\x7c-\x7e]{1,100}$/;

/** Flags in their usual spelling, without duplicates; undefined where one is no flag or there are too many. */
export function normalizeFlags(flags: Iterable<string>): readonly string[] | undefined {
  const found = new Map<string, string>();
  for (const flag of flags) {
    const normal = normalizeFlag(flag);
    if (normal === undefined) return undefined;
    if (!found.has(normal.toLowerCase())) found.set(normal.toLowerCase(), normal);
  }
  return found.size > MAX_FLAGS ? undefined : [...found.values()];
}

/** Whether the list holds the flag, case apart. */
export function hasFlag(flags: readonly string[], flag: string): boolean {
  const wanted = flag.toLowerCase();
  return flags.some((one) => one.toLowerCase() === wanted);
}

/** Whether two flag lists hold the same flags, order and case apart. */
export function sameFlags(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((flag) => hasFlag(b, flag));
}

function normalizeFlag(flag: string): string | undefined {
  if (!flag.startsWith("\\")) return KEYWORD.test(flag) ? flag : undefined;
  return SYSTEM_FLAGS.find((system) => system.toLowerCase() === flag.toLowerCase());
}
