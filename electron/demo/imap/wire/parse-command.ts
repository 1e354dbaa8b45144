import type { RawCommand } from "./read-command";
import { tagOf } from "./read-command";

/** One argument of a command; texts are binary strings (one character per byte). */
export type Argument =
  | { readonly kind: "atom"; readonly text: string }
  | { readonly kind: "quoted"; readonly text: string }
  | { readonly kind: "literal"; readonly bytes: Buffer }
  | { readonly kind: "list"; readonly items: readonly Argument[] }
  | {
      readonly kind: "section";
      readonly name: string;
      readonly items: readonly Argument[];
      readonly partial?: Partial;
    };

/** The `<offset.length>` behind a section; without a length, a rest. */
export type Partial = { readonly offset: number; readonly length: number };

/** A parsed command: `name` in upper case, `UID` joined to what follows it. */
export type Command = { readonly tag: string; readonly name: string; readonly args: readonly Argument[] };

/** A command that breaks the grammar; answered `BAD`. The message may be shown to the client. */
export class BadSyntax extends Error {
  override readonly name = "BadSyntax";
}

const MAX_DEPTH = 20;
const SECTION_NAME = /^BODY(?:\.PEEK)?$/i;

/** Parses a command (RFC 3501 §9), leniently on atoms; throws BadSyntax. */
export function parseCommand(raw: RawCommand): Command {
  const first = raw.lines[0] ?? "";
  const tag = tagOf(first);
  if (tag === "*") throw new BadSyntax("Missing or invalid tag");
  const cursor: Cursor = { raw, index: 0, line: first, at: tag.length };
  expect(cursor, " ");
  let name = readWord(cursor);
  if (name === "UID") {
    expect(cursor, " ");
    name = `UID ${readWord(cursor)}`;
  }
  const args: Argument[] = [];
  while (cursor.at < cursor.line.length) {
    expect(cursor, " ");
    args.push(readArgument(cursor, 0, false));
  }
  return { tag, name, args };
}

/** Where the parser stands: in which line, and how far; each literal leads to the next line. */
type Cursor = { readonly raw: RawCommand; index: number; line: string; at: number };

function expect(cursor: Cursor, char: string): void {
  if (cursor.line[cursor.at] !== char) throw new BadSyntax(`Expected ${char === " " ? "a space" : char}`);
  cursor.at += 1;
}

function match(cursor: Cursor, sticky: RegExp): string | undefined {
  sticky.lastIndex = cursor.at;
  const found = sticky.exec(cursor.line)?.[0];
  cursor.at += found?.length ?? 0;
  return found;
}

function readWord(cursor: Cursor): string {
  const word = match(cursor, /[A-Za-z0-9]+/y);
  if (!word) throw new BadSyntax("Missing command");
  return word.toUpperCase();
}

function readArgument(cursor: Cursor, depth: number, inSection: boolean): Argument {
  if (depth > MAX_DEPTH) throw new BadSyntax("Too many nested parentheses");
  const char = cursor.line[cursor.at];
  if (char === "(") {
    cursor.at += 1;
    return { kind: "list", items: readItems(cursor, ")", depth, false) };
  }
  if (char === '"') return readQuoted(cursor);
  if (char === "{" || cursor.line.startsWith("~{", cursor.at)) return readLiteral(cursor);
  return readAtomOrSection(cursor, depth, inSection);
}

function readItems(cursor: Cursor, close: string, depth: number, inSection: boolean): readonly Argument[] {
  const found: Argument[] = [];
  while (cursor.line[cursor.at] !== close) {
    if (found.length > 0) expect(cursor, " ");
    // Some clients leave a space before the closing parenthesis.
    if (found.length > 0 && cursor.line[cursor.at] === close) break;
    found.push(readArgument(cursor, depth + 1, inSection));
  }
  expect(cursor, close);
  return found;
}

function readQuoted(cursor: Cursor): Argument {
  const text = match(cursor, /"(?:[^"\\\r\n\0]|\\["\\])*"/y);
  if (text === undefined) throw new BadSyntax("Invalid quoted string");
  return { kind: "quoted", text: text.slice(1, -1).replace(/\\(.)/g, "$1") };
}

function readLiteral(cursor: Cursor): Argument {
  const bytes = cursor.raw.literals[cursor.index];
  const next = cursor.raw.lines[cursor.index + 1];
  const announced = match(cursor, /~?\{\d{1,12}\+?\}/y);
  if (!bytes || next === undefined || !announced || cursor.at < cursor.line.length)
    throw new BadSyntax("Invalid literal");
  cursor.index += 1;
  cursor.line = next;
  cursor.at = 0;
  return { kind: "literal", bytes };
}

function readAtomOrSection(cursor: Cursor, depth: number, inSection: boolean): Argument {
  if (inSection) return atom(match(cursor, /[^\x00-\x20\x7f-\xff(){"\]]+/y) ?? "");
  const text = match(cursor, /[^\x00-\x20\x7f-\xff(){"[]+/y) ?? "";
  if (cursor.line[cursor.at] !== "[" || !SECTION_NAME.test(text)) {
    return atom(text + (match(cursor, /\[[^\x00-\x20\x7f-\xff(){"]*/y) ?? ""));
  }
  cursor.at += 1;
  const items = readItems(cursor, "]", depth, true);
  const partial = match(cursor, /<\d{1,10}(?:\.\d{1,10})?>/y);
  return { kind: "section", name: text.toUpperCase(), items, ...(partial ? { partial: readPartial(partial) } : {}) };
}

function atom(text: string): Argument {
  if (text === "") throw new BadSyntax("Unexpected character");
  return { kind: "atom", text };
}

function readPartial(text: string): Partial {
  const [offset = "0", length] = text.slice(1, -1).split(".");
  return { offset: Number(offset), length: length === undefined ? Number.MAX_SAFE_INTEGER : Number(length) };
}
