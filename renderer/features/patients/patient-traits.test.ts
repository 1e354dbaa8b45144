import { expect, test } from "vitest";
import type { PatientId } from "#shared/domain/ids";
import type { Patient } from "#shared/domain/patient";
import { INS_OIDS } from "#shared/rules/ins";
import { faultsOf, savedTraits, typedTraits } from "./patient-traits";
import { typedDay } from "#shared/rules/typed-day";

const patient: Patient = {
  id: "p1" as PatientId,
  birthName: "PAT-TROIS",
  firstName: "DOMINIQUE",
  names: "DOMINIQUE",
  sex: "female",
  birthDate: "19790328",
  birthPlace: "51215",
  ins: { matricule: "279035121518989", oid: INS_OIDS.test },
  status: "QUAL",
  opposedToMessagesOn: "2026-03-01",
};

test("a record typed and saved without a change is the same record", () => {
  const { id: _id, ...same } = patient;
  expect(savedTraits(typedTraits(patient))).toEqual(same);
});

test.each([
  ["28/03/1979", "19790328"],
  ["28031979", "19790328"],
  ["1/02/2020", "20200201"],
  ["31/02/2020", null],
  ["29/02/2023", null],
  ["1979-03-28", null],
  ["28/03/79", null],
  ["28/13/1979", null],
  ["", null],
])("the date %j is %s", (text, date) => expect(typedDay(text)).toBe(date));

test("a new record asks for a name and a first name, and nothing more", () =>
  expect(faultsOf(typedTraits(null))).toEqual({ birthName: "required", firstName: "required" }));

test("a matricule must be whole, and its key right unless the identity is fictitious", () => {
  const typed = typedTraits(patient);
  expect(faultsOf({ ...typed, matricule: "27903" })).toMatchObject({ matricule: "matriculeInvalid" });
  expect(faultsOf({ ...typed, matricule: "2 79 03 51 215 189 00", authority: "nir" })).toMatchObject({
    matricule: "matriculeKey",
  });
  expect(faultsOf({ ...typed, matricule: "2 79 03 51 215 189 00", authority: "test" })).toEqual({});
});

test("an opposition needs its date, and goes with it when it is lifted", () => {
  const typed = typedTraits(patient);
  expect(faultsOf({ ...typed, opposedOn: "" })).toEqual({ opposedOn: "birthDateInvalid" });
  expect(savedTraits({ ...typed, opposed: false })).not.toHaveProperty("opposedToMessagesOn");
});

test("an opposition to exchanges between professionals is kept apart, with a date of its own", () => {
  const typed = { ...typedTraits(patient), opposedToProfessionals: true, opposedToProfessionalsOn: "" };
  expect(faultsOf(typed)).toEqual({ opposedToProfessionalsOn: "birthDateInvalid" });
  const saved = savedTraits({ ...typed, opposed: false, opposedToProfessionalsOn: "02/11/2026" });
  expect(saved).toMatchObject({ opposedToProfessionalsOn: "2026-11-02" });
  expect(saved).not.toHaveProperty("opposedToMessagesOn");
  expect(typedTraits({ ...patient, ...saved })).toMatchObject({ opposedToProfessionalsOn: "02/11/2026" });
});

test("spaces typed around and within are tidied, the authority follows the choice", () => {
  const saved = savedTraits({
    ...typedTraits(patient),
    birthName: "  PAT   TROIS ",
    authority: "nia",
    matricule: "2 79 03 51 215 189 89",
  });
  expect(saved.birthName).toBe("PAT TROIS");
  expect(saved.ins).toEqual({ matricule: "279035121518989", oid: INS_OIDS.nia });
});
