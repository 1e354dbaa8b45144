import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { PatientId } from "#shared/domain/ids";
import type { Patient } from "#shared/domain/patient";
import { readCsv, writeCsv } from "./csv-table";
import { guessColumns, patientRows, readPatientLines } from "./patients-csv";

const HEAD = "Nom de naissance;Premier prénom;Sexe;Date de naissance;Lieu de naissance;Matricule INS;Statut";
const read = (text: string, fictitious = true) => {
  const { rows } = readCsv(text);
  return readPatientLines(rows, guessColumns(rows[0] ?? []), fictitious);
};
const one = (line: string, fictitious = true) => read(`${HEAD}\n${line}`, fictitious)[0];

describe("the columns of a file", () => {
  test.each([
    ["NOM;PRENOM;DDN;SEXE", { birthName: 0, firstName: 1, birthDate: 2, sex: 3, matricule: -1 }],
    ["Nom d'usage,Nom de naissance,Prénoms,Né(e) le", { usedName: 0, birthName: 1, names: 2 }],
    ["INS\tCode INSEE\tOID", { matricule: 0, birthPlace: 1, oid: 2 }],
    [
      "Date de naissance (jj/mm/aaaa);Nom de famille;Prénom usuel;Premier prénom",
      { birthDate: 0, birthName: 1, usedFirstName: 2, firstName: 3 },
    ],
    ["a;b;c", { birthName: -1, firstName: -1 }],
  ])("of %j are found by their words", (head, expected) => {
    expect(guessColumns(readCsv(head).rows[0] ?? [])).toMatchObject(expected);
  });

  test("each is used once", () => {
    const map = Object.values(guessColumns(["Nom", "Nom", "Prénom", "Prénom"])).filter((at) => at >= 0);
    expect(new Set(map).size).toBe(map.length);
  });
});

describe("a line of patients", () => {
  test("becomes a record, whatever the way dates and sexes are written", () => {
    const expected = {
      birthName: "PAT-DEMO",
      firstName: "ALICE",
      names: "ALICE",
      sex: "female",
      birthDate: "19770714",
      birthPlace: "63220",
    };
    for (const [sex, date] of [
      ["F", "14/07/1977"],
      ["Femme", "1977-07-14"],
      ["2", "19770714"],
      ["Mme", "14071977"],
    ])
      expect(one(`PAT-DEMO;ALICE;${sex};${date};63220;277076322082910;QUAL`)).toEqual({
        line: 2,
        ok: true,
        traits: { ...expected, ins: { matricule: "277076322082910", oid: "1.2.250.1.213.1.4.10" }, status: "QUAL" },
      });
  });

  test.each([
    [";ALICE;F;14/07/1977;63220;;", ["no-birth-name"]],
    ["PAT;;F;14/07/1977;63220;;", ["no-first-name"]],
    ["PAT;ALICE;X;31/02/1977;;;", ["bad-date", "bad-sex"]],
    ["PAT;ALICE;F;;Clermont;;", ["bad-place"]],
    ["PAT;ALICE;F;;;999;", ["bad-matricule"]],
  ])("%j says what is wrong: %j", (line, faults) => {
    expect(one(line)).toEqual({ line: 2, ok: false, faults });
  });

  test("of a real identity needs a right key", () => {
    expect(one("PAT;ALICE;F;;;279035121518988;", false)).toEqual({ line: 2, ok: false, faults: ["bad-key"] });
    expect(one("PAT;ALICE;F;;;2 79 03 51 215 189 89;", false)).toMatchObject({ ok: true });
  });

  test("is never more trusted than the file says, nor qualified without an INS", () => {
    for (const [status, matricule, expected] of [
      ["", "277076322082910", "PROV"],
      ["oui", "277076322082910", "PROV"],
      ["Récupérée", "277076322082910", "RECUP"],
      ["Qualifiée", "277076322082910", "QUAL"],
      ["Qualifiée", "", "VALI"],
      ["RECUP", "", "PROV"],
    ])
      expect(one(`PAT;ALICE;F;;;${matricule};${status}`)).toMatchObject({ traits: { status: expected } });
  });

  test("keeps its number in the file, blank lines aside", () => {
    expect(read(`${HEAD}\nPAT;A;F;;;;\n;;;;;;\nPAT;;F;;;;`).map(({ ok }) => ok)).toEqual([true, false]);
  });
});

describe("a table", () => {
  test.each([
    [
      'a;"b;c";"d ""e"""\r\n1;2',
      [
        ["a", "b;c", 'd "e"'],
        ["1", "2", ""],
      ],
    ],
    [
      "\uFEFFa,b\n1,2\n",
      [
        ["a", "b"],
        ["1", "2"],
      ],
    ],
    ["", []],
    ['"jamais fermé', [["jamais fermé"]]],
  ])("%j is read", (text, rows) => {
    expect(readCsv(text).rows).toEqual(rows);
  });

  test("too long is cut, and said so", () => {
    const { rows, cut } = readCsv("a\n".repeat(30_000));
    expect([rows.length, cut]).toEqual([20_000, true]);
  });

  test("never makes a formula of a cell, and reads back what it wrote", () => {
    const unit = fc.constantFrom("'", "=", "-", "@", "＝", '"', ";", ",", "a", " ", "\t");
    const some = fc.oneof(fc.string({ maxLength: 30 }), fc.string({ unit, maxLength: 12 }));
    const cell = some.map((text) => text.replaceAll(/[\p{Cc}\s]+/gu, " ").trim());
    expect(writeCsv([["=cmd|' /C calc'!A0", "-1", "a"]])).toContain("'=cmd");
    // Opened with another separator, a comma must not begin a cell either.
    expect(writeCsv([["a,=1+1", "＝1+1"]])).toBe('\uFEFF"a,=1+1";\'＝1+1\r\n');
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 8 }), (rows) => {
        const kept = [["x;y", "y", "z"], ...rows.filter((row) => row.some((text) => text !== ""))];
        expect(readCsv(writeCsv(kept)).rows).toEqual(kept);
      }),
    );
  });

  test("of the local base is read back as the same records", () => {
    const patient: Patient = {
      id: "p" as PatientId,
      birthName: 'PAT D\'ÉTÉ; "X"',
      firstName: "ZOÉ",
      names: "ZOÉ ANNE",
      usedName: "PAT",
      sex: "female",
      birthDate: "19770714",
      birthPlace: "2A004",
      ins: { matricule: "277076322082910", oid: "1.2.250.1.213.1.4.10" },
      status: "QUAL",
    };
    const { id: _, ...traits } = patient;
    expect(read(writeCsv(patientRows([patient])))).toEqual([{ line: 2, ok: true, traits }]);
  });
});
