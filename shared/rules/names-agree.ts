import { fold } from "./fold";

const TITLES: ReadonlySet<string> = new Set(
  "dr docteur docteure pr professeur professeure m mr monsieur mme madame mlle me maitre".split(" "),
);

/**
 * Whether two names may be those of one person: every word of one is in the other, whatever their order, case, accents and titles; an initial
 * stands for a word that it begins. A name that is not known contradicts none.
 */
export function namesAgree(one: string, other: string): boolean {
  const [words, others] = [wordsOf(one), wordsOf(other)];
  return areWithin(words, others) || areWithin(others, words);
}

const areWithin = (words: readonly string[], others: readonly string[]): boolean =>
  words.every((word) => others.some((against) => sameWord(word, against)));

const wordsOf = (name: string): readonly string[] =>
  fold(name)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "" && !TITLES.has(word));

const sameWord = (one: string, other: string): boolean =>
  one === other || (one.length === 1 && other.startsWith(one)) || (other.length === 1 && one.startsWith(other));
