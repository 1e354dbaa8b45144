import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { PatientId } from "#shared/domain/ids";
import type { DocumentFacts } from "#shared/domain/made-document";
import type { Patient } from "#shared/domain/patient";
import {
  carriedIns,
  deletionText,
  madeDocumentProblems,
  type MadeDocumentInput,
  patientOfDocument,
  replacementText,
} from "./made-document";

const patient: Patient = {
  id: "p1" as PatientId,
  birthName: "PAT-TROIS",
  firstName: "DOMINIQUE",
  names: "DOMINIQUE ALEX",
  sex: "female",
  birthDate: "19790328",
  birthPlace: "51215",
  ins: { matricule: "279035121518989", oid: "1.2.250.1.213.1.4.10" },
  status: "QUAL",
  opposedToMessagesOn: "2026-01-01",
};
const facts: DocumentFacts = {
  type: "11488-4",
  title: "Consultation",
  actDate: "20261120",
  patientId: patient.id,
  confidentiality: "N",
  author: {
    title: "DR",
    specialty: "",
    organization: "Cabinet DEMO",
    finess: "",
    practiceSetting: "AMBULATOIRE",
    facility: "SA07",
  },
  replaces: null,
};
const problems = (over: Partial<MadeDocumentInput> = {}, changed: Partial<DocumentFacts> = {}) =>
  madeDocumentProblems({
    patient,
    replacedMatricule: null,
    today: "20261122",
    environment: "demo",
    ...over,
    facts: { ...facts, ...changed },
  });
const about = (over: Partial<Patient>, more: Partial<MadeDocumentInput> = {}) =>
  problems({ patient: { ...patient, ...over }, ...more });

describe("what stands in the way of a document", () => {
  test("is nothing when everything is said of a qualified identity", () => {
    expect(problems()).toEqual([]);
  });

  test.each([
    [{ type: "" }, ["no-type"]],
    [{ title: "  " }, ["no-title"]],
    [{ actDate: "" }, ["no-date"]],
    [{ actDate: "20260231" }, ["no-date"]],
    [{ actDate: "20261123" }, ["future-date"]],
    [{ author: { ...facts.author, organization: " " } }, ["no-organization"]],
    [{ author: { ...facts.author, finess: "75000001" } }, ["bad-finess"]],
    [{ author: { ...facts.author, finess: "2A0000012" } }, []],
    [{ type: "", title: "" }, ["no-type", "no-title"]],
  ] as const)("%j gives %j", (changed, expected) => {
    expect(problems({}, changed as Partial<DocumentFacts>)).toEqual(expected);
  });

  test("is an identity that is not known, or not enough of it", () => {
    expect(problems({ patient: null })).toEqual(["no-patient"]);
    expect(about({ birthName: "" })).toEqual(["no-names"]);
  });

  test("is a strict trait that misses, as soon as the INS would travel (CI-SIS, INS/va1.53)", () => {
    for (const over of [{ names: "" }, { birthDate: "" }, { birthPlace: " " }, { sex: "unknown" as const }])
      expect(about(over)).toEqual(["traits-missing"]);
    expect(about({ birthPlace: "", status: "VALI" })).toEqual([]);
  });

  test("is a wrong key of a real identity, or a test identity in production", () => {
    const real = { ins: { matricule: "279035121518988", oid: "1.2.250.1.213.1.4.8" } };
    expect(about(real, { environment: "production" })).toEqual(["bad-key"]);
    expect(problems({ environment: "production" })).toEqual(["test-identity"]);
    expect(about({ ins: { ...real.ins, matricule: "279035121518989" } }, { environment: "production" })).toEqual([]);
  });

  test("is another patient than that of the document that it replaces", () => {
    expect(problems({ replacedMatricule: "279035121518989" })).toEqual([]);
    expect(problems({ replacedMatricule: "277076322082910" })).toEqual(["other-patient"]);
    expect(problems({ replacedMatricule: "" })).toEqual(["other-patient"]);
    expect(about({ status: "PROV" }, { replacedMatricule: "" })).toEqual([]);
  });
});

test("the INS never travels unless the identity is qualified here, whatever else the record says (INS/va1.53)", () => {
  fc.assert(
    fc.property(
      fc.constantFrom("PROV", "RECUP", "VALI", "QUAL"),
      fc.constantFrom("male", "female", "unknown"),
      fc.string(),
      (status, sex, names) => {
        const one = { ...patient, status, sex, names } as Patient;
        const written = patientOfDocument(one, "2.25.1.1");
        expect(written.ins).toEqual(status === "QUAL" ? patient.ins : null);
        expect(carriedIns(one)).toEqual(written.ins);
        expect(JSON.stringify(written)).not.toMatch(/QUAL|PROV|2026-01-01/u);
      },
    ),
  );
});

test("the document always carries the id of the local record", () => {
  expect(patientOfDocument(patient, "2.25.1.1").localIds).toEqual([{ root: "2.25.1.1", extension: "p1" }]);
});

test("the message says what its document does to the earlier one (AMBU.MSS/va1.02)", () => {
  expect(replacementText("Consultation", "20/11/2026")).toContain("annule et remplace « Consultation » du 20/11/2026");
  expect(deletionText("Consultation", "20/11/2026")).toContain("Merci de supprimer le document « Consultation »");
});
