import { AndFilter, EqualityFilter, type Filter, OrFilter, PresenceFilter, SubstringFilter } from "ldapts";
import type { LdapField } from "#shared/domain/live-directory";
import { fold, withoutDiacritics } from "#shared/rules/fold";
import { nakedIdentifier } from "#shared/rules/person-facts";
import { FEWEST_CHARACTERS, type Question, type Wording } from "../question";
import { professionOf } from "../vocabulary";
import type { AttributeMap } from "./attribute-map";

/** A filter built of objects only (what is typed can never become syntax, RFC 4515), and the criteria this directory was not asked. Undefined filter: nothing to ask. */
export function filterOf(
  question: Question,
  map: AttributeMap,
): { readonly filter: Filter | undefined; readonly ignored: readonly string[] } {
  const ignored: string[] = [];
  const asked = CRITERIA.flatMap(([name, build]): Filter[] => {
    const value = question[name];
    if (value === "") return [];
    const filter = build(value, map);
    if (filter === undefined) ignored.push(name);
    return filter === undefined ? [] : [filter];
  });
  const words = either(question.wordings.flatMap((wording) => wordingFilter(wording, map) ?? []));
  const parts = [...asked, ...(words === undefined ? [] : [words])];
  if (parts.length === 0) return { filter: undefined, ignored };
  const addressed = (map.asked.address ?? []).map((attribute) => new PresenceFilter({ attribute }));
  return { filter: new AndFilter({ filters: [...parts, ...addressed] }), ignored };
}

type Criterion = Exclude<keyof Question, "wordings">;
type Build = (value: string, map: AttributeMap) => Filter | undefined;

/** Accents count on the server and nobody knows how it stores them: each text is asked as typed and stripped, hyphens and apostrophes as spaces too. */
export const spellings = (text: string): readonly string[] => {
  const plain = withoutDiacritics(text);
  const spaced = (value: string) => value.replaceAll(/[-']+/gu, " ");
  return [
    ...new Set([text, plain, spaced(text), spaced(plain), text.replaceAll(" ", "-"), plain.replaceAll(" ", "-")]),
  ];
};

const CRITERIA: readonly (readonly [Criterion, Build])[] = [
  ["address", prefix("address")],
  ["idNat", (value, map) => equal("idNat", [nakedIdentifier(value), `8${nakedIdentifier(value)}`, value], map)],
  // A structure has no given name and its name stands in `sn` or `cn`.
  ["family", (value, map) => either([prefix("family")(value, map), prefix("display")(value, map)].flatMap(present))],
  ["given", prefix("given")],
  ["profession", professionFilter],
  ["specialty", inside("specialty")],
  ["structure", inside("structure")],
  ["street", inside("street")],
  ["postalCode", prefix("postalCode")],
  ["city", prefix("city")],
];

/** Words in either order: the first ones are the family name and the rest the given name, or the reverse, or all of it is one name. */
function wordingFilter({ name, city }: Wording, map: AttributeMap): Filter | undefined {
  const cityFilter = city === "" ? undefined : prefix("city")(city, map);
  // This directory cannot be asked a city: the wording is asked by its name alone and refined here.
  const joined = name.join(" ");
  const whole = [
    ...WHOLE.map((field) => prefix(field)(joined, map)),
    name.length === 1 ? inside("structure")(joined, map) : undefined,
  ];
  const splits = name.slice(1).flatMap((_, index) => {
    const [head, tail] = [name.slice(0, index + 1).join(" "), name.slice(index + 1).join(" ")];
    return [
      bothNames(head, tail, map),
      bothNames(tail, head, map),
      prefix("display")(`${tail} ${head}`, map),
      ...usualAddresses(head, tail, map),
    ];
  });
  if (name.length === 0) return cityFilter;
  const named = either([...whole, ...splits].flatMap(present));
  if (named === undefined) return undefined;
  return cityFilter === undefined ? named : new AndFilter({ filters: [named, cityFilter] });
}

/** Addresses are usually given.family without accents: this finds a name stored with accents that were not typed. */
function usualAddresses(one: string, other: string, map: AttributeMap): readonly (Filter | undefined)[] {
  const local = (text: string) => fold(text).replaceAll(/[^a-z0-9]+/gu, "-");
  return [
    prefix("address")(`${local(one)}.${local(other)}`, map),
    prefix("address")(`${local(other)}.${local(one)}`, map),
  ];
}

const WHOLE: readonly LdapField[] = ["family", "display", "address"];

function bothNames(family: string, given: string, map: AttributeMap): Filter | undefined {
  if (family.length < FEWEST_CHARACTERS && given.length < FEWEST_CHARACTERS) return undefined;
  const filters = [prefix("family", 1)(family, map), prefix("given", 1)(given, map)].flatMap(present);
  return filters.length === 2 ? new AndFilter({ filters }) : undefined;
}

function professionFilter(value: string, map: AttributeMap): Filter | undefined {
  const code = professionOf(value)?.code;
  const byCode = code === undefined ? undefined : equal("professionCode", [code], map);
  return byCode ?? inside("profession")(value, map);
}

/** A prefix of 3 characters or more; what is shorter is a whole value, as `sn=LY`. */
function prefix(field: LdapField, fewest = 2): Build {
  return (value, map) =>
    overNames(field, spellings(value), map, (attribute, text) =>
      text.length < fewest + 1 && fewest > 1 && field !== "postalCode"
        ? new EqualityFilter({ attribute, value: text })
        : new SubstringFilter({ attribute, initial: text }),
    );
}

function inside(field: LdapField): Build {
  return (value, map) =>
    value.length < FEWEST_CHARACTERS
      ? undefined
      : overNames(field, spellings(value), map, (attribute, text) => new SubstringFilter({ attribute, any: [text] }));
}

const equal = (field: LdapField, values: readonly string[], map: AttributeMap): Filter | undefined =>
  overNames(field, [...new Set(values)], map, (attribute, value) => new EqualityFilter({ attribute, value }));

function overNames(
  field: LdapField,
  values: readonly string[],
  map: AttributeMap,
  build: (attribute: string, value: string) => Filter,
): Filter | undefined {
  return either((map.asked[field] ?? []).flatMap((attribute) => values.map((value) => build(attribute, value))));
}

const either = (filters: readonly Filter[]): Filter | undefined =>
  filters.length <= 1 ? filters[0] : new OrFilter({ filters: [...filters] });
const present = (filter: Filter | undefined): readonly Filter[] => (filter === undefined ? [] : [filter]);
