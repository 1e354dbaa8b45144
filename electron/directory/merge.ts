import type { Recipient, Situation } from "#shared/domain/draft";
import { completedBy, completedByNamesake, nakedIdentifier } from "#shared/rules/person-facts";
import type { Finding } from "./finding";
import type { Question } from "./question";
import { comparable } from "./vocabulary";

/** A recipient with every place it works at; the flat fields are those of the first. */
export type DirectoryRecipient = Recipient & { readonly situations: readonly Situation[] };

/**
 * One recipient per address (lower-cased), best first: the name asked before the others, then an address of a situation before the person's, rank, and
 * PER, CAB, ORG, APP. The addresses of one person (same identifier) stay together, never merged: which one to write to is the person's choice.
 */
export function mergeFindings(findings: readonly Finding[], question: Question): readonly DirectoryRecipient[] {
  const byAddress = grouped(findings, ({ address }) => address.toLowerCase());
  const merged = [...byAddress.values()].flatMap((same) => mergeSame(same.toSorted(byRank)) ?? []);
  const sorted = merged.toSorted(
    (one, other) => closeness(one, question) - closeness(other, question) || byRank(one, other) || byName(one, other),
  );
  const people = grouped(sorted, personKey);
  return [...people.values()].flat().map(recipientOf);
}

function mergeSame(same: readonly Finding[]): Finding | undefined {
  const [first, ...others] = same;
  if (first === undefined) return undefined;
  return others.reduce(
    (kept, other): Finding => ({
      ...completedBy(kept, other),
      family: kept.family || other.family,
      given: kept.given || other.given,
      rank: kept.rank ?? other.rank,
      situations: distinct([...kept.situations, ...other.situations]),
    }),
    first,
  );
}

const distinct = (situations: readonly Situation[]): readonly Situation[] => [
  ...new Map(situations.map((each) => [comparable(Object.values(each).join("|")), each])).values(),
];

/** Groups in the order of their first member. */
function grouped(
  findings: readonly Finding[],
  keyOf: (finding: Finding) => string,
): ReadonlyMap<string, readonly Finding[]> {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const group = groups.get(keyOf(finding));
    if (group === undefined) groups.set(keyOf(finding), [finding]);
    else group.push(finding);
  }
  return groups;
}

const SCOPES = { situation: 0, person: 1, structure: 2 } as const;
const KINDS = { PER: 0, CAB: 1, ORG: 2, APP: 3, unknown: 4 } as const;

const byRank = (one: Finding, other: Finding): number =>
  SCOPES[one.scope] - SCOPES[other.scope] ||
  (one.rank ?? Number.MAX_SAFE_INTEGER) - (other.rank ?? Number.MAX_SAFE_INTEGER) ||
  KINDS[one.kind] - KINDS[other.kind];

const byName = (one: Finding, other: Finding): number =>
  compareText(comparable(one.name), comparable(other.name)) || compareText(one.address, other.address);
const compareText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/** 0: the family name asked, whole; 1: it begins so; 2: found otherwise. */
function closeness(finding: Finding, question: Question): number {
  const family = comparable(finding.family);
  const wanted = [question.family, ...question.wordings.flatMap(({ name }) => [...name, name.join(" ")])]
    .filter((word) => word !== "")
    .map(comparable);
  if (wanted.includes(family)) return 0;
  return wanted.some((word) => family.startsWith(word)) ? 1 : 2;
}

/** Without an identifier two namesakes are two people. */
const personKey = ({ idNat, kind, address }: Finding): string =>
  idNat === "" || kind === "ORG" || kind === "APP" ? address.toLowerCase() : nakedIdentifier(idNat);

function recipientOf(finding: Finding): DirectoryRecipient {
  const { address, kind, name, profession, specialty, idNat, source, situations } = finding;
  const place = situations[0];
  return {
    address,
    kind,
    name,
    profession,
    specialty,
    idNat,
    source,
    structure: [place?.structure, place?.service].filter((text) => text !== undefined && text !== "").join(" — "),
    city: place?.city ?? "",
    postalCode: place?.postalCode ?? "",
    preferred: finding.rank === 1,
    lastUsed: null,
    bounced: false,
    situations,
  };
}

/**
 * One answer per address over the sources: an address that two of them give stays with the first, which takes what it lacked from the other. The first
 * is the one over HTTPS: what LDAP says in clear may have been changed on the way.
 */
export function dropRepeated<Answer extends { readonly recipients: readonly Recipient[] }>(
  answers: readonly Answer[],
): readonly Answer[] {
  const known = new Map<string, Recipient>();
  for (const recipient of answers.flatMap(({ recipients }) => recipients)) {
    const key = recipient.address.toLowerCase();
    const first = known.get(key);
    known.set(key, first === undefined ? recipient : withPlaces(completedByNamesake(first, recipient), recipient));
  }
  const given = new Set<string>();
  return answers.map((answer) => ({
    ...answer,
    recipients: answer.recipients.flatMap(({ address }) => {
      const key = address.toLowerCase();
      const recipient = given.has(key) ? undefined : known.get(key);
      given.add(key);
      return recipient ?? [];
    }),
  }));
}

/** The places of both, each once. */
const withPlaces = (first: Recipient, { situations = [] }: Recipient): Recipient =>
  situations.length === 0 ? first : { ...first, situations: distinct([...(first.situations ?? []), ...situations]) };
