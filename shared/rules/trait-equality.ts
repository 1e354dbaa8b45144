import { straightPunctuation, withoutDiacritics } from "./fold";
import type { Sex } from "./ins";

/** Identity traits; absent ones are empty. `birthDate` starts with `YYYYMMDD`, `birthPlace` is the COG of five characters. */
export type Traits = {
  readonly birthName: string;
  readonly firstName: string;
  /** All given names of birth; empty when only the first one is given. */
  readonly names: string;
  readonly sex: Sex;
  readonly birthDate: string;
  readonly birthPlace: string;
};

export type TraitField = keyof Traits;

/** A trait that differs, both values as written. */
export type TraitDifference = { readonly field: TraitField; readonly document: string; readonly local: string };

const FIELDS = [
  "birthName",
  "firstName",
  "names",
  "sex",
  "birthDate",
  "birthPlace",
] as const satisfies readonly TraitField[];

/** A name as strict comparison sees it: upper-case, accents folded, spaces single; hyphens and apostrophes kept. */
export const strictName = (name: string): string =>
  withoutDiacritics(straightPunctuation(name)).toUpperCase().replace(/\s+/g, " ").trim();

const strictDate = (date: string): string => date.replace(/\D/g, "").slice(0, 8);

/** The value that strict comparison uses for a trait; the list of given names is the first one when there is no list. */
const strictValue = (traits: Traits, field: TraitField): string => {
  switch (field) {
    case "birthDate":
      return strictDate(traits.birthDate);
    case "sex":
      return traits.sex === "unknown" ? "" : traits.sex;
    case "names":
      return strictName(traits.names) || strictName(traits.firstName);
    case "birthName":
    case "firstName":
    case "birthPlace":
      return strictName(traits[field]);
  }
};

/** Strict traits that are absent or unusable: an unknown sex, a date that is not a whole day. */
export const missingTraits = (traits: Traits): readonly TraitField[] =>
  FIELDS.filter((field) => strictValue(traits, field).length < (field === "birthDate" ? 8 : 1));

/** Strict traits of a document that differ from the local ones, absent ones included; empty when all are equal. */
export const traitDifferences = (document: Traits, local: Traits): readonly TraitDifference[] =>
  FIELDS.filter((field) => strictValue(document, field) !== strictValue(local, field)).map((field) => ({
    field,
    document: document[field],
    local: local[field],
  }));
