import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DIRECTORY_CRITERIA } from "#shared/domain/directory-criteria";
import type { Finding } from "./finding";
import { cleanAddress, cleanText, kindOf } from "./finding";
import { matches } from "./matches";
import { dropRepeated, mergeFindings } from "./merge";
import { questionOfCriteria, questionOfText } from "./question";
import { criteria } from "./testing/people";

const place = (structure: string, city = "DEMOVILLE", postalCode = "69001") => ({
  structure,
  service: "",
  street: "1 RUE FICTIVE",
  postalCode,
  city,
});
const finding = (fields: Partial<Finding>): Finding => ({
  address: "alix.fictif@cabinet.demo.mssante.fr",
  kind: "PER",
  name: "FICTIF Alix",
  family: "FICTIF",
  given: "Alix",
  profession: "Médecin",
  specialty: "Médecine générale",
  idNat: "899000000001",
  situations: [place("Cabinet DEMO")],
  rank: null,
  scope: "person",
  source: "fhir",
  ...fields,
});
const about = (fields: Parameters<typeof criteria>[0] = {}) => questionOfCriteria(criteria(fields));
const all = new Set<string>(DIRECTORY_CRITERIA.filter((name) => name !== "address"));

describe("one recipient per address", () => {
  test("the same address in two cases is one, with both places and what each lacked", () => {
    const merged = mergeFindings(
      [
        finding({ address: "A@x.mssante.fr", kind: "unknown", specialty: "", scope: "situation" }),
        finding({
          address: "a@x.mssante.fr",
          kind: "PER",
          rank: 1,
          situations: [place("Clinique DEMO"), place("Cabinet DEMO")],
        }),
      ],
      about(),
    );
    expect(merged).toHaveLength(1);
    expect(merged[0]).toMatchObject({
      kind: "PER",
      specialty: "Médecine générale",
      preferred: true,
      structure: "Cabinet DEMO",
    });
    expect(merged[0]?.situations.map(({ structure }) => structure)).toEqual(["Cabinet DEMO", "Clinique DEMO"]);
  });

  test("§7.9: three addresses of one person stay three, together, the preferred one first", () => {
    const merged = mergeFindings(
      [
        finding({ address: "c@x.mssante.fr" }),
        finding({ address: "autre@x.mssante.fr", idNat: "899000000002", name: "FICTIF Béa", rank: 2 }),
        finding({ address: "b@x.mssante.fr", rank: 3 }),
        finding({ address: "a@x.mssante.fr", idNat: "99000000001", rank: 1 }),
      ],
      about({ family: "fictif" }),
    );
    expect(merged.map(({ address, preferred }) => `${address.split("@")[0]} ${preferred}`)).toEqual([
      "a true",
      "b false",
      "c false",
      "autre false",
    ]);
  });

  test("§7.9: no type, no structure, no identifier: still somebody to write to", () => {
    const [only] = mergeFindings([finding({ kind: "unknown", situations: [], idNat: "" })], about());
    expect(only).toMatchObject({ kind: "unknown", structure: "", city: "", postalCode: "", idNat: "" });
  });

  test("a service is named after its structure", () => {
    const [only] = mergeFindings(
      [finding({ kind: "ORG", situations: [{ ...place("CHU DEMO"), service: "Urgences DEMO" }] })],
      about(),
    );
    expect(only?.structure).toBe("CHU DEMO — Urgences DEMO");
  });

  test("order: the name asked, then the activity's address, then rank, then PER, CAB, ORG, APP", () => {
    const given = [
      finding({ address: "app@x.mssante.fr", kind: "APP", idNat: "" }),
      finding({ address: "org@x.mssante.fr", kind: "ORG", idNat: "" }),
      finding({ address: "cab@x.mssante.fr", kind: "CAB", idNat: "" }),
      finding({ address: "per@x.mssante.fr", idNat: "" }),
      finding({ address: "rang@x.mssante.fr", rank: 1, idNat: "" }),
      finding({ address: "activite@x.mssante.fr", scope: "situation", idNat: "" }),
      finding({ address: "suite@x.mssante.fr", family: "FICTIFIER", scope: "situation", idNat: "" }),
      finding({ address: "loin@x.mssante.fr", family: "AUTRE", scope: "situation", rank: 1, idNat: "" }),
    ];
    const order = (findings: readonly Finding[]) =>
      mergeFindings(findings, about({ family: "Fictif" })).map(({ address }) => address.split("@")[0]);
    expect(order(given)).toEqual(["activite", "rang", "per", "cab", "org", "app", "suite", "loin"]);
    fc.assert(
      fc.property(fc.shuffledSubarray(given, { minLength: given.length }), (shuffled) => {
        expect(order(shuffled)).toEqual(order(given));
      }),
    );
  });
});

