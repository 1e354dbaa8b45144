import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Patient } from "#shared/domain/patient";
import { readCsv } from "#shared/rules/csv-table";
import { guessColumns, readPatientLines } from "#shared/rules/patients-csv";
import { ALICE as alice, OTHER_MATRICULE, TEST_OID } from "../store/testing/profile";
import { patientBaseHandlers } from "./patient-base";
import { testServices, type TestServices } from "./testing/test-services";

let bench: TestServices;
beforeEach(() => {
  bench = testServices();
});
afterEach(() => bench.end());

const bare: Omit<Patient, "id"> = { ...alice, ins: null, status: "PROV", names: "", birthPlace: "" };
const handlers = () => patientBaseHandlers(bench.services);
const names = () => bench.store.listPatients("", 100).map(({ birthName, firstName }) => `${birthName} ${firstName}`);

describe("a file of patients", () => {
  test("is read as a table, in UTF-8 or as French spreadsheets write, and nothing of it is kept", async () => {
    const text = "Nom;Prénom\nPAT-ÉTÉ;ZOÉ\n";
    for (const bytes of [Buffer.from(text), Buffer.from(text, "latin1")]) {
      bench.chosen({ name: "patients.csv", bytes });
      expect((await handlers()["patients.readFile"](undefined))?.rows).toEqual([
        ["Nom", "Prénom"],
        ["PAT-ÉTÉ", "ZOÉ"],
      ]);
    }
    expect(await handlers()["patients.readFile"](undefined)).toBeNull();
    expect(names()).toEqual([]);
  });

  test("adds what is not here, and changes nothing of what is", async () => {
    const { id } = bench.store.savePatient(null, alice);
    const outcome = await handlers()["patients.import"]({
      patients: [
        alice,
        { ...alice, birthDate: "19770715" },
        { ...bare },
        { ...bare, firstName: "ZOE" },
        { ...alice, ins: { matricule: OTHER_MATRICULE, oid: TEST_OID }, firstName: "BOB" },
      ],
    });
    expect(outcome).toEqual({ created: 2, known: 2, different: 1 });
    expect(names()).toEqual(["PAT-DEMO ALICE", "PAT-DEMO BOB", "PAT-DEMO ZOE"]);
    expect(bench.store.patient(id)).toEqual({ ...alice, id });
  });

  test("imported twice adds nothing the second time", async () => {
    const patients = [alice, { ...bare, firstName: "ZOE" }];
    await handlers()["patients.import"]({ patients });
    expect(await handlers()["patients.import"]({ patients })).toEqual({ created: 0, known: 2, different: 0 });
  });

  test("goes out and comes back as the same records, and leaves its line", async () => {
    bench.store.savePatient(null, { ...alice, usedName: 'PAT;"X"' });
    expect(await handlers()["patients.export"](undefined)).toEqual({ saved: true, count: 1 });
    const { rows } = readCsv(Buffer.from(bench.saved.get("patients.csv") ?? []).toString("utf8"));
    expect(readPatientLines(rows, guessColumns(rows[0] ?? []), true)).toEqual([
      { line: 2, ok: true, traits: { ...alice, usedName: 'PAT;"X"' } },
    ]);
    expect(bench.traces.at(-1)).toMatchObject({ action: "document-export", request: "patients 1" });
    expect(JSON.stringify(bench.traces)).not.toMatch(/ALICE|277076322082910/u);
  });
});

describe("two records of one person", () => {
  test("become one, with both folders, and the one that goes is gone", async () => {
    const kept = bench.store.savePatient(null, bare);
    const gone = bench.store.savePatient(null, { ...alice, names: "" });
    const { documentId } = bench.receiveDocument({});
    bench.store.fileDocument(documentId, gone.id, false);
    const merged = await handlers()["patients.merge"]({ kept: kept.id, gone: gone.id });
    expect(merged).toMatchObject({ id: kept.id, ins: alice.ins, birthPlace: "63220" });
    expect(bench.store.documentsOfPatient(kept.id).map(({ id }) => id)).toEqual([documentId]);
    expect(names()).toEqual(["PAT-DEMO ALICE"]);
    expect(() => bench.store.patient(gone.id)).toThrow(expect.objectContaining({ code: "no-such" }));
  });

  test("each with its own INS stay two, whatever is asked", async () => {
    const one = bench.store.savePatient(null, alice);
    const two = bench.store.savePatient(null, { ...alice, ins: { matricule: OTHER_MATRICULE, oid: TEST_OID } });
    await expect(handlers()["patients.merge"]({ kept: one.id, gone: two.id })).rejects.toMatchObject({
      code: "refused",
    });
    await expect(handlers()["patients.merge"]({ kept: one.id, gone: one.id })).rejects.toMatchObject({
      code: "refused",
    });
    expect(names()).toHaveLength(2);
  });
});
