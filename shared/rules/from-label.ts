import { firstCharacters, singleLine } from "./fold";

/** Who a mailbox speaks for. `family` is the nom d'exercice. */
export type FromLabelInput =
  | {
      readonly kind: "PER";
      readonly title?: string;
      readonly given: string;
      readonly family: string;
      readonly entity?: string;
    }
  | { readonly kind: "ORG" | "APP" | "CAB"; readonly entity: string };

export type FromLabel =
  | { readonly ok: true; readonly label: string }
  | { readonly ok: false; readonly code: "given-missing" | "family-missing" | "entity-missing" };

/** `=?` begins an encoded word (RFC 2047): a reader would decode what was never encoded. */
const field = (text: string | undefined): string =>
  firstCharacters(singleLine((text ?? "").slice(0, 1000).replace(/[<>"]|=\?/g, " ")), 100);

/** `_` separates the fields of a personal label, hence never stays inside one. */
const part = (text: string | undefined): string => singleLine(field(text).replaceAll("_", " "));

/**
 * Name that goes before the address in From (ECO.2.2.7): `[Titre_]Prénom_NOM[_Entité]` for a PER box, the entity for others.
 * It is all that a patient sees of the sender. Unquoted, unencoded: the MIME writer does both.
 */
export const fromLabel = (input: FromLabelInput): FromLabel => {
  if (input.kind !== "PER") {
    const entity = field(input.entity);
    return entity === "" ? { ok: false, code: "entity-missing" } : { ok: true, label: entity };
  }
  const given = part(input.given);
  const family = part(input.family).toUpperCase();
  if (given === "") return { ok: false, code: "given-missing" };
  if (family === "") return { ok: false, code: "family-missing" };
  const label = [part(input.title), given, family, part(input.entity)].filter((one) => one !== "").join("_");
  return { ok: true, label };
};

/**
 * The fields that a person's full name fills: the capitals at its end are the nom d'exercice (as Pro Santé Connect writes it), else its last
 * word is. Empty when there is nothing to read.
 */
export const namesOf = (fullName: string): { readonly given: string; readonly family: string } => {
  const words = singleLine(fullName.slice(0, 1000)).split(" ").filter(Boolean);
  const capitals = words.findLastIndex((word) => word !== word.toUpperCase()) + 1;
  const from = capitals === words.length ? words.length - 1 : Math.max(capitals, words.length > 1 ? 1 : 0);
  return { given: words.slice(0, Math.max(from, 0)).join(" "), family: words.slice(Math.max(from, 0)).join(" ") };
};

/**
 * A sender's name as a person reads it: the `_` that separate the fields of a label (ECO.2.2.7) become spaces. Names without the grammar are
 * left as they are.
 */
export const readableLabel = (name: string): string =>
  /^[^_\s]+(?:_[^_]+)+$/u.test(name.trim()) ? name.trim().replaceAll("_", " ") : name;
