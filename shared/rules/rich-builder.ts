import type { RichText } from "#shared/domain/rich-text";
import { RICH_DEPTH, RICH_WEIGHT } from "./rich-text";

/** The look of what is added. */
export type RichLook = { readonly bold: boolean; readonly italic: boolean };

type Run = { text: string; bold?: true; italic?: true };
type Item = { runs: Run[]; lists: List[] };
type List = { kind: "list"; ordered: boolean; items: Item[] };
type Cell = { runs: Run[]; header?: true };
type Block = { kind: "paragraph"; runs: Run[] } | List | { kind: "table"; rows: Cell[][] };
type Place =
  | { readonly kind: "list"; readonly list: List; readonly depth: number }
  | { readonly kind: "item"; item: Item; readonly list: List; readonly depth: number }
  | { readonly kind: "table"; readonly rows: Cell[][]; readonly below: number[] }
  | { readonly kind: "row"; readonly cells: Cell[]; readonly below: number[] }
  | { readonly kind: "cell"; readonly runs: Run[] };

const MOST_COLUMNS = 50;

/**
 * Makes a formatted text of what is found one after the other in a foreign one: lines, breaks, lists, tables. What cannot stand where it is
 * found (a list in a cell, a table in a list) becomes lines there. `null` from `done` when it weighs too much.
 */
export class RichBuilder {
  readonly #blocks: Block[] = [];
  readonly #places: Place[] = [];
  #runs: Run[] = [];
  #last = "";
  #weight = 0;

