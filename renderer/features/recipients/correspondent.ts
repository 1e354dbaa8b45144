import type { DirectoryAnswer } from "#shared/contract/writing";
import type { DirectoryCriteria } from "#shared/domain/directory-criteria";
import type { Recipient, Situation } from "#shared/domain/draft";
import { bareRecipient } from "#shared/rules/bare-recipient";
import { completedBy } from "#shared/rules/person-facts";

/** Everybody that the sources answered, the first source first. */
export const everybody = (answers: readonly DirectoryAnswer[]): readonly Recipient[] =>
  answers.flatMap(({ recipients }) => recipients);

/** The sources that gave nothing because something failed. */
export const silentSources = (answers: readonly DirectoryAnswer[]): readonly Recipient["source"][] =>
  answers.filter(({ failure }) => failure !== null && failure !== "too-short").map(({ source }) => source);

/** Whether a source has more than it gave: a number of answers is then a least number. */
export const isCut = (answers: readonly DirectoryAnswer[]): boolean => answers.some(({ cut }) => cut !== "no");

/** The sources that could take none of the criteria filled: their silence says nothing of anybody. */
export const notSearched = (
  criteria: DirectoryCriteria,
  answers: readonly DirectoryAnswer[],
): readonly DirectoryAnswer[] => {
  const filled = Object.entries(criteria).flatMap(([name, text]) => (text === "" ? [] : [name]));
  return answers.filter(({ failure, ignored }) => failure === null && filled.every((name) => ignored.includes(name)));
};

/**
 * Every address of the person behind one, that one first: what is known here, completed by what the directories say of the same address, then the
 * other addresses of the same person. Somebody else who was found beside is left out.
 */
export function addressesOfPerson(about: {
  readonly address: string;
  readonly name: string;
  readonly known: Recipient | undefined;
  readonly found: readonly Recipient[];
}): readonly [Recipient, ...Recipient[]] {
  const { address, name, known, found } = about;
  const same = (one: Recipient): boolean => one.address.toLowerCase() === address.toLowerCase();
  const start: Recipient = known ?? bareRecipient({ address, name });
  const first = found.filter(same).reduce(withPlaces, start);
  const others = found.filter((one) => !same(one) && first.idNat !== "" && one.idNat === first.idNat);
  return [first, ...new Map(others.map((one) => [one.address.toLowerCase(), one])).values()];
}

const withPlaces = (known: Recipient, other: Recipient): Recipient => {
  const situations = [...(known.situations ?? []), ...(other.situations ?? [])];
  const each = [...new Map(situations.map((place) => [JSON.stringify(place), place])).values()];
  return {
    ...completedBy(known, other),
    preferred: known.preferred || other.preferred,
    ...(each.length === 0 ? {} : { situations: each }),
  };
};

/** The places of an address; the one that a contact was saved with where no directory tells any. */
export function placesOf({ situations = [], structure, postalCode, city }: Recipient): readonly Situation[] {
  if (situations.length > 0) return situations;
  return [structure, postalCode, city].every((word) => word === "")
    ? []
    : [{ structure, service: "", street: "", postalCode, city }];
}

/** The mailboxes of a structure: its own, then those of people, each once and by name. */
export function inStructure(found: readonly Recipient[]): {
  readonly services: readonly Recipient[];
  readonly people: readonly Recipient[];
} {
  const each = [...new Map(found.map((one) => [one.address.toLowerCase(), one])).values()].toSorted((one, other) =>
    one.name.localeCompare(other.name, "fr"),
  );
  const isService = ({ kind }: Recipient): boolean => kind === "ORG" || kind === "APP" || kind === "CAB";
  return { services: each.filter(isService), people: each.filter((one) => !isService(one)) };
}
