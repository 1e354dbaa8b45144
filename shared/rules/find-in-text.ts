import { straightPunctuation, withoutDiacritics } from "./fold";

/** Where something stands in a text: UTF-16 indices, the end excluded. */
export type Span = { readonly start: number; readonly end: number };

type Folded = { readonly text: string; readonly starts: readonly number[]; readonly ends: readonly number[] };

/**
 * Places of `query` in `text`, in order and apart from each other, at most `most`. Case, accents, ligatures, typographic punctuation and
 * the kind or number of blanks do not count; a query without anything to look for is found nowhere.
 */
export function findInText(text: string, query: string, most = 1000): readonly Span[] {
  const wanted = folded(query).text.trim();
  if (wanted === "") return [];
  const within = folded(text);
  const found: Span[] = [];
  let at = within.text.indexOf(wanted);
  while (at >= 0 && found.length < most) {
    const next = at + wanted.length;
    found.push({ start: within.starts[at] ?? 0, end: within.ends[next - 1] ?? text.length });
    at = within.text.indexOf(wanted, next);
  }
  return found;
}

/** The text as it is compared, each of its units with the place that it comes from. */
function folded(text: string): Folded {
  const units: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  let at = 0;
  for (const character of text) {
    const end = at + character.length;
    const plain = plainly(character);
    if (plain === "" || (plain === " " && units.at(-1) === " ")) {
      // An accent of its own, an invisible character or one blank more belongs to what it follows.
      if (ends.length > 0) ends[ends.length - 1] = end;
    } else {
      for (const unit of plain.split("")) {
        units.push(unit);
        starts.push(at);
        ends.push(end);
      }
    }
    at = end;
  }
  return { text: units.join(""), starts, ends };
}

function plainly(character: string): string {
  if (/^[!-~]$/u.test(character)) return character.toLowerCase();
  if (/^\s$/u.test(character)) return " ";
  if (/^[\p{M}\p{Cf}\p{Cc}]$/u.test(character)) return "";
  return withoutDiacritics(straightPunctuation(character.normalize("NFKC").toLowerCase()))
    .toLowerCase()
    .replace(/\s+/gu, " ");
}
