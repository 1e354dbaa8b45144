import { expect, test } from "vitest";
import type { DirectoryCriteria } from "#shared/domain/directory-criteria";
import { questionOfCriteria, questionOfText } from "../question";
import { criteria } from "../testing/people";
import { recipeOf, type Search } from "./recipes";

const of = (fields: Partial<DirectoryCriteria>) => recipeOf(questionOfCriteria(criteria(fields)));
const said = ({ type, parameters }: Search): string =>
  `${type}?${parameters.map(([name, value]) => `${name}=${value}`).join("&")}`;

/** Parameters that the gateway is known to take on each resource (directory.md §2.4); any other is an error there. */
const KNOWN: Readonly<Record<Search["type"], ReadonlySet<string>>> = {
  Practitioner: new Set(
    "family given identifier qualification-code mailbox-mss:exact active _revinclude _count".split(" "),
  ),
  PractitionerRole: new Set("mailbox-mss:exact _include _count".split(" ")),
  Organization: new Set(
    "name name:contains address-city address-postalcode mailbox-mss:exact active _revinclude _count".split(" "),
  ),
};

test.each([
  [{ family: "DEMO", given: "Alix", profession: "médecin", city: "LYON" }],
  [{ family: "DEMO", specialty: "cardio", street: "RUE", structure: "CLINIQUE" }],
  [{ structure: "CLINIQUE", city: "LYON", postalCode: "69" }],
  [{ postalCode: "34690", profession: "orthophoniste" }],
  [{ profession: "infirmier" }],
  [{ idNat: "899000000017", family: "DEMO" }],
  [{ address: "alix@demo.mssante.fr", family: "DEMO" }],
])("%j is asked with parameters that the gateway takes, and no page over 50", (fields) => {
  const { searches } = of(fields);
  expect(searches.length).toBeGreaterThan(0);
  for (const { type, parameters } of searches) {
    expect(parameters.map(([name]) => name).filter((name) => !KNOWN[type].has(name))).toEqual([]);
    expect(parameters).toContainEqual(["_count", "50"]);
  }
});

test("no chained parameter exists: what another resource carries is told as ignored, to be refined here", () => {
  expect(of({ family: "DEMO", specialty: "cardio", city: "LYON", profession: "médecin" }).ignored.toSorted()).toEqual([
    "city",
    "specialty",
  ]);
  expect(of({ structure: "CLINIQUE", city: "LYON", street: "RUE" }).ignored).toEqual(["street"]);
  expect(of({ idNat: "899000000017", family: "DEMO" }).ignored).toEqual(["family"]);
});

test("a whole address is asked of the three resources that carry one, and of nothing by its beginning", () => {
  expect(of({ address: "alix@demo.mssante.fr" }).searches.map(({ type }) => type)).toEqual([
    "Practitioner",
    "PractitionerRole",
    "Organization",
  ]);
  expect(of({ address: "alix" })).toEqual({ searches: [], ignored: ["address"] });
});

test("a number is asked as the RPPS alone, whatever stands before it", () => {
  expect(of({ idNat: "899000000017" }).searches.map(said)).toEqual([
    "Practitioner?identifier=99000000017&_revinclude=PractitionerRole:practitioner&_count=50",
  ]);
});

test("two words are asked in both orders, and as a structure", () => {
  const question = questionOfText("camille dupont");
  if (question === undefined) return expect.fail("enough to ask");
  const asked = recipeOf(question).searches.map(said);
  expect(asked.some((one) => one.startsWith("Practitioner?family=camille&given=dupont&"))).toBe(true);
  expect(asked.some((one) => one.startsWith("Practitioner?family=dupont&given=camille&"))).toBe(true);
  expect(asked.some((one) => one.startsWith("Organization?name=camille dupont&"))).toBe(true);
});

test("six words are never more than six searches", () => {
  const question = questionOfText("un deux trois quatre cinq six");
  if (question === undefined) return expect.fail("enough to ask");
  expect(recipeOf(question).searches.length).toBeLessThanOrEqual(6);
});

test("a comma, a bar or a dollar in a name is no syntax (FHIR R4 §3.1.1.4)", () => {
  const [first] = of({ structure: "A,B|C$D\\E" }).searches;
  expect(first?.parameters[0]).toEqual(["name:contains", "A\\,B\\|C\\$D\\\\E"]);
});
