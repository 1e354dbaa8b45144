import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { suggestPatients } from "./suggest-patients";

const document = {
  matricule: "",
  birthName: "PAT-DURAND",
  firstName: "JEAN-PAUL",
  names: "JEAN-PAUL MARIE",
  sex: "male" as const,
  birthDate: "19780511",
  birthPlace: "75056",
};
const same = { ...document, id: "same" };
const agreeing = (fields: Partial<typeof same>, document_ = document) =>
  suggestPatients(document_, [{ ...same, ...fields }])[0];

describe("patients that resemble the one of a document (MSS/va1.27)", () => {
  it("come first when everything agrees", () => {
    expect(
      suggestPatients(document, [{ ...same, id: "close", birthName: "PAT-DURANT" }, same]).map((one) => one.id),
    ).toEqual(["same", "close"]);
    expect(agreeing({})).toEqual({
      id: "same",
      score: 90,
      agrees: ["birth-name", "first-name", "birth-date", "sex", "birth-place"],
    });
  });

  it.each([
    [{ birthName: "Pat Durand" }, "birth-name"],
    [{ firstName: "Jean Paul" }, "first-name"],
    [{ firstName: "JEAN" }, "first-name"],
    [{ firstName: "", names: "Jean" }, "first-name"],
    [{ birthName: "PAT-DURANT" }, "birth-name-close"],
    [{ birthName: "PAT-DRUAND" }, "birth-name-close"],
    [{ birthName: "PAT-DURANDE" }, "birth-name-close"],
    [{ birthName: "PAT-DURAN" }, "birth-name-close"],
    [{ birthName: "PAT-DURAND-MARTIN" }, "birth-name-close"],
    [{ birthDate: "19781105" }, "birth-date-close"],
    [{ birthDate: "19780512" }, "birth-date-close"],
    [{ birthDate: "19870511" }, "birth-date-close"],
    [{ birthDate: "19780511120000" }, "birth-date"],
  ])("count %j as %s", (fields, ground) => {
    expect(agreeing(fields)?.agrees).toContain(ground);
  });

  it.each([
    [{ birthName: "PAT-MARTIN" }, "birth-name"],
    [{ birthName: "" }, "birth-name-close"],
    [{ firstName: "PAUL", names: "" }, "first-name"],
    [{ firstName: "", names: "" }, "first-name"],
    [{ birthDate: "" }, "birth-date"],
    [{ birthDate: "19780612" }, "birth-date-close"],
    [{ sex: "female" as never }, "sex"],
    [{ birthPlace: "" }, "birth-place"],
  ])("do not count %j as %s", (fields, ground) => {
    expect(agreeing(fields)?.agrees ?? []).not.toContain(ground);
  });

  it("never count what is absent on both sides as equal", () => {
    const blank = {
      matricule: "",
      birthName: "",
      firstName: "",
      names: "",
      sex: "unknown" as const,
      birthDate: "",
      birthPlace: "",
    };
    expect(suggestPatients(blank, [{ ...blank, id: "blank" }])).toEqual([]);
  });

  it("count the matricule by itself, whatever the names", () => {
    const other = {
      ...same,
      birthName: "AUTRE",
      firstName: "X",
      names: "X",
      birthDate: "20010101",
      sex: "female" as never,
      birthPlace: "13055",
    };
    expect(
      suggestPatients({ ...document, matricule: "146026322000196" }, [{ ...other, matricule: "146026322000196" }]),
    ).toEqual([{ id: "same", score: 50, agrees: ["matricule"] }]);
  });

  it("leave out those who share too little", () => {
    expect(agreeing({ birthName: "AUTRE", birthDate: "20010101" })).toBeUndefined();
    expect(agreeing({ birthName: "AUTRE", firstName: "X", names: "X" })?.score).toBe(40);
  });

  it("are at most the number asked, sorted, and scored within bounds", () => {
    const text = fc.constantFrom("", "PAT-DURAND", "PAT DURANT", "JEAN", "JEAN-PAUL", "X");
    const person = fc.record({
      id: fc.uuid(),
      matricule: fc.constantFrom("", "146026322000196"),
      birthName: text,
      firstName: text,
      names: text,
      sex: fc.constantFrom("male" as const, "female" as const, "unknown" as const),
      birthDate: fc.constantFrom("", "19780511", "19781105"),
      birthPlace: fc.constantFrom("", "75056"),
    });
    fc.assert(
      fc.property(person, fc.array(person, { maxLength: 12 }), (one, candidates) => {
        const found = suggestPatients(one, candidates, 3);
        expect(found.length).toBeLessThanOrEqual(3);
        expect(found.map((suggestion) => suggestion.score)).toEqual(
          found.map((suggestion) => suggestion.score).toSorted((a, b) => b - a),
        );
        for (const suggestion of found)
          expect(suggestion.score).toSatisfy((score: number) => score >= 40 && score <= 100);
        expect(suggestPatients(one, candidates.toReversed(), 99)).toHaveLength(
          suggestPatients(one, candidates, 99).length,
        );
      }),
    );
  });
});
