import { findInText } from "#shared/rules/find-in-text";

/** A run of text as it is drawn; `ends` where a line or a block ends after it. */
export type Piece = { readonly text: string; readonly ends: boolean };

/** A place in a run: its index and the offset in its text. */
type Place = { readonly piece: number; readonly offset: number };

/** A stretch of text, over one run or several. */
export type Stretch = { readonly from: Place; readonly to: Place };

/** Where the runs, read one after the other, say `query` (`findInText`); at most `most` stretches. */
export function hitsIn(pieces: readonly Piece[], query: string, most: number): readonly Stretch[] {
  const starts: number[] = [];
  let text = "";
  for (const piece of pieces) {
    starts.push(text.length);
    text += piece.ends ? `${piece.text}\n` : piece.text;
  }
  const placeOf = (index: number, atEnd: boolean): Place => {
    // The end of a run, not the start of the next one, is where a stretch ends.
    const piece = Math.max(0, lastAtMost(starts, atEnd ? index - 1 : index));
    return { piece, offset: Math.min(index - (starts[piece] ?? 0), pieces[piece]?.text.length ?? 0) };
  };
  return findInText(text, query, most).map(({ start, end }) => ({
    from: placeOf(start, false),
    to: placeOf(end, true),
  }));
}

/** The index of the last of these growing numbers that is at most `most`; -1 where there is none. */
function lastAtMost(numbers: readonly number[], most: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) <= most) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
