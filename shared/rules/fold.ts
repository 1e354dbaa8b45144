const LIGATURES: Readonly<Record<string, string>> = {
  œ: "oe",
  Œ: "OE",
  æ: "ae",
  Æ: "AE",
  ß: "ss",
  ø: "o",
  Ø: "O",
  ł: "l",
  Ł: "L",
  đ: "d",
  Đ: "D",
};

/** Text without diacritics nor ligatures, case kept: `Cœur Éléonore` → `Coeur Eleonore`. */
export const withoutDiacritics = (text: string): string =>
  text
    .normalize("NFD")
    .replace(/\p{M}+/gu, "")
    .replace(/[œŒæÆßøØłŁđĐ]/g, (letter) => LIGATURES[letter] ?? letter);

/** Typographic apostrophes and dashes as their ASCII form, which keyboards and older software write. */
export const straightPunctuation = (text: string): string =>
  text.replace(/[\u2018\u2019\u02BC\u00B4\uFF07]/g, "'").replace(/[\u2010-\u2015\u2212\uFE63\uFF0D]/g, "-");

/** Text as searches compare it: no accents, lower-case, straight punctuation, single spaces, trimmed. */
export const fold = (text: string): string =>
  // Most names are plain letters: what follows would leave them as they are, ten times slower.
  (/^[\x20-\x7E]*$/u.test(text)
    ? text.toLowerCase()
    : withoutDiacritics(straightPunctuation(text.normalize("NFKC").toLowerCase())).toLowerCase()
  )
    .replace(/\s+/g, " ")
    .trim();

/** One line of plain text: controls, bidirectional marks and zero-width characters out, spaces single, trimmed. */
export const singleLine = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ")
    .replace(/[\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}]+/gu, "")
    .replace(/\s+/g, " ")
    .trim();

/** The first `count` characters (code points, so that no character is cut in two), without a trailing space. */
export const firstCharacters = (text: string, count: number): string => {
  const characters = Array.from(text.normalize("NFC"));
  return characters.length <= count ? text.normalize("NFC") : characters.slice(0, count).join("").trimEnd();
};

/** Length in bytes of the UTF-8 form; a lone surrogate counts as the three bytes of U+FFFD. */
export const utf8Length = (text: string): number => {
  let bytes = 0;
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return bytes;
};
