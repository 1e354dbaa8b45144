import { LDAP_FIELDS, type LdapField } from "#shared/domain/live-directory";
import { cleanAddress } from "../finding";
import { PROFESSIONS, professionOf } from "../vocabulary";
import type { AttributeMap } from "./attribute-map";

/** Values of some entries, by attribute name. */
export type Sample = ReadonlyMap<string, readonly string[]>;

/**
 * The map after a probe. What was seen on real entries may be asked, what the schema denies is asked no more; a field whose usual names are not
 * there takes the attribute whose values have its shape, or whose name says it. Only names come out of it.
 */
export function learnAttributes(map: AttributeMap, sample: Sample, schema: readonly string[]): AttributeMap {
  const seen = new Set([...sample.keys()].map((name) => name.toLowerCase()));
  const known = new Set([...seen, ...schema.map((name) => name.toLowerCase())]);
  const present = (field: LdapField): readonly string[] =>
    map.read[field].filter((name) => seen.has(name.toLowerCase()));
  const taken = new Set(LDAP_FIELDS.flatMap(present).map((name) => name.toLowerCase()));
  const names = LDAP_FIELDS.map((field): readonly [LdapField, readonly string[]] => {
    const usual = present(field);
    if (usual.length > 0) return [field, usual];
    const guessed = guess(field, sample, taken);
    if (guessed !== undefined) taken.add(guessed.toLowerCase());
    return [field, guessed === undefined ? [] : [guessed]];
  });
  const learned = Object.fromEntries(names) as Readonly<Record<LdapField, readonly string[]>>;
  const each = <Value>(of: (field: LdapField) => Value): Readonly<Record<LdapField, Value>> =>
    Object.fromEntries(LDAP_FIELDS.map((field) => [field, of(field)])) as Record<LdapField, Value>;
  // A directory without a schema denies nothing.
  const kept = (field: LdapField): readonly string[] =>
    (map.asked[field] ?? []).filter((name) => schema.length === 0 || known.has(name.toLowerCase()));
  const asked = LDAP_FIELDS.map((field) => [field, [...new Set([...kept(field), ...learned[field]])]] as const);
  return {
    read: each((field) => [...new Set([...learned[field], ...map.read[field]])]),
    asked: Object.fromEntries(asked.filter(([, its]) => its.length > 0)),
  };
}

/** A value of the field, whatever it is called. */
const SHAPES: Readonly<Partial<Record<LdapField, (value: string) => boolean>>> = {
  address: (value) => cleanAddress(value) !== undefined,
  kind: (value) => /^(?:PER|ORG|APP|CAB)$/u.test(value),
  idNat: (value) => /^(?:8\d{11}|\d{11})$/u.test(value),
  professionCode: (value) => PROFESSIONS.some(({ code }) => code === value),
  profession: (value) => !/\d/u.test(value) && professionOf(value) !== undefined,
  postalCode: (value) => /^(?:\d{5}|2[AB]\d{3})$/u.test(value),
};

/** Names that say the field; those of the national extraction are the best hint of what a directory calls it. */
const HINTS: Readonly<Record<LdapField, RegExp>> = {
  address: /mail|adresse.?bal/iu,
  display: /display|libelle.?nom/iu,
  family: /nom.?exercice|^nom$|surname/iu,
  given: /prenom/iu,
  kind: /type.?(?:de.?)?bal|bal.?type/iu,
  idNat: /id.?nat|rpps|identifiant.?pp/iu,
  professionCode: /code.?prof|prof\w*.?code/iu,
  profession: /profession/iu,
  specialty: /specialit|savoir.?faire|discipline/iu,
  structure: /raison.?sociale|nom.?structure|enseigne|etablissement/iu,
  service: /service|rattachement/iu,
  street: /voie|rue$/iu,
  postalCode: /code.?postal|postal.?code/iu,
  city: /commune|ville|localite/iu,
};

/** A shape that other fields may have too: alone it proves nothing. */
const AMBIGUOUS: ReadonlySet<LdapField> = new Set(["professionCode", "address", "postalCode"]);

function guess(field: LdapField, sample: Sample, taken: ReadonlySet<string>): string | undefined {
  const free = [...sample].filter(([name, values]) => !taken.has(name.toLowerCase()) && values.length > 0);
  const shape = SHAPES[field];
  const fitting = shape === undefined ? free : free.filter(([, values]) => values.every(shape));
  const said = fitting.find(([name]) => HINTS[field].test(name));
  if (said !== undefined) return said[0];
  return shape === undefined || AMBIGUOUS.has(field) || fitting.length !== 1 ? undefined : fitting[0]?.[0];
}
