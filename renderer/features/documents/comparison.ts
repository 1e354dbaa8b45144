import type { Patient } from "#shared/domain/patient";
import { traitDifferences } from "#shared/rules/trait-equality";

/** A trait of the document beside that of a record. `differs` follows the strict rule of the INS, `absent` one side says nothing. */
export type ComparedTrait = {
  readonly field: "birthName" | "firstName" | "names" | "sex" | "birthDate" | "birthPlace" | "matricule";
  readonly document: string;
  readonly local: string;
  readonly state: "same" | "differs" | "absent";
};

type Identity = Omit<Patient, "id">;
const FIELDS = ["birthName", "firstName", "names", "sex", "birthDate", "birthPlace"] as const;

/** Compares the traits of a document with a record's, in the order that they are read; without a record, only the document's. */
export function comparison(document: Identity, record: Identity | null): readonly ComparedTrait[] {
  const differing = new Set<string>(
    record === null ? [] : traitDifferences(document, record).map((difference) => difference.field),
  );
  const rows = FIELDS.map((field) =>
    compared(field, document[field], record?.[field] ?? "", record !== null && differing.has(field)),
  );
  const [mine, theirs] = [insOf(document), insOf(record)];
  return [compared("matricule", mine, theirs, record !== null && mine !== theirs), ...rows];
}

function compared(field: ComparedTrait["field"], document: string, local: string, differs: boolean): ComparedTrait {
  const absent = document === "" || local === "" || document === "unknown" || local === "unknown";
  return { field, document, local, state: absent ? "absent" : differs ? "differs" : "same" };
}

/** Matricule and authority together: one without the other says nothing. */
const insOf = (identity: Identity | null): string =>
  identity?.ins ? `${identity.ins.matricule}^${identity.ins.oid}` : "";
