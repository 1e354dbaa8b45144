/** An inclusive range of numbers, `from <= to`. */
export type NumberRange = { readonly from: number; readonly to: number };

/** Reads a sequence set (RFC 3501 §9) into sorted, disjoint ranges; `*` is `largest`; undefined when malformed. */
export function parseSequenceSet(text: string, largest: number): readonly NumberRange[] | undefined {
  const ranges: NumberRange[] = [];
  for (const piece of text.split(",")) {
    const found = /^(\d{1,10}|\*)(?::(\d{1,10}|\*))?$/.exec(piece);
    if (!found) return undefined;
    const start = bound(found[1], largest);
    const end = found[2] === undefined ? start : bound(found[2], largest);
    if (start === undefined || end === undefined) return undefined;
    ranges.push({ from: Math.min(start, end), to: Math.max(start, end) });
  }
  return merge(ranges);
}

/** Writes ascending numbers as the shortest sequence set, keeping their order. */
export function formatSequenceSet(numbers: readonly number[]): string {
  const pieces: string[] = [];
  for (let i = 0; i < numbers.length;) {
    const from = numbers[i] ?? 0;
    let end = i;
    while (numbers[end + 1] === from + (end + 1 - i)) end += 1;
    pieces.push(end === i ? `${from}` : `${from}:${numbers[end]}`);
    i = end + 1;
  }
  return pieces.join(",");
}

/** Whether a number lies in sorted, disjoint ranges. */
export function inRanges(ranges: readonly NumberRange[], value: number): boolean {
  let low = 0;
  let high = ranges.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const range = ranges[middle];
    if (!range) return false;
    if (value < range.from) high = middle - 1;
    else if (value > range.to) low = middle + 1;
    else return true;
  }
  return false;
}

function bound(text: string | undefined, largest: number): number | undefined {
  if (text === "*") return largest;
  const value = Number(text);
  return value >= 1 && value <= 0xffff_ffff ? value : undefined;
}

// Merged, or a line of thousands of `1:*` would cost thousands of walks through the mailbox.
function merge(ranges: NumberRange[]): readonly NumberRange[] {
  ranges.sort((a, b) => a.from - b.from);
  const merged: NumberRange[] = [];
  for (const range of ranges) {
    const last = merged.at(-1);
    if (last && range.from <= last.to + 1)
      merged[merged.length - 1] = { from: last.from, to: Math.max(last.to, range.to) };
    else merged.push(range);
  }
  return merged;
}
