import { expect, test } from "vitest";
import type { DocumentId, PatientId } from "#shared/domain/ids";
import type { Patient } from "#shared/domain/patient";
import { patientWithoutIns } from "./patient-without-ins";

const record = (id: string, changes: Partial<Patient> = {}): Patient => ({
  id: id as PatientId,
  birthName: "PAT-DEMO",
  firstName: "JÉRÔME",
  names: "JÉRÔME",
  sex: "male",
  birthDate: "19500101",
  birthPlace: "",
  ins: null,
  status: "PROV",
  ...changes,
});
const attachment = { id: "a", name: "a.pdf", mimeType: "application/pdf", size: 1 };
const about = { ...attachment, documentId: "d" as DocumentId };

function storeOf(records: readonly Patient[], traits: object) {
  return {
    patient: async (id: PatientId) => records.find((one) => one.id === id) ?? Promise.reject(new Error("no such")),
    listPatients: async () => records.map((one) => ({ ...one, documents: 0, lastDocument: null })),
    document: async () => ({ cda: { header: { patient: traits } } }),
  } as unknown as Parameters<typeof patientWithoutIns>[0];
}
const found = async (records: readonly Patient[], traits: object, given = about) =>
  (await patientWithoutIns(storeOf(records, traits), given))?.id ?? null;
const traits = { birthName: "Pat-Demo", firstName: "Jerome", birthDate: "19500101" };

test("a document filed, or made for a patient, is about that record", async () => {
  const filed = { ...about, patientId: "two" as PatientId };
  expect(await found([record("one"), record("two", { birthName: "AUTRE" })], traits, filed)).toBe("two");
});

test("else the record of the same birth name, first name and birth date, accents and case aside", async () => {
  expect(await found([record("other", { birthDate: "19500102" }), record("one")], traits)).toBe("one");
  expect(await found([record("one", { firstName: "JEAN" })], traits)).toBeNull();
});

test("of two such, the one that opposes", async () => {
  const opposed = record("two", { opposedToProfessionalsOn: "2026-01-01" });
  expect(await found([record("one"), opposed], traits)).toBe("two");
});

test.each([{ ...traits, birthDate: "1950" }, { ...traits, firstName: " " }, {}])(
  "never on incomplete traits",
  async (few) => {
    expect(await found([record("one", { firstName: " " })], few)).toBeNull();
  },
);

test("a plain file is about nobody", async () => {
  const store = storeOf([record("one")], traits);
  expect(await patientWithoutIns(store, attachment)).toBeNull();
});
