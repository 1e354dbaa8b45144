import type { SearchFilter } from "./read-filter";

/** The values of an attribute, by its name in lower case. */
export type SearchableEntry = { readonly values: (attribute: string) => readonly string[] };

/** Whether an entry answers a filter: compared without case, accents count; a kind of filter that is not known matches nothing. */
export function matchesFilter(filter: SearchFilter, entry: SearchableEntry): boolean {
  switch (filter.kind) {
    case "and":
      return filter.filters.every((each) => matchesFilter(each, entry));
    case "or":
      return filter.filters.some((each) => matchesFilter(each, entry));
    case "not":
      return !matchesFilter(filter.filter, entry);
    case "present":
      return entry.values(filter.attribute).length > 0;
    case "equal":
      return entry.values(filter.attribute).some((value) => folded(value) === folded(filter.value));
    case "substring":
      return entry.values(filter.attribute).some((value) => hasPieces(folded(value), filter));
    case "other":
      return false;
    default:
      return filter satisfies never;
  }
}

function hasPieces(
  value: string,
  { initial, any, final }: Extract<SearchFilter, { readonly kind: "substring" }>,
): boolean {
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
