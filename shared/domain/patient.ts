import type { PatientId } from "./ids";

/** Administrative sex as the identity documents carry it. */
export type Sex = "male" | "female" | "unknown";

/** Nature of an INS matricule, from its OID (ANS, annexe INS). */
export type InsNature = "nir" | "nia" | "test" | "demo" | "other";

/** Status of a local identity (RNIV EXI SI 07): provisoire, récupérée, validée, qualifiée. */
export type IdentityStatus = "PROV" | "RECUP" | "VALI" | "QUAL";

/** An INS: matricule of 15 characters (13 + key) and the OID of its authority, always shown and compared together. */
export type Ins = { readonly matricule: string; readonly oid: string };

/**
 * Strict traits of a patient as a document or a local record carries them.
 * `birthDate` is `YYYYMMDD`; `birthPlace` is the INSEE code (COG) of five characters; names as written.
 */
export type PatientTraits = {
  readonly birthName: string;
  readonly firstName: string;
  /** All given names, first one first, separated by spaces. */
  readonly names: string;
  readonly usedName?: string;
  readonly usedFirstName?: string;
  readonly sex: Sex;
  readonly birthDate: string;
  readonly birthPlace: string;
};

/** A patient of the local base. */
export type Patient = PatientTraits & {
  readonly id: PatientId;
  readonly ins: Ins | null;
  readonly status: IdentityStatus;
  /** When the patient opposed receiving messages (MSS/va1.20), `YYYY-MM-DD`. */
  readonly opposedToMessagesOn?: string;
  /** When the patient opposed that professionals exchange about them (MSS/va1.22), `YYYY-MM-DD`. */
  readonly opposedToProfessionalsOn?: string;
};

/** What an INS address alone tells of a patient; never verified by itself (UX.31). */
export type AddressedPatient = {
  readonly matricule: string;
  readonly keyValid: boolean;
  readonly sex: Sex;
  /** Two digits of the birth year and, where the matricule gives it, the month 1–12. */
  readonly birthYear2: string;
  readonly birthMonth?: number;
};
