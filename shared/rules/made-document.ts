import type { DocumentPatient } from "#shared/domain/document";
import type { DocumentFacts } from "#shared/domain/made-document";
import type { Patient } from "#shared/domain/patient";
import { dayOf } from "./hl7-date";
import { insNature, isKeyValid } from "./ins";

/** Why a document cannot be made; worded by the catalogue. */
export type MadeDocumentProblem =
  | "no-type"
  | "no-title"
  | "no-date"
  | "future-date"
  | "no-patient"
  | "no-names"
  | "traits-missing"
  | "bad-key"
  | "test-identity"
  | "no-organization"
  | "bad-finess"
  | "other-patient";

export type MadeDocumentInput = {
  readonly facts: DocumentFacts;
  readonly patient: Patient | null;
  /** Patient of the document that it replaces, null for a first version. */
  readonly replacedMatricule: string | null;
  /** `YYYYMMDD`. */
  readonly today: string;
  readonly environment: "production" | "test" | "demo";
};

/**
 * What stands in the way of a document (CI-SIS Structuration minimale; INS/va1.53: the INS leaves only with an identity that is qualified here,
 * and then with every strict trait). Empty when it can be made.
 */
export const madeDocumentProblems = (input: MadeDocumentInput): readonly MadeDocumentProblem[] => {
  const { facts, patient } = input;
  const { author } = facts;
  const problems: readonly (MadeDocumentProblem | false)[] = [
    facts.type === "" && "no-type",
    facts.title.trim() === "" && "no-title",
    dayOf(facts.actDate) === null ? "no-date" : facts.actDate > input.today && "future-date",
    patient === null ? "no-patient" : patientProblem(input, patient),
    author.organization.trim() === "" && "no-organization",
    author.finess !== "" && !/^\d[\dAB]\d{7}$/u.test(author.finess) && "bad-finess",
  ];
  return problems.filter((one) => one !== false);
};

const patientProblem = (input: MadeDocumentInput, patient: Patient): MadeDocumentProblem | false => {
  if (patient.birthName.trim() === "" || patient.firstName.trim() === "") return "no-names";
  const ins = carriedIns(patient);
  if (input.replacedMatricule !== null && input.replacedMatricule !== (ins?.matricule ?? "")) return "other-patient";
  if (ins === null) return false;
  const strict = [patient.names, patient.birthDate, patient.birthPlace];
  if (strict.some((trait) => trait.trim() === "") || patient.sex === "unknown") return "traits-missing";
  const nature = insNature(ins.oid);
  const fictitious = nature === "test" || nature === "demo";
  if (fictitious && input.environment === "production") return "test-identity";
  return !fictitious && !isKeyValid(ins.matricule) && "bad-key";
};

/** The INS that a document about this patient carries: only that of an identity qualified here (INS/va1.53). */
export const carriedIns = (patient: Patient): Patient["ins"] => (patient.status === "QUAL" ? patient.ins : null);

/** The patient as the document names them: with the INS where it is qualified, always with the id of the local record. */
export const patientOfDocument = (patient: Patient, localRoot: string): DocumentPatient => {
  const { id, status: _, opposedToMessagesOn: __, opposedToProfessionalsOn: ___, ins: ____, ...traits } = patient;
  return { ...traits, ins: carriedIns(patient), localIds: [{ root: localRoot, extension: id }] };
};

/** Words that say, in the message, what its document does to an earlier one (AMBU.MSS/va1.02). French, as the space of trust writes. */
export const replacementText = (title: string, date: string): string =>
  `Bonjour,\n\nLe document ci-joint annule et remplace « ${title} » du ${date}.\n`;

/** Words that ask, in the message, to delete the document that it carries (ANS, demande de suppression). */
export const deletionText = (title: string, date: string): string =>
  `Bonjour,\n\nMerci de supprimer le document « ${title} » du ${date}, joint à ce message : il ne doit plus être utilisé.\n`;
