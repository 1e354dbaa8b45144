import { beginsWithinOneTypo } from "#shared/rules/one-typo";
import type { Finding } from "./finding";
import type { Question } from "./question";
import { comparable } from "./vocabulary";

/** Half of a name, three letters at least, is without error more often than not. */
const FEWEST_KEPT = 3;
/** A shorter name says too little once it is cut. */
const FEWEST_LETTERS = 5;

/**
 * The question with its names cut to their first letters: what a directory that forgives nothing can still be asked once nobody answered. Undefined
 * when no name is long enough to be cut.
 */
export function loosened(question: Question): Question | undefined {
  const names = [question.family, question.given, ...question.wordings.flatMap(({ name }) => name)];
  if (!names.some((name) => name.length >= FEWEST_LETTERS && !/\d/u.test(name))) return undefined;
  return {
    ...question,
    family: cut(question.family),
    given: cut(question.given),
    wordings: question.wordings.map(({ name, city }) => ({ name: name.map(cut), city })),
  };
}

const cut = (name: string): string =>
  name.length < FEWEST_LETTERS || /\d/u.test(name)
    ? name
    : name.slice(0, Math.max(FEWEST_KEPT, Math.ceil(name.length / 2)));

/** Whether the names of an entry are those asked, but for one typing error in one of them. */
export function nearlyNamed(finding: Finding, { family, given, wordings }: Question): boolean {
  const own = wordsOf([finding.family === "" ? finding.name : finding.family]);
  const first = wordsOf([finding.given === "" ? finding.name : finding.given]);
  const places = finding.situations.flatMap(({ structure, city }) => [structure, city]);
  const all = wordsOf([finding.name, finding.family, finding.given, finding.address.split("@")[0] ?? "", ...places]);
  const said: readonly (readonly [readonly string[], readonly string[]])[] = [
    [wordsOf([family]), own],
    [wordsOf([given]), first],
  ];
  const oneError = (asked: typeof said): boolean =>
    asked
      .flatMap(([typed, words]) => typed.map((word) => errorsOf(word, words)))
      .reduce((sum, errors) => sum + errors, 0) <= 1;
  if (wordings.length === 0) return oneError(said);
  // A city must be told to count: what is forgiven in the name is not forgiven again in the place.
  const cities = wordsOf(finding.situations.map(({ city }) => city));
  const isThere = (city: string): boolean =>
    wordsOf([city]).every((typed) => cities.some((word) => word.startsWith(typed)));
  return wordings.some(({ name, city }) => isThere(city) && oneError([...said, [wordsOf(name), all]]));
}

/** 0: a word begins so; 1: but for one error; 2: none does. */
const errorsOf = (typed: string, words: readonly string[]): number =>
  words.some((word) => word.startsWith(typed)) ? 0 : words.some((word) => beginsWithinOneTypo(typed, word)) ? 1 : 2;

const wordsOf = (texts: readonly string[]): readonly string[] =>
  texts.flatMap((text) => comparable(text).split(" ")).filter((word) => word !== "");
