/** A value of an answer to FETCH as imapflow's own conversions take it (RFC 3501 §4): NIL, a text, bytes of a literal, or a list. */
export type FetchValue = null | { readonly type: "STRING"; readonly value: string | Buffer } | readonly FetchValue[];

/** What one line tells of one message: values by item in capitals, e.g. `RFC822.SIZE`. */
export type FetchLine = ReadonlyMap<string, FetchValue>;

/** What the session's own reader of answers bears too. */
const MAX_DEPTH = 25;
const START = /^\* \d{1,10} FETCH \(/iu;
/** An atom or a flag, with the section that a data item may carry: `BODY[HEADER.FIELDS (References)]<0>`. */
const ATOM = /\\?[^\s()"{}[\]\\]+(?:\[[^\]"{}]*\](?:<\d{1,10}>)?)?/uy;
const LITERAL = /\{\d{1,10}\}\r\n/uy;
const SPECIAL = /\\(["\\])/gu;

/**
 * Reads one answer to FETCH (RFC 3501 §7.4.2) in one pass: `payload` is the line as imapflow hears it: without its end, and each literal taken out of it into `literals`.
 * Null for whatever is not plainly that: another answer, something odd, nested beyond 25. It is then for imapflow to say what it is.
 */
export function readFetchLine(payload: Buffer, literals: readonly Buffer[]): FetchLine | null {
  const text = payload.toString();
  const start = START.exec(text);
  if (start === null) return null;
  const reader: Reader = { text, at: start[0].length, literals, taken: 0 };
  const values = readList(reader, 1);
  if (values === undefined || reader.taken !== literals.length || reader.at !== text.length) return null;
  return itemsOf(values);
}

type Reader = { readonly text: string; at: number; readonly literals: readonly Buffer[]; taken: number };

function itemsOf(values: readonly FetchValue[]): FetchLine | null {
  const items = new Map<string, FetchValue>();
  for (let at = 0; at < values.length; at += 2) {
    const name = textOf(values[at]);
    const value = values[at + 1];
    if (name === "" || value === undefined) return null;
    items.set(name.toUpperCase(), value);
  }
  return items;
}

/** A value as text, empty for a list or NIL. */
export const textOf = (value: FetchValue | undefined): string =>
  value === null || value === undefined || !("value" in value) ? "" : value.value.toString();

/** The values up to the parenthesis that closes the list; undefined when they cannot be read. */
function readList(reader: Reader, depth: number): readonly FetchValue[] | undefined {
  const { text } = reader;
  const found: FetchValue[] = [];
  if (depth > MAX_DEPTH) return undefined;
  for (;;) {
    const sign = text[reader.at];
    if (sign === ")") {
      reader.at += 1;
      return found;
    }
    if (sign === " ") {
      reader.at += 1;
      continue;
    }
    const value = readValue(reader, sign, depth);
    if (value === undefined || !endsAt(reader, value)) return undefined;
    found.push(value);
  }
}

/** A value that another touches is odd (a literal8, flags without their space): read as two, it would move those behind it by one. */
function endsAt({ text, at }: Reader, value: FetchValue): boolean {
  const sign = text[at];
  return sign === " " || sign === ")" || (sign === "(" && Array.isArray(value));
}

function readValue(reader: Reader, sign: string | undefined, depth: number): FetchValue | undefined {
  if (sign === '"') return readQuoted(reader);
  if (sign === "{") return readLiteral(reader);
  if (sign !== "(") return readAtom(reader);
  reader.at += 1;
  return readList(reader, depth + 1);
}

function readQuoted(reader: Reader): FetchValue | undefined {
  const { text } = reader;
  const from = reader.at + 1;
  let end = text.indexOf('"', from);
  while (end > 0 && isEscaped(text, from, end)) end = text.indexOf('"', end + 1);
  if (end < 0) return undefined;
  reader.at = end + 1;
  const value = text.slice(from, end);
  if (!value.includes("\\")) return { type: "STRING", value };
  const bare = value.replaceAll(SPECIAL, "");
  return bare.includes("\\") ? undefined : { type: "STRING", value: value.replaceAll(SPECIAL, "$1") };
}

function isEscaped(text: string, from: number, at: number): boolean {
  let before = at - 1;
  while (before >= from && text[before] === "\\") before -= 1;
  return (at - before) % 2 === 0;
}

function readLiteral(reader: Reader): FetchValue | undefined {
  LITERAL.lastIndex = reader.at;
  const value = reader.literals[reader.taken];
  if (value === undefined || !LITERAL.test(reader.text)) return undefined;
  reader.at = LITERAL.lastIndex;
  reader.taken += 1;
  return { type: "STRING", value };
}

function readAtom(reader: Reader): FetchValue | undefined {
  ATOM.lastIndex = reader.at;
  const value = ATOM.exec(reader.text)?.[0];
  if (value === undefined) return undefined;
  reader.at = ATOM.lastIndex;
  return value.toUpperCase() === "NIL" ? null : { type: "STRING", value };
}
