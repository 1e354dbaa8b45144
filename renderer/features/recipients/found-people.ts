import { DIRECTORY_CRITERIA, type DirectoryCriteria } from "#shared/domain/directory-criteria";
import type { Recipient } from "#shared/domain/draft";
import { fold } from "#shared/rules/fold";

/** Criteria tidied for the search; null when none is filled. */
export function tidied(criteria: DirectoryCriteria): DirectoryCriteria | null {
  const tidy = Object.fromEntries(
    DIRECTORY_CRITERIA.map((name) => [name, criteria[name].replace(/[\s\p{Cc}]+/gu, " ").trim()]),
  ) as DirectoryCriteria;
  return DIRECTORY_CRITERIA.some((name) => tidy[name] !== "") ? tidy : null;
}

/** Ways to sort; `relevance` keeps the order of the source. */
export const SORTS = ["relevance", "name", "city", "profession"] as const;
export type Sort = (typeof SORTS)[number];

const wordsOf = (person: Recipient): string =>
  fold(
    [
      person.name,
      person.profession,
      person.specialty,
      person.structure,
      person.postalCode,
      person.city,
      person.address,
    ].join(" "),
  );
const keys: Readonly<Record<Exclude<Sort, "relevance">, (person: Recipient) => string>> = {
  name: (person) => person.name,
  city: (person) => person.city,
  profession: (person) => `${person.profession} ${person.specialty}`,
};

/** The people that hold every word of `words` (case and accents aside), sorted; what has no value for the sort comes last. */
export function refined(people: readonly Recipient[], words: string, sort: Sort): readonly Recipient[] {
  const asked = fold(words)
    .split(/\s+/u)
    .filter((word) => word !== "");
  const kept = people.filter((person) => asked.every((word) => wordsOf(person).includes(word)));
  if (sort === "relevance") return kept;
  const key = keys[sort];
  return kept.toSorted(
    (one, other) =>
      Number(key(one).trim() === "") - Number(key(other).trim() === "") ||
      key(one).localeCompare(key(other), "fr") ||
      one.name.localeCompare(other.name, "fr"),
  );
}
