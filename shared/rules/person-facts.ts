import type { ContactFields } from "#shared/domain/contact";
import { fold } from "./fold";
import { namesAgree } from "./names-agree";

/** What is known of somebody behind an address, wherever it comes from; an empty text is not known. */
export type PersonFacts = Readonly<Record<keyof Omit<ContactFields, "note" | "addresses">, string>>;

const OWN = ["name", "profession", "specialty", "idNat"] as const;
const PLACE = ["structure", "postalCode", "city"] as const;
type Known = Partial<PersonFacts>;

/**
 * What is known of somebody, completed by what another source says of the same: nothing that is known changes. A place is taken whole or not at all:
 * the city of one practice is never put beside the name of another. Two identifiers that differ are two people: nothing is taken.
 */
export function completedBy<Facts extends Known>(known: Facts, other: Known): Facts {
  if (filled(known.idNat) && filled(other.idNat) && !sameIdentifier(known.idNat, other.idNat)) return known;
  const taken = [...OWN, ...(placesAgree(known, other) ? PLACE : [])].filter(
    (field) => known[field] === "" && filled(other[field]),
  );
  const kind = known.kind === "unknown" && other.kind !== undefined ? { kind: other.kind } : {};
  return { ...known, ...kind, ...Object.fromEntries(taken.map((field) => [field, other[field]])) };
}

/**
 * The same for what two sources say of one address: where neither identifier settles it and the names differ, the mailbox is another person's there, and
 * who that person is (profession, specialty, identifier) is left out.
 */
export function completedByNamesake<Facts extends Known>(known: Facts, other: Known): Facts {
  const settled = filled(known.idNat) && filled(other.idNat);
  if (settled || namesAgree(known.name ?? "", other.name ?? "")) return completedBy(known, other);
  return completedBy(known, { ...other, profession: "", specialty: "", idNat: "" });
}

/** The one national identifier behind an RPPS (11 digits) and "8" + RPPS. */
export const nakedIdentifier = (text: string): string => {
  const digits = text.replaceAll(/\D/gu, "");
  return digits.length === 12 && digits.startsWith("8") ? digits.slice(1) : digits;
};

const filled = (text: string | undefined): text is string => text !== undefined && text !== "";
const sameIdentifier = (one: string, other: string): boolean => nakedIdentifier(one) === nakedIdentifier(other);

/** No word of one place contradicts the other. */
const placesAgree = (known: Known, other: Known): boolean =>
  PLACE.every((field) => {
    const [one, another] = [known[field], other[field]];
    return !filled(one) || !filled(another) || fold(one) === fold(another);
  });
