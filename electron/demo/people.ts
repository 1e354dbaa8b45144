import type { PatientProfile } from "./mes/patient-space";
import type { DemoIdentity, DemoPatient } from "./ports";
import type { DemoPerson } from "./psc/person";
import { PATIENTS } from "./world/patients";
import { DOCTORS, MAILBOXES } from "./world/practice";

const doctors = Object.values(DOCTORS);

const mailboxesOf = (idNat: string): readonly string[] =>
  MAILBOXES.filter(({ owners }) => owners.includes(idNat)).map(({ address }) => address);

/** Those who own an e-CPS, as the application shows them. */
export const IDENTITIES: readonly DemoIdentity[] = doctors.map(({ idNat, displayName }) => ({
  idNat,
  name: displayName,
  mailboxes: mailboxesOf(idNat),
}));

/** The same for the identity provider. */
export const PSC_PEOPLE: readonly DemoPerson[] = doctors.map(({ idNat, givenName, familyName, address }) => ({
  idNat,
  givenName,
  familyName,
  email: address,
  mailboxes: mailboxesOf(idNat),
}));

/** Patients of the practice's own base from the first day. */
export const KNOWN_PATIENTS: readonly DemoPatient[] = PATIENTS.filter(({ known }) => known).map(
  ({ patient }) => patient,
);

/** Profiles of Mon espace santé. */
export const PROFILES: readonly PatientProfile[] = PATIENTS.flatMap(({ patient, box, label }) =>
  box === "none" || patient.ins === null
    ? []
    : [{ matricule: patient.ins.matricule, name: label, closed: box === "closed" }],
);
