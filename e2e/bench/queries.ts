import { parseSearch } from "#shared/rules/search-query";
import { seedOf, VOCABULARY } from "./seed";

/** What a person types, and the full-text query it comes down to. */
export type Query = { readonly typed: string; readonly match: string };

/** One to three words, the last one unfinished; every fourth has an operator on the words' own index, every eighth another. */
function query(index: number): Query {
  const seed = seedOf(index + 400_000);
  const rare = (): string => VOCABULARY[20 + seed.whole(VOCABULARY.length - 20)] ?? "avis";
  const words = Array.from({ length: 1 + (index % 3) }, (_, at) => (at === 0 ? rare() : seed.words(1))).join(" ");
  const { match } = parseSearch(words);
  if (index % 8 === 3) return { typed: `de:camille ${words}`, match: `{sender} : "camille"* AND (${match})` };
  if (index % 8 === 7) return { typed: `après:2018 ${words}`, match };
  return { typed: words, match };
}

/** The forty searches of the figures. */
export const queries: readonly Query[] = Array.from({ length: 40 }, (_, index) => query(index));
