import type { RichBlock, RichItem, RichList, RichRun, RichText } from "#shared/domain/rich-text";

/** The most that a formatted text weighs: its characters, and two for each thing that holds some. */
export const RICH_WEIGHT = 500_000;
/** Lists under lists, at most. */
export const RICH_DEPTH = 5;

/** A plain text as a formatted one: a paragraph a line. `richToText` gives it back. */
export const richFromText = (text: string): RichText =>
  text
    .replaceAll(/\r\n?/gu, "\n")
    .split("\n")
    .map((line) => ({ kind: "paragraph", runs: line === "" ? [] : [{ text: line }] }));

/** The text/plain form: every word in order, a line a paragraph, `- ` or `1. ` before items, ` | ` between the cells of a row. */
export const richToText = (rich: RichText): string => rich.flatMap(blockLines).join("\n");

/** Whether the plain text alone would lose something of it. */
export const isFormatted = (rich: RichText): boolean =>
  rich.some(
    (block) => block.kind !== "paragraph" || block.runs.some((run) => run.bold === true || run.italic === true),
  );

/** Whether it is light enough to be kept. */
export function fitsRich(rich: RichText): boolean {
  let weight = 0;
  for (const block of rich) {
    weight += weightOf(block);
    if (weight > RICH_WEIGHT) return false;
  }
  return true;
}

/** The characters of runs. */
export const textOf = (runs: readonly RichRun[]): string => runs.map(({ text }) => text).join("");

function weightOf(block: RichBlock): number {
  switch (block.kind) {
    case "paragraph":
      return 2 + textOf(block.runs).length;
    case "list":
      return 2 + sum(block.items.map((item) => 4 + textOf(item.runs).length + sum(item.lists.map(weightOf))));
    case "table":
      return 2 + sum(block.rows.map((row) => 2 + sum(row.map((cell) => 4 + textOf(cell.runs).length))));
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

function blockLines(block: RichBlock): readonly string[] {
  switch (block.kind) {
    case "paragraph":
      return [textOf(block.runs)];
    case "list":
      return listLines(block);
    case "table":
      return tableLines(block.rows.map((row) => row.map((cell) => textOf(cell.runs).replaceAll("\n", " "))));
  }
}

const listLines = ({ ordered, items }: RichList): readonly string[] =>
  items.flatMap((item, index) => itemLines(item, ordered ? `${index + 1}. ` : "- "));

/** What follows in the item stands under its first word. */
function itemLines({ runs, lists }: RichItem, mark: string): readonly string[] {
  const room = " ".repeat(mark.length);
  const [first = "", ...others] = textOf(runs).split("\n");
  return [`${mark}${first}`, ...[...others, ...lists.flatMap(listLines)].map((line) => room + line)];
}

/** Wider cells would push the line out of every window: they are not waited for. */
const WIDEST_CELL = 32;

/** Columns are aligned where the font allows it; the bar keeps them apart where it does not. */
function tableLines(rows: readonly (readonly string[])[]): readonly string[] {
  const widths: number[] = [];
  for (const row of rows)
    for (const [column, cell] of row.entries())
      widths[column] = Math.min(WIDEST_CELL, Math.max(widths[column] ?? 0, cell.length));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join(" | ")
      .trimEnd(),
  );
}
