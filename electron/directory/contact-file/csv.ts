import { type ContactFields, NO_CONTACT } from "#shared/domain/contact";
import { csvCell, withoutGuard } from "#shared/rules/csv-table";
import { fold } from "#shared/rules/fold";
import { cleanAddress, cleanText, kindOf } from "../finding";
import type { ReadContacts } from "./vcard";

/** The columns written, and the other names under which other software writes them (folded). */
const COLUMNS = [
  ["name", "Nom", ["nom complet", "name", "full name", "display name", "nom affiche"]],
  ["given", "Prénom", ["given name", "first name"]],
  [
    "address",
    "Adresses MSSanté",
    [
      "adresse mssante",
      "adresse",
      "email",
      "e-mail",
      "mail",
      "adresse de messagerie",
      "e-mail address",
      "e-mail 1 - value",
    ],
  ],
  ["kind", "Type", ["type de bal"]],
  ["profession", "Profession", ["title", "titre"]],
  ["specialty", "Spécialité", ["specialite", "libelle savoir-faire"]],
  ["structure", "Structure", ["organisation", "societe", "company", "organization", "raison sociale"]],
  ["postalCode", "Code postal", ["zip", "postal code", "cp"]],
  ["city", "Commune", ["ville", "city"]],
  ["idNat", "RPPS", ["identifiant national", "identifiant pp"]],
  ["note", "Note", ["notes", "remarque"]],
] as const satisfies readonly (readonly [string, string, readonly string[]])[];
type Column = (typeof COLUMNS)[number][0];

const MOST_ROWS = 20_000;
const MOST_CELL = 5000;

/** Reads contacts from CSV (RFC 4180; comma, semicolon or tab; columns by their names in French or English). Never throws. */
export function readContactCsv(text: string): ReadContacts {
  const [header, ...rows] = cellsOf(text.replace(/^\uFEFF/u, ""));
  if (header === undefined) return { contacts: [], refused: 0 };
  const names = header.map(fold);
  const place = (column: Column): number => {
    const [, label, others] = COLUMNS.find(([name]) => name === column) ?? ["", "", []];
    return names.findIndex((name) => name === fold(label) || others.some((other) => fold(other) === name));
  };
  const places = Object.fromEntries(COLUMNS.map(([column]) => [column, place(column)])) as Readonly<
    Record<Column, number>
  >;
  const filled = rows.filter((row) => row.some((cell) => cell.trim() !== ""));
  const read = filled.map((row) => contactOf((column) => row[places[column]] ?? ""));
  const contacts = read.filter((contact) => contact !== null);
  return { contacts, refused: read.length - contacts.length };
}

/** The contacts for a spreadsheet in French: UTF-8 with BOM, semicolons, CRLF, no cell that a spreadsheet would run. */
export function writeContactCsv(contacts: readonly ContactFields[]): string {
  const rows = contacts.map((contact) =>
    COLUMNS.map(([column]) => {
      if (column === "address") return csvCell(contact.addresses.join(", "));
      return column === "given" ? "" : csvCell(contact[column]);
    }).join(";"),
  );
  return `\uFEFF${[COLUMNS.map(([, label]) => label).join(";"), ...rows].join("\r\n")}\r\n`;
}

function contactOf(at: (column: Column) => string): ContactFields | null {
  const text = (column: Column, most = 200): string => cleanText(withoutGuard(at(column)), most);
  const addresses = at("address")
    .split(/[\s,;]+/u)
    .flatMap((address) => cleanAddress(address) ?? []);
  if (addresses.length === 0) return null;
  const kind = kindOf(at("kind"));
  return {
    ...NO_CONTACT,
    name: `${text("name")} ${text("given")}`.trim() || (addresses[0] ?? ""),
    kind,
    profession: text("profession"),
    specialty: text("specialty"),
    structure: text("structure"),
    postalCode: text("postalCode", 10),
    city: text("city", 80),
    idNat: text("idNat", 20).replaceAll(/\D/gu, ""),
    note: withoutGuard(at("note"))
      .split(/\r\n|\n/u)
      .map((line) => cleanText(line, 1000))
      .join("\n")
      .trim()
      .slice(0, 4000),
    addresses: [...new Set(addresses.map((address) => address.toLowerCase()))].slice(0, 10),
  };
}

/** Rows of cells; the separator is the one most seen in the first line. An unclosed quote ends with the file. */
function cellsOf(text: string): readonly (readonly string[])[] {
  const first = /^[^\r\n]*/u.exec(text)?.[0] ?? "";
  const separator = [";", "\t", ","].toSorted((one, other) => first.split(other).length - first.split(one).length)[0];
  const rows: string[][] = [[]];
  let [value, quoted] = ["", false];
  const push = (): void => {
    rows.at(-1)?.push(value.slice(0, MOST_CELL));
    value = "";
  };
  for (let at = 0; at < text.length && rows.length <= MOST_ROWS + 1; at += 1) {
    const letter = text[at] ?? "";
    if (quoted) {
      if (letter !== '"') value += letter;
      else if (text[at + 1] === '"') {
        value += '"';
        at += 1;
      } else quoted = false;
    } else if (letter === '"' && value === "") quoted = true;
    else if (letter === separator) push();
    else if (letter === "\n") {
      push();
      rows.push([]);
    } else if (letter !== "\r") value += letter;
  }
  push();
  return rows.slice(0, MOST_ROWS + 1);
}
