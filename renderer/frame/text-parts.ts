/** A piece of text, or a link in it; `at` is where it starts. */
export type TextPart = { readonly at: number; readonly text: string; readonly href: string | null };

const MOST_LINKS = 500;
const LINK = /https?:\/\/[^\s<>"'«»]{1,2000}/giu;

/** Splits a text at its links, at most 500 of them unless told otherwise. Punctuation that ends a sentence stays outside. Linear in the length. */
export function splitLinks(text: string, most = MOST_LINKS): readonly TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  for (const found of text.matchAll(LINK)) {
    if (parts.length >= most * 2) break;
    const href = found[0].replace(/[.,;:!?)\]]+$/u, "");
    if (found.index > from) parts.push({ at: from, text: text.slice(from, found.index), href: null });
    parts.push({ at: found.index, text: href, href });
    from = found.index + href.length;
  }
  if (from < text.length) parts.push({ at: from, text: text.slice(from), href: null });
  return parts;
}

const PIECE = 2000;

/** Cuts a text after ends of lines into pieces of 2,000 characters or a little more, each split at its links: only the pieces on the screen are laid out. A line is never cut. */
export function splitPieces(text: string): readonly (readonly TextPart[])[] {
  const pieces: (readonly TextPart[])[] = [];
  let links = MOST_LINKS;
  let from = 0;
  while (from < text.length) {
    const end = text.indexOf("\n", from + PIECE);
    const piece = splitLinks(end === -1 ? text.slice(from) : text.slice(from, end + 1), links);
    links -= piece.filter(({ href }) => href !== null).length;
    pieces.push(piece);
    from = end === -1 ? text.length : end + 1;
  }
  return pieces;
}

const QUOTE_HEAD =
  /^(?:-{2,}\s?(?:message d[’']origine|message transféré|original message|forwarded message)|_{10,}|le .{4,120} a écrit\s?:|on .{4,120} wrote\s?:|(?:de|from)\s?: .{3,200})\s*-*\s*$/iu;

/** Parts what the sender wrote from the message quoted under it; nothing is folded when the quote is not at the end or is all there is. */
export function splitQuote(text: string): { readonly own: string; readonly quoted: string } {
  const lines = text.trimEnd().split("\n");
  const at = quoteStart(lines);
  if (at <= 0 || lines.slice(0, at).every((line) => line.trim() === "")) return { own: text.trimEnd(), quoted: "" };
  return { own: lines.slice(0, at).join("\n").trimEnd(), quoted: lines.slice(at).join("\n") };
}

function quoteStart(lines: readonly string[]): number {
  const head = lines.findIndex((line) => line.length < 240 && QUOTE_HEAD.test(line.trim()));
  if (head > 0) return head;
  let at = lines.length;
  while (at > 0 && /^\s*(?:>|$)/u.test(lines[at - 1] ?? "")) at -= 1;
  return lines.slice(at).some((line) => line.trimStart().startsWith(">")) ? at : -1;
}
