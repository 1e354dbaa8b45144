import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import tables from "../../../assets/codes/code-tables.json" with { type: "json" };
import { classOfType, codeOf, codesOf, formatOf, labelled } from "./code-tables";

describe("the code tables", () => {
  test("hold the rows of the published table, one for one", () => {
    const tsv = readFileSync(new URL("../../../assets/codes/code-tables.tsv", import.meta.url), "utf8");
    const rows = tsv.split(/\r?\n/).filter((line) => line !== "" && !line.startsWith("#"));
    expect(tables.rows.map((row) => row.join("\t").trimEnd())).toEqual(rows.map((row) => row.trimEnd()));
  });

  test("say where they come from, under which licence and since when", () => {
    expect(tables.source).toContain("Agence du Numérique en Santé");
    expect(tables.licence).toBe("Licence Ouverte 2.0");
    expect(tables.date).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  });

  test.each([
    ["typeCode", 114],
    ["classCode", 12],
    ["healthcareFacilityTypeCode", 69],
    ["practiceSettingCode", 12],
    ["confidentialityCode", 6],
    ["authorSpecialty", 396],
    ["administrativeGenderCode", 3],
    ["civility", 2],
    ["title", 6],
  ] as const)("%s holds %i codes, each with a system and a label", (set, count) => {
    expect(codesOf(set)).toHaveLength(count);
    for (const { code, system, label } of codesOf(set)) expect([code, system, label]).not.toContain("");
  });

  test("know the types in use and their class", () => {
    expect(codeOf("typeCode", "11502-2")).toEqual({
      code: "11502-2",
      system: "2.16.840.1.113883.6.1",
      label: "CR d'examens biologiques",
    });
    expect(classOfType("11502-2")).toEqual({ code: "10", system: "1.2.250.1.213.1.1.4.1", label: "Compte rendu" });
    expect(classOfType("18748-4")?.code).toBe("31");
    expect(classOfType("no-such-type")).toBeUndefined();
  });

  test("give every French type a class that exists", () => {
    for (const { code, system } of codesOf("typeCode"))
      if (system !== "ASTM") expect(classOfType(code), code).toBeDefined();
  });

  test("prefer their own label to the sender's, and the sender's to the bare code", () => {
    expect(labelled("typeCode", "11488-4", "", "Autre chose").label).toBe("CR ou fiche de consultation ou de visite");
    expect(labelled("typeCode", "11488-4", "", "").system).toBe("2.16.840.1.113883.6.1");
    expect(labelled("typeCode", "99999-9", "2.16.840.1.113883.6.1", "Nouveau type")).toEqual({
      code: "99999-9",
      system: "2.16.840.1.113883.6.1",
      label: "Nouveau type",
    });
    expect(labelled("typeCode", "99999-9", "", "")).toEqual({ code: "99999-9", label: "99999-9" });
  });
});

describe("the format of a document", () => {
  const french = ["2.16.840.1.113883.2.8.2.1", "1.2.250.1.213.1.1.1.1"];
  const unstructured = [...french, "1.3.6.1.4.1.19376.1.2.20"];

  test.each([
    ["application/pdf", "urn:ihe:iti:xds-sd:pdf:2008"],
    ["text/plain", "urn:ihe:iti:xds-sd:text:2008"],
    ["image/jpeg", "urn:ihe:iti-fr:xds-sd:jpeg:2010"],
    ["text/rtf", "urn:ihe:iti-fr:xds-sd:rtf:2010"],
    ["image/tiff", "urn:ihe:iti-fr:xds-sd:tiff:2010"],
  ])("around %s is %s of TRE_A11", (mediaType, code) => {
    expect(formatOf(unstructured, mediaType)).toMatchObject({ code, system: "1.3.6.1.4.1.19376.1.2.3" });
  });

  test("of a structured document follows its last known template", () => {
    expect(formatOf([...french, "1.2.250.1.213.1.1.1.55"], undefined).code).toBe("urn:ihe:lab:xd-lab:2008");
    expect(formatOf([...french, "1.2.250.1.213.1.1.1.55", "9.9.9"], "application/pdf").code).toBe(
      "urn:ihe:lab:xd-lab:2008",
    );
    expect(formatOf([...french, "1.3.6.1.4.1.19376.1.3.3", "1.2.250.1.213.1.1.1.13"], undefined).code).toBe(
      "urn:asip:ci-sis:vsm:2012",
    );
  });

  test("without a known template is the French fallback", () => {
    expect(formatOf(french, undefined)).toMatchObject({
      code: "urn:asipSante:modelesHorsProfils:2011",
      system: "1.2.250.1.213.1.1.4.2.282",
    });
    expect(formatOf(unstructured, "text/html").code).toBe("urn:asipSante:modelesHorsProfils:2011");
  });
});
