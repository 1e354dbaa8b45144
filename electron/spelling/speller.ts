import type { SpellingLanguage } from "#shared/domain/spelling";
import { madeOnce } from "#shared/rules/made-once";
import type { Dictionary } from "./dictionaries";

/** What a speller is asked. */
export type Speller = {
  /** From now on words are checked in these languages, and these words of the person's own are right. */
  readonly use: (languages: readonly SpellingLanguage[], own: readonly string[]) => Promise<void>;
  /** Those of the words that are wrong. Abbreviations in capitals, numbers and what is no word are left alone. */
  readonly wrong: (words: readonly string[]) => Promise<readonly string[]>;
  /** At most six words that could be meant, the likeliest first. */
  readonly suggest: (word: string) => Promise<readonly string[]>;
};

const MOST_SUGGESTIONS = 6;
const LONGEST_WORD = 64;
/** Letters, with apostrophes and hyphens inside. */
const WORD = /^\p{L}[\p{L}\p{M}'’-]*$/u;
const CAPITALS = /^\p{Lu}[\p{Lu}'’-]*$/u;

/** Builds a speller; a dictionary is opened when its language is first used. */
export function createSpeller(open: (language: SpellingLanguage) => Promise<Dictionary>): Speller {
  const opened = { fr: madeOnce(() => open("fr")), en: madeOnce(() => open("en")) };
  let languages: readonly SpellingLanguage[] = [];
  let own = new Set<string>();
  const inUse = (): Promise<readonly Dictionary[]> => Promise.all(languages.map((language) => opened[language]()));
  return {
    use: async (wanted, words) => {
      languages = wanted;
      own = new Set(words.map(plain));
      await inUse();
    },
    wrong: async (words) => {
      const dictionaries = await inUse();
      if (dictionaries.length === 0) return [];
      return words.filter((word) => isJudged(word) && !isRight(plain(word), dictionaries, own));
    },
    suggest: async (word) => {
      if (!isJudged(word)) return [];
      const lists = (await inUse()).map((one) => one.suggest(plain(word)));
      return [...new Set([...ownAlike(plain(word), own), ...lists.flat()])].slice(0, MOST_SUGGESTIONS);
    },
  };
}

/** As dictionaries write it: composed letters, straight apostrophe. */
const plain = (word: string): string => word.normalize("NFC").replaceAll("’", "'");

const isJudged = (word: string): boolean => word.length <= LONGEST_WORD && WORD.test(word) && !CAPITALS.test(word);

function isRight(word: string, dictionaries: readonly Dictionary[], own: ReadonlySet<string>): boolean {
  if (own.has(word) || own.has(word.toLocaleLowerCase("fr"))) return true;
  // What an elision stands before may be a word of the person's own: l'apixaban.
  const elided = /^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)'(.+)$/iu.exec(word)?.[1];
  if (elided !== undefined && own.has(elided)) return true;
  return dictionaries.some((one) => one.spell(word));
}

/** The person's own words that differ only by case or accents. */
function ownAlike(word: string, own: ReadonlySet<string>): readonly string[] {
  const collator = new Intl.Collator("fr", { sensitivity: "base" });
  return [...own].filter((one) => collator.compare(one, word) === 0);
}
