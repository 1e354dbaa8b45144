import type { Header } from "./headers";
import { headerValue, parseHeader } from "./headers";
import type { StructuredField } from "./structured-field";
import { parameterOf, parseStructuredField } from "./structured-field";

/** A MIME part as offsets into the message; `children` for multipart, `message` for message/rfc822. */
export type Part = {
  readonly header: Header;
  readonly start: number;
  readonly bodyStart: number;
  readonly end: number;
  /** Type and subtype in lower case. */
  readonly type: string;
  readonly subtype: string;
  readonly contentType: StructuredField;
  readonly children: readonly Part[];
  readonly message?: Part;
};

const MAX_DEPTH = 12;
const MAX_PARTS = 1000;

/** Reads the tree of parts of a whole message; beyond its bounds a part is left undivided. */
export function parsePartTree(raw: Buffer): Part {
  return parsePart({ raw, left: MAX_PARTS }, { start: 0, end: raw.length, depth: 0, fallback: "text/plain" });
}

type Walk = { readonly raw: Buffer; left: number };
type Extent = { readonly start: number; readonly end: number; readonly depth: number; readonly fallback: string };

function parsePart(walk: Walk, extent: Extent): Part {
  const { start, end, depth, fallback } = extent;
  walk.left -= 1;
  const header = parseHeader(walk.raw, start, end);
  const contentType = parseStructuredField(headerValue(header, "content-type") ?? fallback);
  const known = /^[^\s/]+\/[^\s/]+$/.test(contentType.value) ? contentType : parseStructuredField(fallback);
  const [type = "", subtype = ""] = known.value.toLowerCase().split("/");
  const part = { header, start, bodyStart: header.bodyStart, end, type, subtype, contentType: known, children: [] };
  if (depth >= MAX_DEPTH || walk.left <= 0) return part;
  if (type === "multipart") return { ...part, children: parseChildren(walk, part, depth) };
  if (type === "message" && subtype === "rfc822" && isPlainlyEncoded(header)) {
    const message = parsePart(walk, { start: part.bodyStart, end, depth: depth + 1, fallback: "text/plain" });
    return { ...part, message };
  }
  return part;
}

function parseChildren(walk: Walk, part: Omit<Part, "message">, depth: number): readonly Part[] {
  const boundary = parameterOf(part.contentType, "boundary");
  if (!boundary || boundary.length > 200) return [];
  const fallback = part.subtype === "digest" ? "message/rfc822" : "text/plain";
  return splitAtBoundary(walk.raw, part.bodyStart, part.end, boundary, walk.left).map(({ start, end }) =>
    parsePart(walk, { start, end, depth: depth + 1, fallback }),
  );
}

// Base64 around a message is against RFC 2046 §5.2.1 but seen: such a part stays closed.
function isPlainlyEncoded(header: Header): boolean {
  return !/base64|quoted/i.test(headerValue(header, "content-transfer-encoding") ?? "");
}

type Slice = { readonly start: number; readonly end: number };

function splitAtBoundary(raw: Buffer, from: number, end: number, boundary: string, most: number): readonly Slice[] {
  const mark = Buffer.from(`--${boundary}`, "latin1");
  const slices: Slice[] = [];
  let open: number | undefined;
  let at = raw.indexOf(mark, from);
  for (; at >= 0 && at + mark.length <= end && slices.length < most; at = raw.indexOf(mark, at + mark.length)) {
    const line = delimiterLine(raw, at, mark.length, from, end);
    if (!line) continue;
    if (open !== undefined) slices.push({ start: open, end: Math.max(open, beforeLineEnd(raw, at)) });
    open = line.closes ? undefined : line.end;
    if (line.closes) return slices;
  }
  // A message cut short: its last part runs to the end.
  if (open !== undefined && slices.length < most) slices.push({ start: open, end });
  return slices;
}

function delimiterLine(raw: Buffer, at: number, length: number, from: number, end: number) {
  if (at > from && raw[at - 1] !== 0x0a) return undefined;
  const found = raw.indexOf(0x0a, at + length);
  const lineEnd = found < 0 || found >= end ? end : found + 1;
  // Trailing blanks are allowed on a delimiter, anything else makes it another, longer boundary.
  const rest = raw.toString("latin1", at + length, Math.min(lineEnd, at + length + 200));
  const kind = /^(--)?[ \t]*\r?\n?$/.exec(rest);
  return kind ? { closes: kind[1] !== undefined, end: lineEnd } : undefined;
}

function beforeLineEnd(raw: Buffer, at: number): number {
  if (raw[at - 1] !== 0x0a) return at;
  return raw[at - 2] === 0x0d ? at - 2 : at - 1;
}
