import { decodeCharset } from "./charset";
import { decodeBase64, decodeQuotedPrintable } from "./transfer-decoding";

/** `charset*language`, encoding, text: RFC 2047 §2, with the blanks that some programs leave inside. */
const WORD = /=\?([^?\s]{1,64})\?([bBqQ])\?([^?\r\n]*)\?=/g;

type Word = { readonly charset: string; readonly bytes: Uint8Array };

/**
 * Text of an unstructured header with its encoded words decoded (RFC 2047). Blanks between two of them go, and a character cut
 * across two words of one charset is put together again. What is not an encoded word stays as written. Not cleaned: see `plainLine`.
 */
export function decodeWords(text: string): string {
  if (!text.includes("=?")) return text;
  let out = "";
  let last = 0;
  let run: Word[] = [];
  for (const match of text.matchAll(WORD)) {
    const between = text.slice(last, match.index);
    if (run.length === 0 || between.trim() !== "") {
      out += joined(run) + between;
      run = [];
    }
    run.push(readWord(match[1] ?? "", match[2] ?? "", match[3] ?? ""));
    last = match.index + match[0].length;
  }
  return out + joined(run) + text.slice(last);
}

function readWord(charset: string, encoding: string, text: string): Word {
  const bytes = Buffer.from(encoding.toLowerCase() === "q" ? text.replaceAll("_", "=20") : text, "utf8");
  const name = (charset.split("*")[0] ?? "").toLowerCase();
  return { charset: name, bytes: encoding.toLowerCase() === "q" ? decodeQuotedPrintable(bytes) : decodeBase64(bytes) };
}

function joined(run: readonly Word[]): string {
  let out = "";
  for (let i = 0; i < run.length;) {
    const { charset } = run[i] ?? { charset: "" };
    let end = i;
    while (end < run.length && run[end]?.charset === charset) end++;
    out += decodeCharset(Buffer.concat(run.slice(i, end).map(({ bytes }) => bytes)), charset);
    i = end;
  }
  return out;
}
