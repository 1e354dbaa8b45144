import { DocumentError } from "../document-error";

/** Bytes of a base64 text with any white space in it; `media-too-big` before anything is decoded, `base64-invalid` on a stray character or length. */
export function decodeBase64(text: string, maximum: number): Uint8Array {
  const packed = text.replace(/[ \t\r\n]+/g, "");
  if ((packed.length * 3) / 4 > maximum + 2) throw new DocumentError("media-too-big");
  const padding = packed.indexOf("=");
  const body = padding === -1 ? packed : packed.slice(0, padding);
  const tail = packed.slice(body.length);
  if (/[^A-Za-z0-9+/]/.test(body) || body.length % 4 === 1 || !["", "=", "=="].includes(tail))
    throw new DocumentError("base64-invalid");
  return new Uint8Array(Buffer.from(body, "base64"));
}

/** Base64 of bytes (RFC 4648, padded, one line). */
export function encodeBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64");
}
