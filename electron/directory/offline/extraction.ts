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

const NEEDED: readonly Column[] = ["address", "kind", "family"];
const MOST_COLUMNS = 200;
const MOST_LINE = 8000;

/** Reads lines under one header: a line of another width, too long or without address gives null. */
export type LineReader = (line: string) => Cells | null;

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
  const width = names.length;
  return (line) => {
    if (line.length > MOST_LINE) return null;
    const cells = line.split("|");
    if (cells.length !== width && !(cells.length === width + 1 && cells[width] === "")) return null;
    const kept = places.map((place) => (place === -1 ? "" : (cells[place] ?? "")));
    return (kept[0] ?? "").indexOf("@") > 0 ? kept : null;
  };
}

/** Typographic apostrophes, case and spaces do not make another column. */
const plain = (name: string): string => name.trim().replaceAll("’", "'").toLowerCase();
