import { describe, expect, test } from "vitest";
import { demoInput } from "../cda/testing/documents";
import { xml, xmlBytes } from "../cda/xml/write-xml";
import { readXml } from "../cda/xml/read-xml";
import { attribute, descendants, find, textOf } from "../cda/xml/xml-element";
import {
  authorXcn,
  organizationXon,
  patientCx,
  patientInfo,
  serviceStart,
  sourcePatientCx,
  specialtyField,
} from "./document-fields";
import { oidOf } from "./write-metadata";
import { codedPiece, externalIdentifier, localized, slotPiece } from "./write-registry";

const { patient } = demoInput;
const bare = { sex: "unknown" as const, ins: null, localIds: [] };

describe("the patient in METADATA", () => {
  test("is named by the INS first, by the local id for the sending system", () => {
    expect(patientCx(patient)).toBe("279035121518989^^^&1.2.250.1.213.1.4.10&ISO^NH");
    expect(sourcePatientCx(patient)).toBe("IPP-1^^^&1.2.250.1.999.9&ISO^PI");
    expect(sourcePatientCx({ ...patient, localIds: [] })).toBe(patientCx(patient));
    expect(patientCx({ ...patient, ins: null })).toBe("IPP-1^^^&1.2.250.1.999.9&ISO^PI");
    expect(patientCx(bare)).toBe("");
  });

  test("has a line for each trait that is known, and no other", () => {
    expect(patientInfo(bare)).toEqual(["PID-8|U"]);
    expect(patientInfo({ ...bare, usedFirstName: "Zoé" })).toEqual(["PID-5|^Zoé^^^^^D", "PID-8|U"]);
    expect(patientInfo({ ...patient, sex: "male" })).toContain("PID-8|M");
  });

  test("keeps each line under 256 characters, separators escaped", () => {
    const long = "PAT^DÉMO&".repeat(60);
    for (const line of patientInfo({
      ...patient,
      birthName: long,
      firstName: long,
      names: long,
      usedName: long,
      usedFirstName: long,
    })) {
      expect(line.length).toBeLessThanOrEqual(256);
      if (line.startsWith("PID-5")) expect(line.split("^")).toHaveLength(7);
    }
  });
});

describe("the authors in METADATA", () => {
  const person = { kind: "person", id: "801234567897", family: "DEMO", given: "Camille" } as const;

  test.each([
    [person, "1.2.250.1.71.4.2.1", "801234567897^DEMO^Camille^^^^^^&1.2.250.1.71.4.2.1&ISO^D^^^IDNPS"],
    [
      { ...person, id: "3100000001/12" },
      "1.2.250.1.71.4.2.1",
      "3100000001/12^DEMO^Camille^^^^^^&1.2.250.1.71.4.2.1&ISO^D^^^EI",
    ],
    [person, "", "801234567897^DEMO^Camille^^^^^^&1.2.250.1.71.4.2.1&ISO^D^^^IDNPS"],
    [
      { kind: "device", id: "D1", family: "Logiciel", given: "Modèle" },
      "1.2.5",
      "D1^Logiciel^Modèle^^^^^^&1.2.5&ISO^U^^^RI",
    ],
    [
      { kind: "patient", id: "279035121518989", family: "PAT-DEMO" },
      "1.2.250.1.213.1.4.10",
      "279035121518989^PAT-DEMO^^^^^^^&1.2.250.1.213.1.4.10&ISO^L^^^NH",
    ],
  ] as const)("%j under %s", (author, root, expected) => {
    expect(authorXcn(author, root)).toBe(expected);
  });

  test("a structure without name is not written, a name with separators is escaped", () => {
    expect(organizationXon(undefined, "1")).toBe("");
    expect(organizationXon("A & B", "10B0000001")).toBe("A \\T\\ B^^^^^&1.2.250.1.71.4.2.2&ISO^IDNST^^^10B0000001");
  });

  test("a specialty has its code, its label and its system", () => {
    expect(specialtyField(undefined)).toBe("");
    expect(specialtyField({ code: "G15_10/SM03", label: "Médecin - Biologie médicale (SM)" })).toBe(
      "G15_10/SM03^Médecin - Biologie médicale (SM)^1.2.250.1.213.1.1.4.5",
    );
  });
});

test("the date of the act falls back on that of the document", () => {
  const header = { serviceStart: "", effectiveTime: "20260101" } as Parameters<typeof serviceStart>[0];
  expect(serviceStart(header)).toBe("20260101");
  expect(serviceStart({ ...header, serviceStart: "20251231" })).toBe("20251231");
});

describe("the pieces of ebRIM", () => {
  const read = (piece: ReturnType<typeof slotPiece>) =>
    readXml(xmlBytes(xml("rim:Top", { "xmlns:rim": "urn:r" }, piece)));
  const incomplete = (about: string) => expect.objectContaining({ code: "xdm-incomplete", about });

  test("a slot keeps its values in order and disappears without any", () => {
    expect(descendants(read(slotPiece("s", ["a", "", "b"])), "Value").map(textOf)).toEqual(["a", "b"]);
    expect(slotPiece("s", ["", ""])).toBeUndefined();
  });

  test("a value of 256 characters is written, of 257 refused", () => {
    expect(slotPiece("s", ["x".repeat(256)])).toBeDefined();
    expect(() => slotPiece("s", ["x".repeat(257)])).toThrow(incomplete("s"));
  });

  test("a title is cut under 1024 characters without splitting one", () => {
    const value = attribute(find(read(localized("Name", "😀".repeat(2000))), "Name", "LocalizedString"), "value");
    expect(value).toBe("😀".repeat(512));
    expect(localized("Description", "")).toBeUndefined();
  });

  test("an identifier or a code that the schema would refuse is not written", () => {
    expect(() => externalIdentifier("i", "o", "s", "label", "")).toThrow(incomplete("label"));
    expect(() => externalIdentifier("i", "o", "s", "label", "x".repeat(257))).toThrow(incomplete("label"));
    expect(() => codedPiece("i", "o", "s", { code: "x".repeat(257), system: "1", label: "l" })).toThrow(
      incomplete("code"),
    );
  });

  test.each([
    ["00000000-0000-0000-0000-000000000000", "2.25.0"],
    ["00000000-0000-0000-0000-00000000000a", "2.25.10"],
    ["ffffffff-ffff-ffff-ffff-ffffffffffff", "2.25.340282366920938463463374607431768211455"],
  ])("the OID of %s is %s", (uuid, oid) => {
    expect(oidOf(uuid)).toBe(oid);
    expect(oid.length).toBeLessThanOrEqual(64);
  });
});
