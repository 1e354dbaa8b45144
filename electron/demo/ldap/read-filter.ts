import type { BerReader } from "ldapts";

/** A search filter (RFC 4511 §4.5.1); attribute names in lower case. `other` is a kind that matches nothing here. */
export type SearchFilter =
  | { readonly kind: "and" | "or"; readonly filters: readonly SearchFilter[] }
  | { readonly kind: "not"; readonly filter: SearchFilter }
  | { readonly kind: "equal"; readonly attribute: string; readonly value: string }
  | { readonly kind: "present"; readonly attribute: string }
  | {
      readonly kind: "substring";
      readonly attribute: string;
      readonly initial: string;
      readonly any: readonly string[];
      readonly final: string;
    }
  | { readonly kind: "other" };

const TAG = {
  and: 0xa0,
  or: 0xa1,
  not: 0xa2,
  equal: 0xa3,
  substring: 0xa4,
  greater: 0xa5,
  less: 0xa6,
  present: 0x87,
  approximate: 0xa8,
  extensible: 0xa9,
} as const;
const PIECE = { initial: 0x80, any: 0x81, final: 0x82 } as const;
const MAX_DEPTH = 30;

/** Reads the filter where `reader` stands; throws RangeError for one too deep or of no known kind. ldapts' own reader takes `(x=*)` wrongly. */
export function readFilter(reader: BerReader, depth = 0): SearchFilter {
  if (depth > MAX_DEPTH) throw new RangeError("filter too deep");
  const tag = reader.readByte(true);
  if (tag === TAG.present) return { kind: "present", attribute: named(reader.readString(TAG.present)) };
  reader.readSequence();
  const end = reader.offset + reader.length;
  switch (tag) {
    case TAG.and:
    case TAG.or: {
      const filters: SearchFilter[] = [];
      while (reader.offset < end) filters.push(readFilter(reader, depth + 1));
      return { kind: tag === TAG.and ? "and" : "or", filters };
    }
    case TAG.not:
      return { kind: "not", filter: readFilter(reader, depth + 1) };
    case TAG.equal:
    case TAG.approximate:
      return { kind: "equal", attribute: named(reader.readString()), value: reader.readString() ?? "" };
    case TAG.substring:
      return readSubstring(reader);
    case TAG.greater:
    case TAG.less:
    case TAG.extensible:
      reader.offset = end;
      return { kind: "other" };
    default:
      throw new RangeError("not a filter");
  }
}

function readSubstring(reader: BerReader): SearchFilter {
  const attribute = named(reader.readString());
  reader.readSequence();
  const end = reader.offset + reader.length;
  const found = { initial: "", any: [] as string[], final: "" };
  while (reader.offset < end) {
    const tag = reader.readByte(true) ?? 0;
    const text = reader.readString(tag) ?? "";
    if (tag === PIECE.initial) found.initial = text;
    else if (tag === PIECE.any) found.any.push(text);
    else if (tag === PIECE.final) found.final = text;
    else throw new RangeError("not a substring");
  }
  return { kind: "substring", attribute, ...found };
}

const named = (attribute: string | null): string => (attribute ?? "").toLowerCase();
