import iconv from "iconv-lite";

/** Names met in mail that are read as a superset of what they say (as the WHATWG Encoding table does). */
const READ_AS: Readonly<Record<string, string>> = {
  "iso-8859-1": "windows-1252",
  latin1: "windows-1252",
  "iso_8859-1": "windows-1252",
  "iso-8859-8-i": "iso-8859-8",
  "ks_c_5601-1987": "cp949",
  gb2312: "gbk",
};

/**
 * Text of bytes in a declared charset. Without a usable one (absent, unknown, `us-ascii` over 8-bit bytes): UTF-8 when the
 * bytes are UTF-8, else windows-1252. Always iconv-lite, as Node's TextDecoder is wrong for windows-1252.
 */
export function decodeCharset(bytes: Uint8Array, declared = ""): string {
  const name = declared
    .trim()
    .toLowerCase()
    .replace(/^["']|["']$/g, "");
  if (name === "" || name === "us-ascii" || name === "ascii" || name === "unknown-8bit") return guess(bytes);
  const known = READ_AS[name] ?? name;
  // An encoding of iconv-lite that is not a charset ("base64", "hex", its internal ones) would not yield text.
  if (/^(?:_|base64|hex|internal|binary|ucs2)/.test(known) || !iconv.encodingExists(known)) return guess(bytes);
  return decode(bytes, known);
}

function guess(bytes: Uint8Array): string {
  return decode(bytes, isUtf8(bytes) ? "utf8" : "windows-1252");
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function decode(bytes: Uint8Array, charset: string): string {
  return iconv.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), charset);
}
