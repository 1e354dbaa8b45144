import type { PatientId } from "#shared/domain/ids";
import type { Patient } from "#shared/domain/patient";
import { mergePatients } from "#shared/rules/merge-patients";
import { traitDifferences } from "#shared/rules/trait-equality";
import type { Store } from "../open";
import { StoreError } from "../store-error";
import { seqOf } from "./lookup";
import { asPatient, patient, savePatient } from "./patients";

/** What became of the records of a file: made, already here, or at odds with one that is here (left as they are, both). */
export type ImportOutcome = { readonly created: number; readonly known: number; readonly different: number };

/** Adds the records of a file that are not here yet, in one transaction; nothing that is here is changed. */
export function importPatients(store: Store, records: readonly Omit<Patient, "id">[]): ImportOutcome {
  return store.transaction(() => {
    const outcome = { created: 0, known: 0, different: 0 };
    for (const record of records) {
      const here = sameInsAs(store, record);
      if (here === undefined && !isHere(store, record)) {
        savePatient(store, null, record);
        outcome.created += 1;
      } else if (here !== undefined && traitDifferences(here, record).length > 0) outcome.different += 1;
      else outcome.known += 1;
    }
    return outcome;
  });
}

function sameInsAs(store: Store, { ins }: Omit<Patient, "id">): Patient | undefined {
  if (ins === null) return undefined;
  const row = store.get("SELECT * FROM patients WHERE matricule = ? AND oid = ? LIMIT 1", [ins.matricule, ins.oid]);
  return row === undefined ? undefined : asPatient(row);
}

/** The same person without the help of an INS: names, sex and birth date as written. */
function isHere(store: Store, record: Omit<Patient, "id">): boolean {
  return (
    record.birthDate !== "" &&
    store
      .all("SELECT * FROM patients WHERE birth_date = ? AND (matricule IS NULL OR ? IS NULL) LIMIT 500", [
        record.birthDate,
        record.ins?.matricule ?? null,
      ])
      .map(asPatient)
      .some(
        (one) =>
          traitDifferences({ ...one, names: "", birthPlace: "" }, { ...record, names: "", birthPlace: "" }).length ===
          0,
      )
  );
}

/** Makes one record of two: the folder of the one that goes joins the other's. `refused` where they must stay two (`mergePatients`). */
export function mergeRecords(store: Store, keptId: PatientId, goneId: PatientId): Patient {
  return store.transaction(() => {
    const result = mergePatients(patient(store, keptId), patient(store, goneId));
    if (!result.ok) throw new StoreError("refused", { about: result.reason });
    const [kept, gone] = [seqOf(store, "patients", keptId), seqOf(store, "patients", goneId)];
    store.run("UPDATE documents SET patient = ? WHERE patient = ?", [kept, gone]);
    store.run("DELETE FROM patients WHERE seq = ?", [gone]);
    const { id, ...traits } = result.patient;
    return savePatient(store, id, traits);
  });
}
