import type { Patient } from "#shared/domain/patient";
import { traitDifferences } from "./trait-equality";

/** Two records made one, or why they must stay two. */
export type MergedPatient =
  | { readonly ok: true; readonly patient: Patient }
  | { readonly ok: false; readonly reason: "different-ins" | "same-record" };

/**
 * The record that is kept, completed by the one that goes: nothing kept is overwritten, an opposition is never lost, and an identity never becomes
 * more trusted than the record that its INS came with, nor trusted at all when the strict traits differ (RNIV: a collision is the worst error).
 */
export const mergePatients = (kept: Patient, gone: Patient): MergedPatient => {
  if (kept.id === gone.id) return { ok: false, reason: "same-record" };
  const two = kept.ins !== null && gone.ins !== null;
  if (two && (kept.ins.matricule !== gone.ins.matricule || kept.ins.oid !== gone.ins.oid))
    return { ok: false, reason: "different-ins" };
  const status =
    kept.ins !== null || gone.ins === null
      ? kept.status
      : traitDifferences(kept, gone).length === 0
        ? gone.status
        : "PROV";
  const usedName = kept.usedName ?? gone.usedName;
  const usedFirstName = kept.usedFirstName ?? gone.usedFirstName;
  const opposed = earliest(kept.opposedToMessagesOn, gone.opposedToMessagesOn);
  const opposedToProfessionals = earliest(kept.opposedToProfessionalsOn, gone.opposedToProfessionalsOn);
  return {
    ok: true,
    patient: {
      id: kept.id,
      birthName: kept.birthName || gone.birthName,
      firstName: kept.firstName || gone.firstName,
      names: kept.names || gone.names,
      ...(usedName === undefined ? {} : { usedName }),
      ...(usedFirstName === undefined ? {} : { usedFirstName }),
      sex: kept.sex === "unknown" ? gone.sex : kept.sex,
      birthDate: kept.birthDate || gone.birthDate,
      birthPlace: kept.birthPlace || gone.birthPlace,
      ins: kept.ins ?? gone.ins,
      status,
      ...(opposed === undefined ? {} : { opposedToMessagesOn: opposed }),
      ...(opposedToProfessionals === undefined ? {} : { opposedToProfessionalsOn: opposedToProfessionals }),
    },
  };
};

const earliest = (...dates: readonly (string | undefined)[]): string | undefined =>
  dates.filter((date) => date !== undefined).toSorted()[0];
