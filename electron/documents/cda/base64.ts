import { DocumentError } from "../document-error";

/** Bytes of a base64 text with any white space in it; `media-too-big` before anything is decoded, `base64-invalid` on a stray character or length. */
export function decodeBase64(text: string, maximum: number): Uint8Array {
  const packed = [" ", "\t", "\r", "\n"].some((space) => text.includes(space)) ? text.replace(/[ \t\r\n]+/g, "") : text;
  if ((packed.length * 3) / 4 > maximum + 2) throw new DocumentError("media-too-big");
  const padding = packed.indexOf("=");
  const body = padding === -1 ? packed : packed.slice(0, padding);
  const tail = packed.slice(body.length);
  const bytes = Buffer.from(body, "base64");
  // Node skips what is not base64: a shorter answer tells a stray character, at a fraction of the cost of looking at each one.
  const stray = bytes.length !== Math.floor((body.length * 3) / 4) || Buffer.byteLength(body) !== body.length;
  // It also takes the letters of the URL alphabet, which are not those of a document.
  if (stray || body.includes("-") || body.includes("_") || body.length % 4 === 1 || !["", "=", "=="].includes(tail))
    throw new DocumentError("base64-invalid");
  // A small one lies in a pool that Node shares: its neighbours must not travel with it.
  return bytes.byteLength === bytes.buffer.byteLength ? new Uint8Array(bytes.buffer) : new Uint8Array(bytes);
}

/** Base64 of bytes (RFC 4648, padded, one line). */
export function encodeBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64");
}
