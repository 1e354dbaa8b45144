/** A row that is seen, and where it stands in the list, in pixels. */
export type SeenRow = { readonly key: string; readonly start: number; readonly size: number };

/**
 * By how much a list is to be scrolled for the rows that are seen to stay where they are, once rows came or went above them (pixels, below 0: up).
 * A row that went up by itself takes nothing along, and what went out of sight lets the rows under it come up. 0 where none of them is left.
 */
export function shiftOf(seen: readonly SeenRow[], startOf: (key: string) => number | undefined): number {
  const left = seen.flatMap((row) => {
    const now = startOf(row.key);
    return now === undefined ? [] : [{ ...row, now }];
  });
  // Where two rows are as far apart as they were, neither moved by itself.
  const kept =
    left.find((row, at) => {
      const next = left[at + 1];
      return next !== undefined && next.now - row.now === next.start - row.start;
    }) ?? left[0];
  if (kept === undefined) return 0;
  const gone = seen.filter(({ key, start }) => start < kept.start && startOf(key) === undefined);
  return kept.now - kept.start + gone.reduce((sum, { size }) => sum + size, 0);
}
