import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { missingTraits, strictName, traitDifferences } from "./trait-equality";
import type { Traits } from "./trait-equality";

const paul: Traits = {
  birthName: "PAT-VIAL",
  firstName: "Paul",
  names: "Paul Jean",
  sex: "male",
  birthDate: "19781126",
  birthPlace: "75056",
};

describe("a name under strict comparison", () => {
  it.each([
    ["  Vial   d'Arc ", "VIAL D'ARC"],
    ["Vial d’Arc", "VIAL D'ARC"],
    ["Éléonore\u00A0Zoë", "ELEONORE ZOE"],
    ["JEAN‑PAUL", "JEAN-PAUL"],
    ["Nuñez", "NUNEZ"],
    ["e\u0301", "E"],
  ])("%j is %j", (name, strict) => {
    expect(strictName(name)).toBe(strict);
  });

  it("keeps the hyphen apart from the space, and the apostrophe apart from nothing", () => {
    expect(strictName("JEAN-PAUL")).not.toBe(strictName("JEAN PAUL"));
    expect(strictName("D'ARC")).not.toBe(strictName("DARC"));
  });
});

describe("equal traits", () => {
  it.each([
    ["the same", {}],
    ["another case", { birthName: "pat-vial" }],
    ["accents", { firstName: "Pâul" }],
    ["spaces", { names: " PAUL   JEAN " }],
    ["a time after the date", { birthDate: "19781126000000" }],
    ["an ISO date", { birthDate: "1978-11-26" }],
  ] satisfies [string, Partial<Traits>][])("are found with %s", (_how, fields) => {
    expect(traitDifferences({ ...paul, ...fields }, paul)).toEqual([]);
  });

  it("take the first given name for the list when there is no list", () => {
    const alone = { ...paul, names: "" };
    expect(traitDifferences(alone, { ...alone, names: "PAUL" })).toEqual([]);
    expect(traitDifferences(alone, paul)).toEqual([{ field: "names", document: "", local: "Paul Jean" }]);
  });
});

describe("traits that differ", () => {
  it.each([
    ["birthName", "PAT VIAL"],
    ["firstName", "Jean"],
    ["names", "Paul"],
    ["names", "Jean Paul"],
    ["sex", "female"],
    ["sex", "unknown"],
    ["birthDate", "19781127"],
    ["birthDate", "197811"],
    ["birthPlace", "2A004"],
    ["birthPlace", ""],
  ] as const)("%s %j is told field by field, as written", (field, value) => {
    expect(traitDifferences({ ...paul, [field]: value }, paul)).toEqual([
      { field, document: value, local: paul[field] },
    ]);
    expect(traitDifferences(paul, { ...paul, [field]: value })).toEqual([
      { field, document: paul[field], local: value },
    ]);
  });

  it("are all told", () => {
    const other: Traits = {
      birthName: "A",
      firstName: "B",
      names: "B C",
      sex: "female",
      birthDate: "20000101",
      birthPlace: "13055",
    };
    expect(traitDifferences(paul, other).map((one) => one.field)).toEqual([
      "birthName",
      "firstName",
      "names",
      "sex",
      "birthDate",
      "birthPlace",
    ]);
  });
});

describe("missing traits", () => {
  it.each([
    [{}, []],
    [{ names: "" }, []],
    [{ birthName: " " }, ["birthName"]],
    [{ firstName: "" }, ["firstName"]],
    [{ firstName: "", names: "" }, ["firstName", "names"]],
    [{ sex: "unknown" }, ["sex"]],
    [{ birthDate: "1978" }, ["birthDate"]],
    [{ birthDate: "" }, ["birthDate"]],
    [{ birthPlace: "" }, ["birthPlace"]],
  ] satisfies [Partial<Traits>, string[]][])("of %j are %j", (fields, missing) => {
    expect(missingTraits({ ...paul, ...fields })).toEqual(missing);
  });
});

it("comparison is symmetric, and each equals itself", () => {
  const name = fc.string({ unit: fc.constantFrom(..."aÀb -'’"), maxLength: 6 });
  const traits: fc.Arbitrary<Traits> = fc.record({
    birthName: name,
    firstName: name,
    names: name,
    sex: fc.constantFrom("male", "female", "unknown"),
    birthDate: fc.constantFrom("", "19781126", "1978-11-26", "20000101"),
    birthPlace: fc.constantFrom("", "2A004", "2a004"),
  });
  fc.assert(
    fc.property(traits, traits, (a, b) => {
      expect(traitDifferences(a, a)).toEqual([]);
      expect(traitDifferences(a, b).map((one) => one.field)).toEqual(traitDifferences(b, a).map((one) => one.field));
    }),
  );
});
