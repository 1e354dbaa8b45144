import type { Section } from "../mime/section";
import { atMost, itemsOf, keywordOf, numberOf, textOf } from "../wire/arguments";
import { imapString } from "../wire/encode";
import type { Argument, Partial } from "../wire/parse-command";
import { BadSyntax } from "../wire/parse-command";

/** One data item asked of FETCH (RFC 3501 §6.4.5); `label` is what the answer calls a section. */
export type FetchItem =
  | { readonly kind: "uid" | "flags" | "internaldate" | "size" | "envelope" | "bodystructure" | "body" | "modseq" }
  | {
      readonly kind: "section";
      readonly label: string;
      readonly peek: boolean;
      readonly section: Section;
      readonly partial?: Partial;
    };

type SimpleKind = Exclude<FetchItem["kind"], "section">;

const SIMPLE: Readonly<Record<string, readonly SimpleKind[]>> = {
  UID: ["uid"],
  FLAGS: ["flags"],
  INTERNALDATE: ["internaldate"],
  "RFC822.SIZE": ["size"],
  ENVELOPE: ["envelope"],
  BODYSTRUCTURE: ["bodystructure"],
  BODY: ["body"],
  MODSEQ: ["modseq"],
};
const MACROS: Readonly<Record<string, readonly SimpleKind[]>> = {
  FAST: ["flags", "internaldate", "size"],
  ALL: ["flags", "internaldate", "size", "envelope"],
  FULL: ["flags", "internaldate", "size", "envelope", "body"],
};
const RFC822: Readonly<Record<string, { piece: Section["piece"]; peek: boolean }>> = {
  RFC822: { piece: "all", peek: false },
  "RFC822.HEADER": { piece: "header", peek: true },
  "RFC822.TEXT": { piece: "text", peek: false },
};
const PIECES: Readonly<Record<string, Section["piece"]>> = {
  HEADER: "header",
  TEXT: "text",
  MIME: "mime",
  "HEADER.FIELDS": "fields",
  "HEADER.FIELDS.NOT": "fields-not",
};
const MAX_ITEMS = 100;

/** Reads the item, list or macro that FETCH names, each kind once; throws BadSyntax. */
export function readFetchItems(arg: Argument | undefined): readonly FetchItem[] {
  const macro = arg?.kind === "atom" ? own(MACROS, arg.text.toUpperCase()) : undefined;
  if (macro) return macro.map((kind) => ({ kind }));
  const args = arg?.kind === "list" ? arg.items : arg ? [arg] : [];
  if (args.length === 0 || args.length > MAX_ITEMS) throw new BadSyntax("Missing or too many fetch items");
  return args.flatMap(readItem);
}

/** Reads `(CHANGEDSINCE n)` (RFC 7162 §3.1.4.1); undefined without modifiers. */
export function readChangedSince(arg: Argument | undefined): number | undefined {
  if (!arg) return undefined;
  const [name, value, ...excess] = itemsOf(arg, "fetch modifiers");
  atMost(excess, 0);
  if (keywordOf(name) !== "CHANGEDSINCE") throw new BadSyntax("Unknown fetch modifier");
  return numberOf(value, "mod-sequence");
}

function readItem(arg: Argument): readonly FetchItem[] {
  if (arg.kind === "section") return [readSection(arg)];
  const word = keywordOf(arg, "fetch item");
  const kinds = own(SIMPLE, word);
  if (kinds) return kinds.map((kind) => ({ kind }));
  const whole = own(RFC822, word);
  if (!whole) throw new BadSyntax("Unknown fetch item");
  return [
    { kind: "section", label: word, peek: whole.peek, section: { path: [], piece: whole.piece, names: new Set() } },
  ];
}

function readSection(arg: Extract<Argument, { kind: "section" }>): FetchItem {
  const [spec, fields, ...excess] = arg.items;
  atMost(excess, 0);
  const text = spec ? keywordOf(spec, "section") : "";
  const found = /^((?:[1-9]\d{0,4}(?:\.|$))*)([A-Z.]*)$/.exec(text);
  if (!found || (found[2] && found[1] && !found[1].endsWith(".")) || (!found[2] && found[1]?.endsWith(".")))
    throw new BadSyntax("Invalid section");
  const path = (found[1] ?? "").split(".").filter(Boolean).map(Number);
  const piece = found[2] ? own(PIECES, found[2]) : "all";
  if (!piece || path.length > 50 || (piece === "mime" && path.length === 0)) throw new BadSyntax("Invalid section");
  const takesNames = piece === "fields" || piece === "fields-not";
  if (takesNames !== Boolean(fields)) throw new BadSyntax("Invalid section");
  const names = fields ? itemsOf(fields, "header names").map((name) => textOf(name, "header name")) : [];
  if (takesNames && names.length === 0) throw new BadSyntax("Missing header names");
  const inside = takesNames ? `${text} (${names.map(spelled).join(" ")})` : text;
  const partial = arg.partial;
  if (partial && partial.length === 0) throw new BadSyntax("Invalid partial");
  return {
    kind: "section",
    label: `BODY[${inside}]${partial ? `<${partial.offset}>` : ""}`,
    peek: arg.name === "BODY.PEEK",
    section: { path, piece, names: new Set(names.map((name) => name.toLowerCase())) },
    ...(partial ? { partial } : {}),
  };
}

function spelled(name: string): string {
  return /^[\x21\x23-\x27\x2a-\x5a\x5e-\x7a\x7c\x7e]+$/.test(name) ? name : imapString(name);
}

function own<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
