import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isPrecise, questionOfCriteria, questionOfText } from "./question";
import { criteria } from "./testing/people";
import { professionOf, PROFESSIONS, SPECIALTIES, specialtyOf } from "./vocabulary";

const names = (text: string): readonly string[] | undefined =>
  questionOfText(text)?.wordings.map(({ name, city }) => `${name.join("+")}${city === "" ? "" : ` @${city}`}`);

describe("what is typed in the To field", () => {
  test.each(["", " ", "d", "du", "  du  ", "\u200Bdu\u202E"])("%j is too short to be asked", (text) => {
    expect(questionOfText(text)).toBeUndefined();
  });

  test.each([
    ["dup", ["dup"]],
    ["dr dup", ["dup"]],
    ["Docteur Dupont", ["Dupont"]],
    ["Mme le Pr Dupont", ["le+Dupont", "le @Dupont"]],
    ["dupont lyon", ["dupont+lyon", "dupont @lyon", "lyon @dupont"]],
    ["dr dupont lyon", ["dupont+lyon", "dupont @lyon", "lyon @dupont"]],
    ["dupont à lyon", ["dupont"]],
    ["d’Arc", ["d'Arc"]],
    ["ly jean", ["ly+jean", "ly @jean"]],
  ])("“%s” looks for the names %j", (text, expected) => {
    expect(names(text)).toEqual(expected);
  });

  test.each([
    ["orthophoniste 34690", { profession: "Orthophoniste", postalCode: "34690" }],
    ["orthophon 34", { profession: "Orthophoniste", postalCode: "34" }],
    ["Sage-Femme 2A", { profession: "Sage-Femme", postalCode: "2A" }],
    ["sage femme 2B123", { profession: "Sage-Femme", postalCode: "2B123" }],
    ["cardiologue à lyon", { profession: "Médecin", specialty: "cardio", city: "lyon" }],
    ["médecin généraliste sur 69003", { profession: "Médecin", specialty: "generale", postalCode: "69003" }],
    ["kiné à Saint Étienne", { profession: "Masseur-Kinésithérapeute", city: "Saint Étienne" }],
    ["infirmière 13002", { profession: "Infirmier", postalCode: "13002" }],
  ])("“%s” is %j and no name", (text, expected) => {
    expect(questionOfText(text)).toMatchObject({ ...expected, wordings: [] });
  });

  test("ROBERT Isabelle, orthophoniste à 34690 is understood whole", () => {
    expect(questionOfText("ROBERT Isabelle, orthophoniste à 34690")).toMatchObject({
      profession: "Orthophoniste",
      postalCode: "34690",
      wordings: [
        { name: ["ROBERT", "Isabelle"], city: "" },
        { name: ["ROBERT"], city: "Isabelle" },
        { name: ["Isabelle"], city: "ROBERT" },
      ],
    });
  });

  test("a name that begins like nothing known stays a name, a second profession too", () => {
    expect(questionOfText("medec")).toMatchObject({ profession: "Médecin" });
    expect(questionOfText("ortho dupont")).toMatchObject({ profession: "" });
    expect(questionOfText("cardiologue radiologue")).toMatchObject({
      specialty: "cardio",
      wordings: [{ name: ["radiologue"] }, { name: [], city: "radiologue" }],
    });
  });

  test.each([
    ["99000000001", "99000000001"],
    ["8 99000 000001", "899000000001"],
  ])("the digits “%s” are an identifier", (text, idNat) => {
    expect(questionOfText(text)).toMatchObject({ idNat, wordings: [] });
  });

  test.each([
    ["alix.fic@", "alix.fic@"],
    ["Alix FICTIF <alix.fictif@cabinet.demo.mssante.fr>", "alix.fictif@cabinet.demo.mssante.fr"],
    ["alix@x.fr", "alix@x.fr"],
  ])("“%s” is an address, perhaps unfinished", (text, address) => {
    expect(questionOfText(text)).toMatchObject({ address, wordings: [] });
  });

  test("any text is understood or left, in no time, bounded and on one line", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 400 }), (text) => {
        const question = questionOfText(text);
        if (question === undefined) return;
        expect(isPrecise(question) || question.address !== "" || question.idNat !== "").toBe(true);
        expect(question.wordings.length).toBeLessThanOrEqual(3);
        for (const { name, city } of question.wordings) {
          expect(name.length).toBeLessThanOrEqual(6);
          expect([...name, city].join(" ")).not.toMatch(/[\p{Cc}\u200B-\u200F\u202A-\u202E\u2066-\u2069]/u);
        }
      }),
    );
    const before = performance.now();
    questionOfText(`${"dr ".repeat(300_000)}dupont`);
    questionOfText("-".repeat(1_000_000));
    expect(performance.now() - before).toBeLessThan(2000);
  });
});

describe("the criteria of the window", () => {
  test("are cleaned and kept", () => {
    expect(questionOfCriteria(criteria({ family: "  DU\u0000PONT\u202E ", city: "L’Île" }))).toMatchObject({
      family: "DU PONT",
      city: "L'Île",
      wordings: [],
    });
  });

  test.each([
    [{}, false],
    [{ family: "du" }, false],
    [{ family: "dup" }, true],
    [{ postalCode: "69" }, false],
    [{ postalCode: "69003" }, true],
    [{ family: "LY", given: "Anh" }, true],
    [{ profession: "Médecin" }, true],
  ])("%j is precise enough: %s", (fields, expected) => {
    expect(isPrecise(questionOfCriteria(criteria(fields)))).toBe(expected);
  });
});

describe("the vocabulary", () => {
  test("each profession is found by its code, its label and each of its words, and by no other's", () => {
    for (const profession of PROFESSIONS)
      for (const word of [profession.code, profession.label, profession.label.toUpperCase(), ...profession.words])
        expect(professionOf(word)).toBe(profession);
  });

  test("each specialty is found by each of its words", () => {
    for (const specialty of SPECIALTIES) for (const word of specialty.words) expect(specialtyOf(word)).toBe(specialty);
  });

  test.each(["", "o", "martin", "psycho", "psych", "ide-", "constructor", "__proto__"])(
    "“%s” is at most one profession, never a guess among several",
    (word) => {
      expect([undefined, "60"]).toContain(professionOf(word)?.code);
    },
  );
});