describe("over two sources", () => {
  const recipients = (fields: Partial<Finding>) => mergeFindings([finding(fields)], about());

  test("an address that both give stays with the first, which takes what it lacked", () => {
    const [fhir, ldap] = dropRepeated([
      { source: "fhir", recipients: recipients({ situations: [] }) },
      {
        source: "ldap",
        recipients: [
          ...recipients({ address: "ALIX.fictif@cabinet.demo.mssante.fr", source: "ldap", profession: "Autre" }),
          ...recipients({ address: "seul@x.mssante.fr" }),
        ],
      },
    ]);
    expect(fhir?.recipients).toEqual([
      expect.objectContaining({
        source: "fhir",
        city: "DEMOVILLE",
        profession: "Médecin",
        address: "alix.fictif@cabinet.demo.mssante.fr",
      }),
    ]);
    expect(ldap?.recipients.map(({ address }) => address)).toEqual(["seul@x.mssante.fr"]);
  });
});

describe("whether an entry answers", () => {
  test.each([
    [{ family: "fict" }, true],
    [{ family: "FICTÌF" }, true],
    [{ family: "ictif" }, false],
    [{ given: "ali" }, true],
    [{ profession: "medecin" }, true],
    [{ profession: "10" }, true],
    [{ profession: "Pharmacien" }, false],
    [{ specialty: "generale" }, true],
    [{ idNat: "99000000001" }, true],
    [{ idNat: "99000000002" }, false],
    [{ structure: "demo" }, true],
    [{ street: "rue fictive" }, true],
    [{ postalCode: "69" }, true],
    [{ postalCode: "01" }, false],
    [{ city: "demo" }, true],
    [{ city: "ville" }, false],
    [{ address: "ALIX.F" }, true],
    [{ address: "lix" }, false],
    [{ family: "fictif", city: "lyon" }, false],
  ])("%j: %s", (fields, expected) => {
    expect(matches(finding({}), about(fields), all)).toBe(expected);
  });

  test("what an entry does not say refuses it only on a source that fills it", () => {
    const bare = finding({ situations: [], profession: "" });
    for (const wanted of [{ city: "lyon" }, { profession: "Médecin" }, { postalCode: "69" }]) {
      expect(matches(bare, about(wanted), all)).toBe(false);
      expect(matches(bare, about(wanted), new Set())).toBe(true);
    }
  });

  test.each(["alix fictif", "fictif alix", "FICTIF demoville", "demoville fictif", "fictif cabinet", "alix.fictif"])(
    "typed “%s” finds it",
    (text) => {
      expect(matches(finding({}), questionOfText(text) ?? expect.fail(), all)).toBe(true);
    },
  );

  test.each(["alix autre", "fictif lyon", "tif"])("typed “%s” does not", (text) => {
    expect(matches(finding({}), questionOfText(text) ?? expect.fail(), all)).toBe(false);
  });
});

describe("texts from outside", () => {
  test("any text becomes one bounded line without control, bidirectional or invisible characters", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 2000 }), (text) => {
        const clean = cleanText(text, 50);
        expect(Array.from(clean).length).toBeLessThanOrEqual(50);
        expect(clean).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
        expect(cleanText(clean, 50)).toBe(clean);
      }),
    );
    expect(cleanText("DU\u202EPONT\r\n\u0000DEMO")).toBe("DUPONT DEMO");
    for (const other of [null, undefined, 3, {}, ["x"]]) expect(cleanText(other)).toBe("");
  });

  test("only a plain address is one; only four codes are kinds", () => {
    expect(cleanAddress("Alix@CABINET.demo.mssante.fr")).toBe("Alix@cabinet.demo.mssante.fr");
    for (const other of ["a@b@c.fr", "a@b.fr\nx", "é@b.fr", "", 4, null]) expect(cleanAddress(other)).toBeUndefined();
    expect(["per", "ORG", "App", "CAB", "BAL", "", 4].map(kindOf)).toEqual([
      "PER",
      "ORG",
      "APP",
      "CAB",
      "unknown",
      "unknown",
      "unknown",
    ]);
  });
});
