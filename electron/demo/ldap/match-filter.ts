import { AndFilter, ApproximateFilter, EqualityFilter, type Filter, NotFilter, OrFilter, PresenceFilter, SubstringFilter } from "ldapts";

/** The values of an attribute, by its name in lower case; compared without case, accents count. */
export type SearchableEntry = { readonly values: (attribute: string) => readonly string[] };

/** Whether an entry answers a filter (RFC 4515): and, or, not, equality, substrings, presence; any other kind matches nothing. */
export function matchesFilter(filter: Filter, entry: SearchableEntry): boolean {
  if (filter instanceof AndFilter) return filter.filters.every((each) => matchesFilter(each, entry));
  if (filter instanceof OrFilter) return filter.filters.some((each) => matchesFilter(each, entry));
  if (filter instanceof NotFilter) return !matchesFilter(filter.filter, entry);
  if (filter instanceof PresenceFilter) return entry.values(filter.attribute.toLowerCase()).length > 0;
  if (filter instanceof EqualityFilter || filter instanceof ApproximateFilter) {
    const wanted = folded(String(filter.value));
    return entry.values(filter.attribute.toLowerCase()).some((value) => folded(value) === wanted);
  }
  if (filter instanceof SubstringFilter)
    return entry.values(filter.attribute.toLowerCase()).some((value) => hasPieces(folded(value), filter));
  return false;
}

function hasPieces(value: string, { initial, any, final }: SubstringFilter): boolean {
  const start = folded(initial);
  const end = folded(final);
  if (!value.startsWith(start)) return false;
  let at = start.length;
  for (const piece of any) {
    const found = value.indexOf(folded(piece), at);
    if (found < 0) return false;
    at = found + folded(piece).length;
  }
  return value.length - end.length >= at && value.endsWith(end);
}

const folded = (text: string): string => text.normalize("NFC").toLowerCase();
