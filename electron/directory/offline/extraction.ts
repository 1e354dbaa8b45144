import { DirectoryError } from "../failure";

/** What is kept of a line, by the names of the extraction's header (31 columns, `|` between them). Order of a kept row: never change it without a new file format. */
const COLUMNS = {
  address: "Adresse BAL",
  kind: "Type de BAL",
  identifier: "Identifiant PP",
  idNat: "Identification nationale PP",
  structureId: "Identification Structure",
  service: "Service de rattachement",
  title: "Civilité d'exercice",
  family: "Nom d'exercice",
  given: "Prénom d'exercice",
  professionCode: "Code Profession",
  profession: "Libellé Profession",
  specialtyCode: "Code savoir-faire",
  specialty: "Libellé savoir-faire",
  structure: "Raison Sociale structure BAL",
  sign: "Enseigne commerciale structure BAL",
  streetNumber: "L4NUMEROVOIE structure BAL",
  streetNumberExtra: "L4COMPLEMENTNUMEROVOIE structure BAL",
  streetType: "NL4TYPEVOIE structure BAL",
  street: "L4LIBELLEVOIE structure BAL",
  route: "L6LIGNEACHEMINEMENT structure BAL",
  postalCode: "Code postal structure BAL",
  department: "Département structure BAL",
} as const;

/** One column that is kept. */
type Column = keyof typeof COLUMNS;
const KEPT = Object.keys(COLUMNS) as readonly Column[];
const PLACES = Object.fromEntries(KEPT.map((column, place) => [column, place])) as Readonly<Record<Column, number>>;

/** The columns that are kept of one line, as `KEPT` orders them; an absent one is empty. */
export type Cells = readonly string[];
export const cellOf = (cells: Cells, column: Column): string => cells[PLACES[column]] ?? "";

/** One line as it lies among others: the bytes of column `c` are those from `starts[placeOf(c)]` to `ends[placeOf(c)]`. */
export type Line = { readonly bytes: Uint8Array; readonly starts: Int32Array; readonly ends: Int32Array };
export const placeOf = (column: Column): number => PLACES[column];

const NEEDED: readonly Column[] = ["address", "kind", "family"];
const MOST_COLUMNS = 200;
const MOST_LINE = 8000;
const [END, RETURN, SEPARATOR, AT] = [10, 13, 124, 64];

/**
 * Reads the lines of a run from a byte on, under one header: `each` gets null for a line of another width, too long or without address, nothing for an
 * empty one. The cells are those of this line until the next is read.
 */
export type LineReader = (bytes: Uint8Array, from: number, each: (line: Line | null) => void) => void;

/**
 * Understands the header by its names, wherever the columns stand; a BOM and a trailing separator are accepted. Throws `unreadable` when the address,
 * the kind or the family name is missing: such a file is no extraction.
 */
export function readHeader(header: string): LineReader {
  if (header.length > MOST_LINE) throw new DirectoryError("unreadable");
  const names = header
    .replace(/^\uFEFF/u, "")
    .split("|")
    .map(plain);
  if (names.at(-1) === "") names.pop();
  if (names.length > MOST_COLUMNS) throw new DirectoryError("unreadable");
  const places = KEPT.map((column) => names.indexOf(plain(COLUMNS[column])));
  if (NEEDED.some((column) => places[PLACES[column]] === -1)) throw new DirectoryError("unreadable");
  return readerOf(Int32Array.from(places), names.length);
}

function readerOf(places: Int32Array, width: number): LineReader {
  const [starts, ends] = [new Int32Array(places.length), new Int32Array(places.length)];
  // Where each cell ends, with room for the empty one after a trailing separator.
  const cuts = new Int32Array(width + 1);
  return (bytes, from, each) => {
    const line: Line = { bytes, starts, ends };
    for (let start = from, at = from; start < bytes.length; start = at + 1) {
      let count = 0;
      for (at = start; at < bytes.length && bytes[at] !== END; at += 1) if (bytes[at] === SEPARATOR) cuts[count++] = at;
      const end = at > start && bytes[at - 1] === RETURN ? at - 1 : at;
      if (end === start) continue;
      cuts[count++] = end;
      const whole = count === width || (count === width + 1 && cuts[width - 1] === end - 1);
      each(whole && end - start <= MOST_LINE && placed(line, { start, cuts, places }) ? line : null);
    }
  };
}

type Cut = { readonly start: number; readonly cuts: Int32Array; readonly places: Int32Array };

/** Says where each kept cell lies; false when the first, the address, is none. Plain loops: they run twenty million times for one file. */
function placed({ bytes, starts, ends }: Line, { start, cuts, places }: Cut): boolean {
  for (let kept = 0; kept < places.length; kept += 1) {
    const place = places[kept] ?? -1;
    starts[kept] = place > 0 ? (cuts[place - 1] ?? 0) + 1 : start;
    ends[kept] = place === -1 ? start : (cuts[place] ?? start);
  }
  const at = bytes.indexOf(AT, starts[0]);
  return at > (starts[0] ?? 0) && at < (ends[0] ?? 0);
}

/** Typographic apostrophes, case and spaces do not make another column. */
const plain = (name: string): string => name.trim().replaceAll("’", "'").toLowerCase();
