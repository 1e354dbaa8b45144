import { decodeCharset } from "./charset";
import { LIMITS } from "./mime-limits";

/** The fields of a header block, in order; names in lower case, values unfolded and without their outer blanks. */
export type HeaderFields = {
  /** First value of a field, or an empty string: a field repeated against the rules is read once, at its first place (M04). */
  readonly first: (name: string) => string;
  readonly all: (name: string) => readonly string[];
  readonly has: (name: string) => boolean;
  readonly names: readonly string[];
};

/**
 * Reads a header block (RFC 5322 §2.2). Lines that are neither a field nor a continuation are passed over; raw 8-bit bytes are
 * read as UTF-8 when they are, else as windows-1252, line by line. At most `LIMITS.headerFields` fields are kept.
 */
export function readHeaderFields(block: Uint8Array): HeaderFields {
  const values = new Map<string, string[]>();
  let count = 0;
  for (const line of unfolded(block)) {
    const colon = line.indexOf(":");
    const name = line.slice(0, Math.max(colon, 0)).trimEnd().toLowerCase();
    if (!/^[!-9;-~]{1,128}$/.test(name) || count++ >= LIMITS.headerFields) continue;
    const value = line.slice(colon + 1).trim();
    const known = values.get(name);
    if (known) known.push(value);
    else values.set(name, [value]);
  }
  return {
    first: (name) => values.get(name)?.[0] ?? "",
    all: (name) => values.get(name) ?? [],
    has: (name) => values.has(name),
    names: [...values.keys()],
  };
}

function unfolded(block: Uint8Array): string[] {
  const lines: string[][] = [];
  for (let start = 0; start < block.length;) {
    const found = block.indexOf(0x0a, start);
    const end = found < 0 ? block.length : found;
    const line = decodeCharset(block.subarray(start, end)).replace(/\r$/, "").replaceAll("\0", "");
    if (/^[ \t]/.test(line) && lines.length > 0) lines.at(-1)?.push(line.replace(/^[ \t]+/, " "));
    else lines.push([line]);
    start = end + 1;
  }
  return lines.map((pieces) => pieces.join(""));
}
