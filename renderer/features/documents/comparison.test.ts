import { expect, test } from "vitest";
import type { Patient } from "#shared/domain/patient";
import { comparison } from "./comparison";

const identity = (given: Partial<Patient> = {}): Omit<Patient, "id"> => ({
  birthName: "PAT-TROIS",
  firstName: "DOMINIQUE",
  names: "DOMINIQUE MARIE",
  sex: "female",
  birthDate: "19790328",
  birthPlace: "51215",
  ins: { matricule: "279035121518989", oid: "1.2.250.1.213.1.4.10" },
  status: "QUAL",
  ...given,
});
const states = (document: Omit<Patient, "id">, record: Omit<Patient, "id"> | null): Record<string, string> =>
  Object.fromEntries(comparison(document, record).map((row) => [row.field, row.state]));

test("one identity with itself is the same everywhere, the matricule first", () => {
  expect(comparison(identity(), identity())[0]?.field).toBe("matricule");
  expect(new Set(Object.values(states(identity(), identity())))).toEqual(new Set(["same"]));
});

test("a birth date turned around differs, and nothing else does", () => {
  const told = states(identity(), identity({ birthDate: "19970328" }));
  expect(told["birthDate"]).toBe("differs");
  expect(Object.values(told).filter((state) => state !== "same")).toHaveLength(1);
});

test("one matricule under two authorities differs", () => {
  expect(
    states(identity(), identity({ ins: { matricule: "279035121518989", oid: "1.2.250.1.213.1.4.8" } }))["matricule"],
  ).toBe("differs");
});

test("what one side does not say is absent and not different", () => {
  const told = states(identity({ ins: null, birthPlace: "" }), identity({ sex: "unknown" }));
  expect(told).toMatchObject({ matricule: "absent", birthPlace: "absent", sex: "absent", birthName: "same" });
});

test("without a record only the document speaks", () => {
  expect(comparison(identity(), null).every((row) => row.local === "" && row.state === "absent")).toBe(true);
});
