import type { XdmDocument } from "#shared/domain/document";
import { parseCx } from "./hl7-fields";

/**
 * Whether everything in a mail concerns one patient (ECO.2.1.1): a single INS, a single birth date, and identifiers that all meet.
 * `setPatientIds` are the CX of the submission sets.
 */
export function isOnePatient(documents: readonly XdmDocument[], setPatientIds: readonly string[]): boolean {
  const patients = documents.map((document) => document.cda?.header.patient);
  const ins = new Set(
    patients.flatMap((patient) => (patient?.ins ? [`${patient.ins.matricule}|${patient.ins.oid}`] : [])),
  );
  const births = new Set(patients.flatMap((patient) => (patient?.birthDate ? [patient.birthDate] : [])));
  if (ins.size > 1 || births.size > 1) return false;
  const groups = [...documents.map(identities), ...setPatientIds.map((written) => keyOf(written))].filter(
    (group) => group.length > 0,
  );
  return areJoined(groups);
}

function identities(document: XdmDocument): string[] {
  const patient = document.cda?.header.patient;
  const ids = [
    ...(patient?.ins ? [`${patient.ins.matricule}|${patient.ins.oid}`] : []),
    ...(patient?.localIds ?? []).map((each) => `${each.extension}|${each.root}`),
  ];
  // The CDA speaks for its patient; METADATA only when there is no CDA.
  return ids.length > 0 ? ids : keyOf(document.patientId);
}

function keyOf(written: string): string[] {
  const { id, authority } = parseCx(written);
  return id === "" ? [] : [`${id}|${authority}`];
}

function areJoined(groups: readonly (readonly string[])[]): boolean {
  const [first, ...others] = groups;
  const reached = new Set(first);
  let left = others;
  for (;;) {
    const next = left.filter((group) => !group.some((id) => reached.has(id)));
    for (const group of left) if (!next.includes(group)) for (const id of group) reached.add(id);
    if (next.length === 0) return true;
    if (next.length === left.length) return false;
    left = next;
  }
}
