import fc from "fast-check";
import { expect, test } from "vitest";
import type { PatientId } from "#shared/domain/ids";
import type { Patient } from "#shared/domain/patient";
import { mergePatients } from "./merge-patients";

const alice: Patient = {
  id: "a" as PatientId,
  birthName: "PAT-DEMO",
  firstName: "ALICE",
  names: "ALICE",
  sex: "female",
  birthDate: "19770714",
  birthPlace: "63220",
  ins: { matricule: "277076322082910", oid: "1.2.250.1.213.1.4.10" },
  status: "QUAL",
};
const bare: Patient = { ...alice, id: "b" as PatientId, names: "", birthPlace: "", ins: null, status: "PROV" };
const merged = (kept: Patient, gone: Patient) => {
  const result = mergePatients(kept, gone);
  return result.ok ? result.patient : result.reason;
};

test("what is kept is completed, never overwritten", () => {
  expect(merged(alice, { ...bare, birthName: "AUTRE", usedName: "PAT" })).toEqual({ ...alice, usedName: "PAT" });
  expect(merged({ ...alice, birthPlace: "", sex: "unknown" }, { ...bare, birthPlace: "63113" })).toMatchObject({
    birthPlace: "63113",
    sex: "female",
  });
});

test("two INS are two persons, whatever their names", () => {
  const other = { matricule: "279035121518989", oid: alice.ins?.oid ?? "" };
  expect(merged(alice, { ...alice, id: bare.id, ins: other })).toBe("different-ins");
  expect(merged(alice, { ...alice, id: bare.id, ins: { ...other, matricule: "277076322082910", oid: "1.2" } })).toBe(
    "different-ins",
  );
  expect(merged(alice, alice)).toBe("same-record");
});

test("an INS that comes with the merger brings its status only with equal traits", () => {
  const plain = { ...alice, id: bare.id, ins: null, status: "VALI" as const };
  expect(merged(plain, alice)).toMatchObject({ ins: alice.ins, status: "QUAL" });
  expect(merged({ ...plain, birthDate: "19770715" }, alice)).toMatchObject({ ins: alice.ins, status: "PROV" });
});

test("an opposition is never lost: the earliest date stays", () => {
  const on = (patient: Patient, date: string): Patient => ({ ...patient, opposedToMessagesOn: date });
  expect(merged(alice, on(bare, "2026-02-01"))).toMatchObject({ opposedToMessagesOn: "2026-02-01" });
  expect(merged(alice, { ...bare, opposedToProfessionalsOn: "2026-04-01" })).toMatchObject({
    opposedToProfessionalsOn: "2026-04-01",
  });
  expect(merged(on(alice, "2026-03-01"), on(bare, "2026-02-01"))).toMatchObject({ opposedToMessagesOn: "2026-02-01" });
});

test("no merger makes an identity more trusted than the record its INS came with", () => {
  const rank = { PROV: 0, RECUP: 1, VALI: 1, QUAL: 2 };
  const status = fc.constantFrom("PROV" as const, "RECUP" as const, "VALI" as const, "QUAL" as const);
  const record = (id: string) =>
    fc
      .record({ status, has: fc.boolean(), date: fc.constantFrom("19770714", "19770715") })
      .map(({ status: said, has, date }): Patient => ({
        ...alice,
        id: id as PatientId,
        birthDate: date,
        status: said,
        ins: has ? alice.ins : null,
      }));
  fc.assert(
    fc.property(record("a"), record("b"), (kept, gone) => {
      const result = mergePatients(kept, gone);
      if (!result.ok) return;
      const source = kept.ins === null && gone.ins !== null ? gone : kept;
      expect(rank[result.patient.status]).toBeLessThanOrEqual(rank[source.status]);
      expect(result.patient.id).toBe(kept.id);
    }),
  );
});
