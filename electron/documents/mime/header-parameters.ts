import { decodeCharset } from "./charset";
import { decodeWords } from "./encoded-words";

/** A structured header such as Content-Type: its value in lower case and its parameters, names in lower case. */
export type HeaderValue = { readonly value: string; readonly parameters: ReadonlyMap<string, string> };

/** Continuations read for one parameter (RFC 2231 §3); what is numbered beyond is ignored. */
const MAX_PIECES = 64;
const PARAMETER = /;\s*([^\s=;"]{1,128})\s*=\s*(?:"((?:[^"\\]|\\.)*)(?:"|$)|([^;]*))/gs;

type Piece = { readonly text: string; readonly encoded: boolean };

/**
 * Reads `value; name=text; …` with the continuations and charsets of RFC 2231, and the encoded words (RFC 2047) that many
 * programs write in their place. The first parameter of a name wins; values are not cleaned: see `plainLine`.
 */
export function readHeaderValue(header: string): HeaderValue {
  const semicolon = header.indexOf(";");
  const value = (semicolon < 0 ? header : header.slice(0, semicolon)).trim().toLowerCase();
  const pieces = new Map<string, Map<number, Piece>>();
  if (semicolon >= 0) {
    for (const match of header.slice(semicolon).matchAll(PARAMETER)) {
      const text = match[2] === undefined ? (match[3] ?? "").trim() : match[2].replace(/\\(.)/gs, "$1");
      keep(pieces, (match[1] ?? "").toLowerCase(), text);
    }
  }
  return { value, parameters: new Map([...pieces].map(([name, parts]) => [name, together(parts)])) };
}

/** `name*2*` is piece 2 of `name`, percent-encoded; `name*` is the whole, percent-encoded; `name` is the whole as it stands (-1). */
function keep(pieces: Map<string, Map<number, Piece>>, attribute: string, text: string): void {
  const match = /^([^*]+)(?:\*(\d{1,9}))?(\*)?$/.exec(attribute);
  if (!match?.[1]) return;
  const encoded = match[3] === "*";
  const index = match[2] === undefined ? (encoded ? 0 : -1) : Number(match[2]);
  if (index >= MAX_PIECES) return;
  const known = pieces.get(match[1]) ?? new Map<number, Piece>();
  if (!known.has(index)) known.set(index, { text, encoded });
  pieces.set(match[1], known);
}

function together(parts: ReadonlyMap<number, Piece>): string {
  const first = parts.get(0);
  if (!first) return decodeWords(parts.get(-1)?.text ?? "");
  const tagged = first.encoded ? /^([^']{0,64})'[^']{0,64}'/.exec(first.text) : null;
  const bytes: Buffer[] = [];
  for (let i = 0; i < MAX_PIECES; i++) {
    const piece = parts.get(i);
    if (!piece) break;
    const text = i === 0 && tagged ? piece.text.slice(tagged[0].length) : piece.text;
    bytes.push(piece.encoded ? unpercent(text) : Buffer.from(text, "utf8"));
  }
  const text = decodeCharset(Buffer.concat(bytes), tagged?.[1] ?? "");
  return first.encoded ? text : decodeWords(text);
}

function unpercent(text: string): Buffer {
  const latin = Buffer.from(text, "utf8").toString("latin1");
  return Buffer.from(
    latin.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    "latin1",
  );
}
