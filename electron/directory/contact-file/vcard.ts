import { type ContactFields, NO_CONTACT } from "#shared/domain/contact";
import { cleanAddress, cleanText } from "../finding";
import { isQuotedPrintable, unquoted } from "./quoted-printable";

/** What a file of contacts gave; `refused`: cards without an address that could be written to. */
export type ReadContacts = { readonly contacts: readonly ContactFields[]; readonly refused: number };

const MOST_CARDS = 20_000;
const MOST_LINE = 20_000;
const MOST_LINES_OF_CARD = 500;

/** One content line (RFC 6350 §3.3): name without its group, upper-cased, and its value as written. */
type Line = { readonly name: string; readonly value: string };

/** Reads vCard 2.1, 3.0 and 4.0 (RFC 2426, 6350); folded lines, escapes, groups and the accents of 2.1 understood, everything else left alone. Never throws. */
export function readVcards(text: string): ReadContacts {
  const contacts: ContactFields[] = [];
  let refused = 0;
  let card: Line[] | null = null;
  for (const line of unfolded(text)) {
    const said = lineOf(line);
    if (said === null) continue;
    if (said.name === "BEGIN") card = [];
    else if (said.name === "END" && card !== null) {
      const contact = contactOf(card);
      if (contact === null || contacts.length >= MOST_CARDS) refused += 1;
      else contacts.push(contact);
      card = null;
    } else if (card !== null && card.length < MOST_LINES_OF_CARD) card.push(said);
  }
  return { contacts, refused };
}

/** The contacts as vCard 4.0, lines folded at 75 bytes (RFC 6350 §3.2). */
export function writeVcards(contacts: readonly ContactFields[]): string {
  return contacts.map(cardOf).join("");
}

/** A line that begins with a space goes on from the one before (RFC 6350 §3.2). */
function* unfolded(text: string): Generator<string> {
  let line = "";
  for (const piece of text.replace(/^\uFEFF/u, "").split(/\r\n|\n|\r/u)) {
    // In vCard 2.1 an accented value goes on after a line that ends with « = ».
    if (line.endsWith("=") && line.length < MOST_LINE && isQuotedPrintable(line)) {
      line = line.slice(0, -1) + piece.slice(0, MOST_LINE);
      continue;
    }
    if (/^[ \t]/u.test(piece)) {
      if (line.length < MOST_LINE) line += piece.slice(1);
      continue;
    }
    yield line;
    line = piece.slice(0, MOST_LINE);
  }
  yield line;
}

function lineOf(line: string): Line | null {
  // Parameters may quote a colon; the value begins at the first one outside quotes.
  const found = /^(?:[\w-]+\.)?([\w-]+)((?:;(?:"[^"]*"|[^":])*)?):(.*)$/su.exec(line);
  if (found === null) return null;
  const [, name = "", parameters = "", value = ""] = found;
  return { name: name.toUpperCase(), value: isQuotedPrintable(`${parameters}:`) ? unquoted(value) : value };
}

function contactOf(card: readonly Line[]): ContactFields | null {
  const all = (name: string): readonly string[] => card.filter((line) => line.name === name).map(({ value }) => value);
  const one = (name: string, most = 200): string => cleanText(plain(all(name)[0] ?? ""), most);
  const addresses = all("EMAIL").flatMap(
    (value) =>
      cleanAddress(
        plain(value)
          .replace(/^mailto:/iu, "")
          .trim(),
      ) ?? [],
  );
  if (addresses.length === 0) return null;
  const [family = "", given = ""] = parts(all("N")[0] ?? "");
  const [, , , city = "", , postalCode = ""] = parts(all("ADR")[0] ?? "");
  const [structure = "", service = ""] = parts(all("ORG")[0] ?? "");
  const [profession = "", specialty = ""] = plain(all("TITLE")[0] ?? "").split(/\s*,\s*/u);
  return {
    ...NO_CONTACT,
    name: cleanText(`${family} ${given}`.trim()) || one("FN") || (addresses[0] ?? ""),
    kind: kindOf(one("X-MSS-TYPE", 10), one("KIND", 20)),
    profession: cleanText(profession),
    specialty: cleanText(specialty),
    structure: cleanText([structure, service].filter((text) => text !== "").join(" — ")),
    postalCode: cleanText(postalCode, 10),
    city: cleanText(city, 80),
    idNat: cleanText(plain(all("X-RPPS")[0] ?? ""), 20).replaceAll(/\D/gu, ""),
    note: noteOf(all("NOTE")),
    addresses: [...new Set(addresses.map((address) => address.toLowerCase()))].slice(0, 10),
  };
}

const noteOf = (notes: readonly string[]): string =>
  plain(notes.join("\\n"))
    .split("\n")
    .map((line) => cleanText(line, 1000))
    .join("\n")
    .trim()
    .slice(0, 4000);

function kindOf(type: string, kind: string): ContactFields["kind"] {
  const said = type.toUpperCase();
  if (said === "PER" || said === "ORG" || said === "APP" || said === "CAB") return said;
  return kind.toLowerCase() === "org" ? "ORG" : "unknown";
}

/** The components of a structured value, cut at the semicolons that are not escaped. */
const parts = (value: string): readonly string[] =>
  Array.from(value.matchAll(/((?:\\.|[^\\;]|\\$)*)(?:;|$)/gsu), ([, part = ""]) => plain(part)).slice(0, 12);

/** Escapes undone (RFC 6350 §3.4). */
const plain = (value: string): string =>
  value.replace(/\\([\\,;:nN])/gu, (_all, letter: string) => (letter === "n" || letter === "N" ? "\n" : letter));

const escaped = (text: string): string => text.replace(/[\\,;]/gu, (letter) => `\\${letter}`).replaceAll("\n", "\\n");

function cardOf(contact: ContactFields): string {
  const { name, structure, profession, specialty, city, postalCode, kind, idNat, note } = contact;
  const [family = "", ...given] = name.split(" ");
  const job = [profession, specialty].filter((text) => text !== "").join(", ");
  const lines = [
    "BEGIN:VCARD",
    "VERSION:4.0",
    `KIND:${kind === "ORG" || kind === "APP" ? "org" : "individual"}`,
    `FN:${escaped(name)}`,
    `N:${escaped(family)};${escaped(given.join(" "))};;;`,
    ...contact.addresses.map((address, at) => `EMAIL;PREF=${at + 1}:${address}`),
    structure === "" ? "" : `ORG:${escaped(structure)}`,
    job === "" ? "" : `TITLE:${escaped(job)}`,
    city === "" && postalCode === "" ? "" : `ADR:;;;${escaped(city)};;${escaped(postalCode)};`,
    kind === "unknown" ? "" : `X-MSS-TYPE:${kind}`,
    idNat === "" ? "" : `X-RPPS:${idNat}`,
    note === "" ? "" : `NOTE:${escaped(note)}`,
    "END:VCARD",
  ];
  return lines
    .filter((line) => line !== "")
    .map((line) => `${folded(line)}\r\n`)
    .join("");
}

/** At most 75 bytes a line; no character is cut in two. */
function folded(line: string): string {
  let [text, size] = ["", 0];
  for (const character of line) {
    const bytes = Buffer.byteLength(character);
    if (size + bytes > 74) {
      text += "\r\n ";
      size = 1;
    }
    text += character;
    size += bytes;
  }
  return text;
}
