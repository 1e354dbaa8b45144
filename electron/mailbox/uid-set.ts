/** An IMAP sequence set of those UIDs in ranges, e.g. `3:5,9` (RFC 3501 §9). The UIDs are positive integers; order and doubles do not matter. */
export function uidSet(uids: readonly number[]): string {
  const sorted = [...new Set(uids)].sort((a, b) => a - b);
  const ranges: string[] = [];
  for (let at = 0; at < sorted.length;) {
    const first = sorted[at] ?? 0;
    let last = first;
    while (sorted[at + 1] === last + 1) {
      at += 1;
      last += 1;
    }
    ranges.push(first === last ? `${first}` : `${first}:${last}`);
    at += 1;
  }
  return ranges.join(",");
}

/** Slices of at most `size`, the first one of at most `first`. */
export function slices<Item>(items: readonly Item[], size: number, first = size): readonly (readonly Item[])[] {
  const found: (readonly Item[])[] = [];
  for (let at = 0; at < items.length;) {
    const end = at + (at === 0 ? first : size);
    found.push(items.slice(at, end));
    at = end;
  }
  return found;
}

/** True for what IMAP takes as a UID: an integer from 1 to 2^32 - 1. */
export const isUid = (value: unknown): value is number =>
  typeof value === "number" && Number.isInteger(value) && value > 0 && value <= 0xffff_ffff;
