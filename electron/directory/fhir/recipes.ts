import { DIRECTORY_CRITERIA } from "#shared/domain/directory-criteria";
import { nakedIdentifier } from "#shared/rules/person-facts";
import { cleanAddress } from "../finding";
import type { Question, Wording } from "../question";
import { professionOf } from "../vocabulary";

/** One search to send. */
export type Search = {
  readonly type: "Practitioner" | "PractitionerRole" | "Organization";
  readonly parameters: readonly (readonly [string, string])[];
};

/** The searches of a question, and the criteria that they do not carry (no chained parameters: "specialty + city" is refined here). */
export type Recipe = { readonly searches: readonly Search[]; readonly ignored: readonly string[] };

const PAGE = ["_count", "50"] as const;
const ACTIVE = ["active", "true"] as const;
const WITH_ROLES = ["_revinclude", "PractitionerRole:practitioner"] as const;
const MOST_SEARCHES = 6;

/** Chooses the recipe: an address, an identifier, a name, a structure, then a place; nothing else is known to work on the gateway. */
export function recipeOf(question: Question): Recipe {
  if (question.address !== "") return addressRecipe(question);
  if (question.idNat !== "") return identifierRecipe(question);
  if (question.family !== "" || question.given !== "" || question.wordings.length > 0) return nameRecipe(question);
  if (question.structure !== "") return structureRecipe(question);
  if (question.postalCode !== "" || question.city !== "") return placeRecipe(question);
  return professionRecipe(question);
}

function addressRecipe(question: Question): Recipe {
  const address = cleanAddress(question.address);
  // `mailbox-mss` is only dependable on a whole address.
  if (address === undefined) return { searches: [], ignored: typed(question, []) };
  const exact = ["mailbox-mss:exact", escaped(address)] as const;
  return {
    searches: [
      { type: "Practitioner", parameters: [exact, WITH_ROLES, PAGE] },
      {
        type: "PractitionerRole",
        parameters: [
          exact,
          ["_include", "PractitionerRole:practitioner"],
          ["_include", "PractitionerRole:organization"],
          PAGE,
        ],
      },
      { type: "Organization", parameters: [exact, PAGE] },
    ],
    ignored: typed(question, ["address"]),
  };
}

function identifierRecipe(question: Question): Recipe {
  const identifier = ["identifier", escaped(nakedIdentifier(question.idNat))] as const;
  return {
    searches: [{ type: "Practitioner", parameters: [identifier, WITH_ROLES, PAGE] }],
    ignored: typed(question, ["idNat"]),
  };
}

function nameRecipe(question: Question): Recipe {
  const { parameters, taken } = professionParameters(question);
  const person = (family: string, given: string): Search => ({
    type: "Practitioner",
    parameters: [
      ...filled([
        ["family", family],
        ["given", given],
      ]),
      ...parameters,
      ACTIVE,
      WITH_ROLES,
      PAGE,
    ],
  });
  const people = [
    ...(question.family + question.given === "" ? [] : [person(question.family, question.given)]),
    ...question.wordings.flatMap((wording) => namesOf(wording).map(([family, given]) => person(family, given))),
  ];
  const whole = question.wordings.find(({ city }) => city === "")?.name.join(" ") ?? "";
  const structure: Search = {
    type: "Organization",
    parameters: [["name", escaped(whole)], ...placeParameters(question), ACTIVE, PAGE],
  };
  const searches = whole.length >= 3 && parameters.length === 0 ? [structure, ...people] : people;
  return {
    searches: distinct(searches).slice(0, MOST_SEARCHES),
    ignored: typed(question, ["family", "given", ...taken]),
  };
}

function structureRecipe(question: Question): Recipe {
  const name = ["name:contains", escaped(question.structure)] as const;
  return {
    searches: [{ type: "Organization", parameters: [name, ...placeParameters(question), ACTIVE, PAGE] }],
    ignored: typed(question, ["structure", "postalCode", "city"]),
  };
}

function placeRecipe(question: Question): Recipe {
  const roles = ["_revinclude", "PractitionerRole:organization"] as const;
  return {
    searches: [{ type: "Organization", parameters: [...placeParameters(question), ACTIVE, roles, PAGE] }],
    ignored: typed(question, ["postalCode", "city"]),
  };
}

function professionRecipe(question: Question): Recipe {
  const { parameters, taken } = professionParameters(question);
  const search: Search = { type: "Practitioner", parameters: [...parameters, ACTIVE, WITH_ROLES, PAGE] };
  return { searches: parameters.length === 0 ? [] : [search], ignored: typed(question, taken) };
}

function professionParameters({ profession }: Question): {
  readonly parameters: readonly (readonly [string, string])[];
  readonly taken: readonly string[];
} {
  const code = profession === "" ? undefined : professionOf(profession)?.code;
  return code === undefined
    ? { parameters: [], taken: [] }
    : { parameters: [["qualification-code", code]], taken: ["profession"] };
}

const placeParameters = ({ postalCode, city }: Question) =>
  filled([
    ["address-postalcode", postalCode],
    ["address-city", city],
  ]);

/** Family and given name, in both orders, the first word or all but the last as the family name. */
function namesOf({ name }: Wording): readonly (readonly [string, string])[] {
  const joined = name.join(" ");
  const splits = name.slice(1).flatMap((_, index): (readonly [string, string])[] => {
    const [head, tail] = [name.slice(0, index + 1).join(" "), name.slice(index + 1).join(" ")];
    return [
      [head, tail],
      [tail, head],
    ];
  });
  return joined.length < 2 ? [] : name.length === 1 ? [[joined, ""]] : [...splits, [joined, ""]];
}

const filled = (parameters: readonly (readonly [string, string])[]): readonly (readonly [string, string])[] =>
  parameters.filter(([, value]) => value !== "").map(([name, value]) => [name, escaped(value)]);

/** A comma would be an OR, a bar a system (FHIR R4 §3.1.1.4.0.3). */
const escaped = (value: string): string => value.replaceAll(/[\\,|$]/gu, (sign) => `\\${sign}`);

const typed = (question: Question, taken: readonly string[]): readonly string[] =>
  DIRECTORY_CRITERIA.filter((name) => question[name] !== "" && !taken.includes(name));

const distinct = (searches: readonly Search[]): readonly Search[] => [
  ...new Map(searches.map((search) => [JSON.stringify(search), search])).values(),
];
