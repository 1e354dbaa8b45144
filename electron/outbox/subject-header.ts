/** A header value that nodemailer writes as it is. */
type Prepared = { readonly prepared: true; readonly foldLines: true; readonly value: string };

/** Bytes of UTF-8 in one encoded word of at most 75 characters (RFC 2047 §2). */
const WORD_BYTES = 45;

/**
 * A subject as a header value. A text that already looks like an encoded word must itself be encoded (RFC 2047 §7), which nodemailer leaves
 * undone: the recipient would read something else than what was written.
 */
export function subjectHeader(text: string): string | Prepared {
  if (!text.includes("=?")) return text;
  const words: string[] = [];
  let word = "";
  for (const character of text) {
    if (Buffer.byteLength(word + character) > WORD_BYTES) {
      words.push(word);
      word = "";
    }
    word += character;
  }
  words.push(word);
  const value = words.map((one) => `=?UTF-8?B?${Buffer.from(one).toString("base64")}?=`).join(" ");
  return { prepared: true, foldLines: true, value };
}
