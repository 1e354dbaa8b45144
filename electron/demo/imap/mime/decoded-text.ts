import iconv from "iconv-lite";
import { headerValue } from "./headers";
import type { ParsedMessage } from "./parsed-message";
import type { Part } from "./part-tree";
import { parameterOf } from "./structured-field";

const MAX_TEXT = 1024 * 1024;
const ENCODED_WORD = /=\?([^?*\s]{1,40})(?:\*[^?\s]{0,20})?\?([bq])\?([^?\s]*)\?=/gi;

/** A header value (binary) as Unicode, its encoded words (RFC 2047) read; raw 8-bit bytes are taken for UTF-8. */
export function decodeHeaderValue(value: string): string {
  const joined = value.replace(/(\?=)\s+(?==\?)/g, "$1");
  let at = 0;
  let text = "";
  for (const word of joined.matchAll(ENCODED_WORD)) {
    const [whole, charset = "", encoding = "", content = ""] = word;
    text += utf8(joined.slice(at, word.index));
    const bytes =
      encoding.toLowerCase() === "b"
        ? Buffer.from(content, "base64")
        : fromQuotedPrintable(content.replaceAll("_", " "));
    text += decodeCharset(bytes, charset);
    at = word.index + whole.length;
  }
  return text + utf8(joined.slice(at));
}

/** The text a person would read in the text parts of a message, cut where it is immense. */
export function readableText(message: ParsedMessage): string {
  const texts: string[] = [];
  const visit = (part: Part): void => {
    if (part.type === "text") texts.push(partText(message.raw, part));
    if (part.message) visit(part.message);
    for (const child of part.children) visit(child);
  };
  visit(message.tree());
  return texts.join("\n");
}

/** Folds case, accents and ligatures, so that `hemoglobine` finds `Hémoglobine` and `coeur` finds `cœur`. */
export function foldText(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("œ", "oe").replaceAll("æ", "ae");
}

function partText(raw: Buffer, part: Part): string {
  const body = raw.subarray(part.bodyStart, Math.min(part.end, part.bodyStart + MAX_TEXT));
  const encoding = (headerValue(part.header, "content-transfer-encoding") ?? "").toLowerCase();
  const bytes = encoding.includes("base64")
    ? Buffer.from(body.toString("latin1"), "base64")
    : encoding.includes("quoted-printable")
      ? fromQuotedPrintable(body.toString("latin1"))
      : body;
  const text = decodeCharset(bytes, parameterOf(part.contentType, "charset") ?? "utf-8");
  return part.subtype === "html" ? text.replace(/<[^<>]*>/g, " ") : text;
}

function decodeCharset(bytes: Buffer, charset: string): string {
  return iconv.decode(bytes, iconv.encodingExists(charset) ? charset : "utf-8");
}

function fromQuotedPrintable(text: string): Buffer {
  const plain = text
    .replace(/=[ \t]*\r?\n/g, "")
    .replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(plain, "latin1");
}

function utf8(binary: string): string {
  return Buffer.from(binary, "latin1").toString("utf8");
}
