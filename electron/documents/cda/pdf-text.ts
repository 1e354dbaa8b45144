import type { PDFFont } from "pdf-lib";

const typographic = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ";
const replaced: Readonly<Record<string, string>> = {
  "\u202F": "\u00A0",
  "\u2009": " ",
  "\u2011": "-",
  "\u2212": "-",
  "≤": "<=",
  "≥": ">=",
  µ: "µ",
  μ: "µ",
  "→": "->",
};

/** The text on one line with the characters of the standard PDF fonts (WinAnsi): others lose their accent, or become `?`. */
export function winAnsi(text: string): string {
  return [...text.replace(/[ \t\r\n\u2028]+/g, " ")].map(encodable).join("");
}

/** The lines that hold a text within a width; a word longer than the line is cut. */
export function fitted(text: string, font: PDFFont, size: number, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of winAnsi(text)
    .trim()
    .split(" ")
    .flatMap((each) => cut(each, font, size, width))) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line !== "" && font.widthOfTextAtSize(longer, size) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return line === "" ? lines : [...lines, line];
}

function encodable(character: string): string {
  if (isWinAnsi(character)) return character;
  const known = replaced[character];
  if (known) return known;
  const bare = [...character.normalize("NFD")][0] ?? "";
  return isWinAnsi(bare) ? bare : "?";
}

function isWinAnsi(character: string): boolean {
  const point = character.codePointAt(0) ?? 0;
  return (point >= 0x20 && point <= 0x7e) || (point >= 0xa0 && point <= 0xff) || typographic.includes(character);
}

function cut(word: string, font: PDFFont, size: number, width: number): string[] {
  if (font.widthOfTextAtSize(word, size) <= width) return [word];
  const pieces: string[] = [];
  let piece = "";
  for (const character of word) {
    if (piece !== "" && font.widthOfTextAtSize(piece + character, size) > width) {
      pieces.push(piece);
      piece = "";
    }
    piece += character;
  }
  return [...pieces, piece];
}
