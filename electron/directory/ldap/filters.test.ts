import { FilterParser } from "ldapts";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { DirectoryCriteria } from "#shared/domain/directory-criteria";
import { questionOfCriteria, questionOfText } from "../question";
import { criteria } from "../testing/people";
import { DEMO_MAP, NATIONAL_MAP } from "./attribute-map";
import { filterOf, spellings } from "./filters";

const textOf = (fields: Partial<DirectoryCriteria>, map = DEMO_MAP): string =>
  filterOf(questionOfCriteria(criteria(fields)), map).filter?.toString() ?? "";

test("§7.6: what is typed never becomes syntax, in whatever field", () => {
  const fields = ["family", "given", "structure", "street", "city", "specialty", "address"] as const;
  const sign = fc.string({
    unit: fc.constantFrom("*", "(", ")", "\\", "|", "&", "\u0000", "a", "é", "="),
    minLength: 3,
    maxLength: 12,
  });
  fc.assert(
    fc.property(fc.constantFrom(...fields), sign, (field, typed) => {
      const { filter } = filterOf(questionOfCriteria(criteria({ [field]: `x${typed}` })), DEMO_MAP);
      if (filter === undefined) return;
      const read = FilterParser.parseString(filter.toString());
      expect(read.toString()).toBe(filter.toString());
      expect(attributesOf(filter.toString())).toEqual(attributesOf(textOf({ [field]: "xaaa" })));
    }),
    { numRuns: 60 },
  );
});

/** The attributes that a filter speaks of, escaped values left out. */
const attributesOf = (filter: string): ReadonlySet<string> =>
  new Set([...filter.matchAll(/\(([a-z]+)(?==)/giu)].map(([, name]) => name ?? ""));

test("a criterion that this directory has no name for is not sent, and is told", () => {
  const question = questionOfCriteria(criteria({ family: "DEMO", city: "LYON", profession: "médecin", street: "RUE" }));
  expect(filterOf(question, NATIONAL_MAP).ignored).toEqual(["profession", "street", "city"]);
  expect(filterOf(question, DEMO_MAP).ignored).toEqual([]);
  expect(filterOf(questionOfCriteria(criteria({ city: "LYON" })), NATIONAL_MAP).filter).toBeUndefined();
});

test("only entries with an address are asked for", () => {
  expect(textOf({ family: "DUPONT" })).toContain("(mail=*)");
});

test("a short family name is asked whole, a longer one by its beginning", () => {
  expect(textOf({ family: "LY", city: "DEMOVILLE" })).toContain("(sn=LY)");
  expect(textOf({ family: "LYS" })).toContain("(sn=LYS*)");
});

test("an identifier is asked with its type and without, a profession by its code", () => {
  const byNumber = textOf({ idNat: "899000000017" });
  expect(byNumber).toContain("(demoIdNat=99000000017)");
  expect(byNumber).toContain("(demoIdNat=899000000017)");
  expect(textOf({ family: "DEMO", profession: "kiné" })).toContain("(demoCodeProfession=70)");
});

test("two words are a name in either order", () => {
  const question = questionOfText("camille dupont");
  if (question === undefined) return expect.fail("enough to ask");
  const filter = filterOf(question, NATIONAL_MAP).filter?.toString() ?? "";
  expect(filter).toContain("(&(sn=camille*)(givenName=dupont*))");
  expect(filter).toContain("(&(sn=dupont*)(givenName=camille*))");
  expect(filter).toContain("(mail=camille.dupont*)");
});

test.each([
  ["Hélène", ["Hélène", "Helene"]],
  ["D'Arc", ["D'Arc", "D Arc"]],
  ["Le Goff", ["Le Goff", "Le-Goff"]],
  ["DUPONT", ["DUPONT"]],
])("§7.7: « %s » is asked as it may be kept", (typed, expected) => expect(spellings(typed)).toEqual(expected));
