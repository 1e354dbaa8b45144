/** UIDs that follow each other, from the first to the last. */
export type UidRange = readonly [first: number, last: number];

/** An IMAP sequence set of those UIDs in ranges, e.g. `3:5,9` (RFC 3501 §9). The UIDs are positive integers; order and doubles do not matter. */
export const uidSet = (uids: readonly number[]): string => writtenRanges(rangesOf(uids));

/** Ranges as a sequence set. */
export const writtenRanges = (ranges: readonly UidRange[]): string =>
  ranges.map(([first, last]) => (first === last ? `${first}` : `${first}:${last}`)).join(",");

/** The ranges that hold those UIDs, ascending; order and doubles do not matter. */
export function rangesOf(uids: readonly number[]): readonly UidRange[] {
  const sorted = [...new Set(uids)].sort((a, b) => a - b);
  const ranges: [number, number][] = [];
  for (const uid of sorted) {
    const last = ranges.at(-1);
    if (last !== undefined && last[1] === uid - 1) last[1] = uid;
    else ranges.push([uid, uid]);
  }
  return ranges;
}

/** The ranges that a sequence set names, ascending; what is no UID in it is left out. */
export function rangesIn(set: string): readonly UidRange[] {
  return set
    .split(",")
    .map((part) => part.split(":").map(Number))
    .map(([first = 0, last = first]) => [Math.min(first, last), Math.max(first, last)] as const)
    .filter((range) => range.every(isUid))
    .sort(([a], [b]) => a - b);
}

/** Every UID of ascending ranges, ascending, each once; at most `most`: the highest. */
export function expanded(ranges: readonly UidRange[], most: number): readonly number[] {
  const downward: number[] = [];
  for (const [first, last] of ranges.toReversed()) {
    const from = Math.min(last, (downward.at(-1) ?? Infinity) - 1);
    for (let uid = from; uid >= first && downward.length < most; uid -= 1) downward.push(uid);
  }
  return downward.reverse();
}

/** Slices of at most `size`, the first one of at most `first`, each of at most twice the one before. */
export function slices<Item>(items: readonly Item[], size: number, first = size): readonly (readonly Item[])[] {
  const found: (readonly Item[])[] = [];
  let most = first;
  for (let at = 0; at < items.length;) {
    found.push(items.slice(at, at + most));
    at += most;
    most = Math.min(size, most * 2);
  }
  return found;
}

/** True for what IMAP takes as a UID: an integer from 1 to 2^32 - 1. */
export const isUid = (value: unknown): value is number =>
  typeof value === "number" && Number.isInteger(value) && value > 0 && value <= 0xffff_ffff;
