import type { Lookup } from "./ports";

/** What a resolver that failed to answer is not asked again for. */
const KEPT_MS = 60_000;

/**
 * The same look-ups, each made once while it is on its way: a resolver that is slow for one exchange has answered for the next. One that
 * failed is remembered for a minute, so that where DNS only fails late nobody waits for it at each exchange. What it found is never kept.
 */
export function sharedLookup(lookup: Lookup, now: () => number): Lookup {
  const asked = new Map<string, { readonly found: ReturnType<Lookup>; failedAt: number | null }>();
  return (host) => {
    const known = asked.get(host);
    if (known !== undefined && (known.failedAt === null || Math.abs(now() - known.failedAt) < KEPT_MS))
      return known.found;
    const question: { readonly found: ReturnType<Lookup>; failedAt: number | null } = {
      found: lookup(host),
      failedAt: null,
    };
    asked.set(host, question);
    question.found.then(
      () => asked.delete(host),
      () => (question.failedAt = now()),
    );
    return question.found;
  };
}
