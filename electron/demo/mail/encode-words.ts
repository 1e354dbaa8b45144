const WORD_BYTES = 42;
const LINE = 74;

/** A header value in US-ASCII: as it is, or in encoded words of UTF-8 (RFC 2047), folded before 76 characters. */
export function encodeHeaderText(text: string): string {
  const line = text.replace(/\p{Cc}+/gu, " ");
  if (/^[ -~]*$/u.test(line) && !line.includes("=?")) return foldWords(line.split(" "));
  return chunksOf(line)
    .map((chunk) => `=?UTF-8?B?${Buffer.from(chunk, "utf8").toString("base64")}?=`)
    .join("\r\n ");
}

/** A display name as a phrase: bare, quoted, or in encoded words. */
export function encodePhrase(name: string): string {
  if (!/^[ -~]*$/u.test(name)) return encodeHeaderText(name);
  return /^[A-Za-z0-9 _-]*$/u.test(name) ? name : `"${name.replace(/["\\]/gu, "\\$&")}"`;
}

/** The `name` of a parameter with its value, by RFC 2231 where it is not plain ASCII. */
export function encodeParameter(name: string, value: string): string {
  if (/^[ -~]*$/u.test(value)) return `${name}="${value.replace(/["\\]/gu, "\\$&")}"`;
  const percent = encodeURIComponent(value).replace(/['()*]/gu, (each) => `%${each.charCodeAt(0).toString(16)}`);
  return `${name}*=UTF-8''${percent}`;
}

/** Text in quoted-printable (RFC 2045 §6.7) with CRLF line ends. */
export function quotedPrintable(text: string): string {
  return text
    .split(/\r?\n/u)
    .map((line) => softBreaks(quoted(line)))
    .join("\r\n");
}

/** Bytes in base64, 76 characters a line. */
export function base64Lines(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64");
  return text.replace(/(.{76})(?=.)/gu, "$1\r\n");
}

function quoted(line: string): string {
  const bytes = Buffer.from(line, "utf8");
  let out = "";
  for (const [index, byte] of bytes.entries()) {
    const blank = byte === 0x20 && index < bytes.length - 1;
    const plain = byte > 0x20 && byte < 0x7f && byte !== 0x3d;
    out += blank || plain ? String.fromCharCode(byte) : `=${byte.toString(16).toUpperCase().padStart(2, "0")}`;
  }
  return out;
}

function softBreaks(line: string): string {
  const pieces: string[] = [];
  let rest = line;
  while (rest.length > 76) {
    // A cut must not fall inside an escape of three characters.
    const equals = rest.lastIndexOf("=", 75);
    const cut = equals > 72 ? equals : 75;
    pieces.push(`${rest.slice(0, cut)}=`);
    rest = rest.slice(cut);
  }
  return [...pieces, rest].join("\r\n");
}

function chunksOf(text: string): readonly string[] {
  const chunks: string[] = [];
  let chunk = "";
  for (const character of text) {
    if (Buffer.byteLength(chunk + character, "utf8") > WORD_BYTES) {
      chunks.push(chunk);
      chunk = "";
    }
    chunk += character;
  }
  return [...chunks, chunk];
}

function foldWords(words: readonly string[]): string {
  const lines: string[] = [];
  let line = "";
  for (const word of words) {
    if (line !== "" && line.length + word.length > LINE) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line].join("\r\n ");
}