  /** Adds words to the line, in their look. */
  words(text: string, { bold, italic }: RichLook): void {
    this.#weigh(text.length);
    addRun(this.#runs, { text, ...(bold ? { bold: true } : {}), ...(italic ? { italic: true } : {}) });
    // Kept apart: to look into a text that grows by pieces copies it whole each time.
    this.#last = text.at(-1) ?? this.#last;
  }

  /** The last character of the line so far, empty when nothing is on it. */
  get last(): string {
    return this.#last;
  }

  /** The line ends; nothing happens when nothing was on it. */
  endLine(): void {
    const runs = trimmed(this.#runs);
    const isBlank = this.#runs.length === 0;
    [this.#runs, this.#last] = [[], ""];
    const place = this.#places.at(-1);
    if (isBlank) return;
    this.#weigh(2);
    if (place === undefined || place.kind === "table" || place.kind === "row")
      this.#blocks.push({ kind: "paragraph", runs });
    else if (place.kind === "cell") append(place.runs, runs);
    else if (place.kind === "list") place.list.items.push({ runs, lists: [] });
    else this.#intoItem(place, runs);
  }

  /** A list begins; one that would stand too deep goes on with the one that it is in. False in a cell. */
  openList(ordered: boolean): boolean {
    this.endLine();
    const place = this.#places.at(-1);
    if (place?.kind === "cell") return false;
    const depth = place?.kind === "item" || place?.kind === "list" ? place.depth + 1 : 1;
    const list: List = { kind: "list", ordered, items: [] };
    this.#weigh(2);
    if (place?.kind === "item" || place?.kind === "list") {
      if (depth > RICH_DEPTH) return this.#push({ ...place, kind: "list", depth: place.depth });
      const item = place.kind === "item" ? place.item : lastItem(place.list);
      item.lists.push(list);
    } else this.#blocks.push(list);
    return this.#push({ kind: "list", list, depth });
  }

  /** An item begins, in a list; false elsewhere. */
  openItem(): boolean {
    this.endLine();
    const place = this.#places.at(-1);
    if (place?.kind !== "list") return false;
    const item: Item = { runs: [], lists: [] };
    place.list.items.push(item);
    this.#weigh(4);
    return this.#push({ kind: "item", item, list: place.list, depth: place.depth });
  }

  /** A table begins; false where none may stand. */
  openTable(): boolean {
    this.endLine();
    if (this.#places.length > 0) return false;
    this.#weigh(2);
    return this.#push({ kind: "table", rows: [], below: [] });
  }

  /** A row begins, in a table; false elsewhere. */
  openRow(): boolean {
    const place = this.#places.at(-1);
    if (place?.kind !== "table") return false;
    this.endLine();
    const cells: Cell[] = [];
    place.rows.push(cells);
    this.#weigh(2);
    return this.#push({ kind: "row", cells, below: place.below });
  }

  /** A cell begins, in a row; a merged one leaves its other places empty. False elsewhere. */
  openCell({
    header,
    columns,
    rows,
  }: {
    readonly header: boolean;
    readonly columns: number;
    readonly rows: number;
  }): boolean {
    const place = this.#places.at(-1);
    if (place?.kind !== "row") return false;
    this.endLine();
    fillBelow(place.cells, place.below);
    if (place.cells.length >= MOST_COLUMNS) return false;
    const runs: Run[] = [];
    const from = place.cells.length;
    place.cells.push(header ? { runs, header: true } : { runs });
    while (place.cells.length < Math.min(from + columns, MOST_COLUMNS)) place.cells.push({ runs: [] });
    if (rows > 1) for (let column = from; column < place.cells.length; column += 1) place.below[column] = rows - 1;
    this.#weigh(4 * (place.cells.length - from));
    return this.#push({ kind: "cell", runs });
  }

  /** What was opened last ends. */
  close(): void {
    this.endLine();
    const place = this.#places.pop();
    if (place?.kind === "row") fillBelow(place.cells, place.below);
    if (place?.kind === "table") this.#closeTable(place.rows);
  }

  /** Whether nothing more needs to be read. */
  get isTooHeavy(): boolean {
    return this.#weight > RICH_WEIGHT;
  }

  /** What was made, null when it is too heavy to be kept. */
  done(): RichText | null {
    while (this.#places.length > 0) this.close();
    this.endLine();
    return this.isTooHeavy ? null : withoutEmptyLists(this.#blocks);
  }

  #push(place: Place): true {
    this.#places.push(place);
    return true;
  }

  #weigh(more: number): void {
    this.#weight += more;
  }

  /** Words after the lists of an item come after them: they are an item of their own. */
  #intoItem(place: Extract<Place, { kind: "item" }>, runs: Run[]): void {
    if (place.item.lists.length > 0) {
      place.item = { runs: [], lists: [] };
      place.list.items.push(place.item);
    }
    append(place.item.runs, runs);
  }

  #closeTable(rows: readonly Cell[][]): void {
    const columns = Math.max(0, ...rows.map((cells) => cells.length));
    const full = rows.filter((cells) => cells.length > 0);
    this.#weigh(full.reduce((missing, cells) => missing + 4 * (columns - cells.length), 0));
    if (full.length === 0 || this.isTooHeavy) return;
    for (const cells of full) while (cells.length < columns) cells.push({ runs: [] });
    const [alone] = full[0] ?? [];
    // A frame around a text is no table.
    if (full.length * columns === 1) this.#blocks.push({ kind: "paragraph", runs: alone?.runs ?? [] });
    else this.#blocks.push({ kind: "table", rows: full });
  }
}

function lastItem(list: List): Item {
  const last = list.items.at(-1);
  if (last !== undefined) return last;
  const item: Item = { runs: [], lists: [] };
  list.items.push(item);
  return item;
}

function addRun(line: Run[], { text, ...look }: Run): void {
  const last = line.at(-1);
  if (last !== undefined && last.bold === look.bold && last.italic === look.italic) last.text += text;
  else if (text !== "") line.push({ text, ...look });
}

function append(line: Run[], more: readonly Run[]): void {
  if (line.length > 0) addRun(line, { text: "\n" });
  for (const run of more) addRun(line, run);
}

/** The places that cells of earlier rows take in this one, up to the next free column. */
function fillBelow(cells: Cell[], below: number[]): void {
  for (let left = below[cells.length] ?? 0; left > 0; left = below[cells.length] ?? 0) {
    below[cells.length] = left - 1;
    cells.push({ runs: [] });
  }
}

/** A line without the blanks that HTML drops nor the break that only ended it; those that were kept for HTML are plain spaces again. */
function trimmed(runs: readonly Run[]): Run[] {
  const whole = runs.map(({ text }) => text).join("");
  const isBlank = !/[^\s\u00a0]/u.test(whole);
  const kept: string[] = [];
  let isEnd = true;
  for (let at = whole.length - 1; at >= 0; at -= 1) {
    const character = whole[at] ?? "";
    const isDropped = (character === " " && isEnd) || (isBlank && character !== "\n");
    kept[at] = isDropped ? "" : character === "\u00a0" && standsByBlank(whole, at) ? " " : character;
    isEnd = character === "\n" || (isEnd && character === " ");
  }
  if (whole.endsWith("\n")) kept[whole.length - 1] = "";
  let from = 0;
  const line: Run[] = [];
  for (const { text, ...look } of runs) {
    addRun(line, { text: kept.slice(from, from + text.length).join(""), ...look });
    from += text.length;
  }
  return line;
}

const standsByBlank = (whole: string, at: number): boolean =>
  [whole[at - 1], whole[at + 1]].some((beside) => beside === undefined || beside === " " || beside === "\n");

function withoutEmptyLists(blocks: readonly Block[]): RichText {
  return blocks.filter((block) => block.kind !== "list" || isFull(block));
}

function isFull(list: List): boolean {
  for (const item of list.items) item.lists = item.lists.filter(isFull);
  return list.items.length > 0;
}
