/** A reply of the protocol: text, a number, nothing, or the server's refusal (its first word). */
export type WireReply =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "number"; readonly number: number }
  | { readonly kind: "nothing" }
  | { readonly kind: "refusal"; readonly code: string };

/** What the bytes held so far give: a whole reply and how many bytes it took, "more" to come, or "broken" for anything unexpected. */
export type WireReading = { readonly reply: WireReply; readonly size: number } | "more" | "broken";

const MAX_LINE = 1024;
const MAX_TEXT = 256 * 1024;

/** A command in RESP2: an array of bulk strings, so that no argument can be read as a command. */
export function encodeCommand(words: readonly string[]): Buffer {
  const parts = words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`);
  return Buffer.from(`*${words.length}\r\n${parts.join("")}`);
}

/** Reads one reply (simple string, error, integer, bulk string); arrays are never asked for and count as broken. Pure. */
export function readReply(bytes: Buffer): WireReading {
  const end = bytes.indexOf("\r\n");
  if (end === -1) return bytes.length > MAX_LINE ? "broken" : "more";
  if (end > MAX_LINE) return "broken";
  const line = bytes.toString("utf8", 1, end);
  const size = end + 2;
  switch (bytes.toString("latin1", 0, 1)) {
    case "+":
      return { reply: { kind: "text", text: line }, size };
    case "-":
      return { reply: { kind: "refusal", code: line.split(" ")[0] ?? "" }, size };
    case ":":
      return /^-?\d{1,15}$/u.test(line) ? { reply: { kind: "number", number: Number(line) }, size } : "broken";
    case "$":
      return readBulk(bytes, line, size);
    default:
      return "broken";
  }
}

function readBulk(bytes: Buffer, line: string, start: number): WireReading {
  if (line === "-1") return { reply: { kind: "nothing" }, size: start };
  if (!/^\d{1,7}$/u.test(line)) return "broken";
  const length = Number(line);
  if (length > MAX_TEXT) return "broken";
  const size = start + length + 2;
  if (bytes.length < size) return "more";
  if (bytes.toString("latin1", start + length, size) !== "\r\n") return "broken";
  return { reply: { kind: "text", text: bytes.toString("utf8", start, start + length) }, size };
}
