/** A stretch of a line: the same on both sides, or on one side only. */
export type Stretch = { readonly text: string; readonly changed: boolean };

/** A row of two texts side by side; a side that has nothing there is null. */
export type DifferenceRow = {
  readonly kind: "same" | "changed" | "removed" | "added";
  readonly before: readonly Stretch[] | null;
  readonly after: readonly Stretch[] | null;
};

/** Longest texts compared line by line; what follows is left out, and said. */
const MOST_LINES = 4000;
/** Cells of one comparison table: beyond, lines are only said removed and added. */
const MOST_CELLS = 4_000_000;

/**
 * Two texts side by side, line by line, with the words that changed marked inside a changed line (longest common subsequence). The left
 * sides put together give the first text back, the right sides the second; empty lines at the ends are dropped.
 */
export const textDifference = (
  before: string,
  after: string,
): { readonly rows: readonly DifferenceRow[]; readonly cut: boolean } => {
  const [a, b] = [linesOf(before), linesOf(after)];
  const rows: DifferenceRow[] = [];
  let removed: string[] = [];
  let added: string[] = [];
  const flush = (): void => {
    rows.push(...paired(removed, added));
    removed = [];
    added = [];
  };
  for (const { kind, text } of difference(a.lines, b.lines)) {
    if (kind === "removed") removed.push(text);
    else if (kind === "added") added.push(text);
    else {
      flush();
      rows.push({ kind: "same", before: [{ text, changed: false }], after: [{ text, changed: false }] });
    }
  }
  flush();
  return { rows, cut: a.cut || b.cut };
};

type Step = { readonly kind: "same" | "removed" | "added"; readonly text: string };

const linesOf = (text: string): { readonly lines: readonly string[]; readonly cut: boolean } => {
  const all = text
    .replaceAll(/\r\n?/gu, "\n")
    .split("\n")
    .map((line) => line.trimEnd());
  while (all.at(-1) === "") all.pop();
  while (all[0] === "") all.shift();
  return { lines: all.slice(0, MOST_LINES), cut: all.length > MOST_LINES };
};

/** Lines that stand for each other are compared word by word; what is left over stays alone. */
const paired = (removed: readonly string[], added: readonly string[]): readonly DifferenceRow[] =>
  Array.from({ length: Math.max(removed.length, added.length) }, (_, at): DifferenceRow => {
    const [old, now] = [removed[at], added[at]];
    if (old === undefined) return { kind: "added", before: null, after: [{ text: now ?? "", changed: true }] };
    if (now === undefined) return { kind: "removed", before: [{ text: old, changed: true }], after: null };
    const words = difference(wordsOf(old), wordsOf(now));
    return { kind: "changed", before: sideOf(words, "removed"), after: sideOf(words, "added") };
  });

/** Words and the spaces between them, so that put together they give the line back. */
const wordsOf = (line: string): readonly string[] => line.match(/\s+|[^\s]+/gu) ?? [];

const sideOf = (words: readonly Step[], own: "removed" | "added"): readonly Stretch[] => {
  const stretches: { text: string; changed: boolean }[] = [];
  for (const { kind, text } of words) {
    if (kind !== "same" && kind !== own) continue;
    const changed = kind === own;
    const last = stretches.at(-1);
    if (last?.changed === changed) last.text += text;
    else stretches.push({ text, changed });
  }
  return stretches;
};

/** Steps that turn one list into the other, keeping as much as can be kept. */
const difference = (a: readonly string[], b: readonly string[]): readonly Step[] => {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  const step = (kind: Step["kind"]) => (text: string) => ({ kind, text });
  const middle = [a.slice(start, a.length - end), b.slice(start, b.length - end)] as const;
  const between =
    middle[0].length * middle[1].length > MOST_CELLS
      ? [...middle[0].map(step("removed")), ...middle[1].map(step("added"))]
      : common(...middle);
  return [...a.slice(0, start).map(step("same")), ...between, ...a.slice(a.length - end).map(step("same"))];
};

/** The longest common subsequence by its table; `lengths[i][j]` is that of what follows `i` and `j`. */
const common = (a: readonly string[], b: readonly string[]): readonly Step[] => {
  const width = b.length + 1;
  const lengths = new Uint16Array((a.length + 1) * width);
  const at = (i: number, j: number): number => lengths[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      lengths[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const steps: Step[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      steps.push({ kind: "same", text: a[i] ?? "" });
      i += 1;
      j += 1;
    } else if (j >= b.length || (i < a.length && at(i + 1, j) >= at(i, j + 1))) {
      steps.push({ kind: "removed", text: a[i] ?? "" });
      i += 1;
    } else {
      steps.push({ kind: "added", text: b[j] ?? "" });
      j += 1;
    }
  }
  return steps;
};
