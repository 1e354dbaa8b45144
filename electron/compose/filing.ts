import type { FilingDecision } from "#shared/contract/documents";
import type { CdaDocument } from "#shared/domain/document";
import type { DocumentCard } from "#shared/domain/message";
import type { Patient } from "#shared/domain/patient";
import {
  type DocumentIdentity,
  type MatchCandidate,
  type MatchIntegrity,
  matchPatient,
} from "#shared/rules/patient-match";
import { suggestPatients } from "#shared/rules/suggest-patients";
import { traitDifferences } from "#shared/rules/trait-equality";

/** A document to file, with what was checked around it. */
export type ToFile = {
  readonly card: DocumentCard;
  readonly cda: CdaDocument;
  readonly integrity: MatchIntegrity;
  /** The whole local base, or every record that may be meant. */
  readonly patients: readonly Patient[];
  readonly outgoing: boolean;
  readonly profile: "production" | "test" | "demo";
};

/** What filing would do and why, with the records to compare, best first (decision table of the INS rules). */
export function decideFiling(input: ToFile): FilingDecision {
  const document = identityOf(input.cda);
  const decision = matchPatient({
    document,
    integrity: input.integrity,
    candidates: input.patients.map(asCandidate),
    profile: input.profile,
  });
  return {
    outcome: decision.outcome,
    reasons: decision.reasons,
    errorCode: decision.code,
    candidates: candidatesOf(document, decision.candidateId, input.patients),
    received: input.outgoing ? null : input.card.messageId,
    traits: traitsOf(input.cda),
  };
}

/** Traits of a document as a new local record starts with them; its status is for the person to say. */
export function traitsOf(cda: CdaDocument): Omit<Patient, "id"> {
  const { patient } = cda.header;
  const used = patient.usedName === undefined ? {} : { usedName: patient.usedName };
  const usedFirst = patient.usedFirstName === undefined ? {} : { usedFirstName: patient.usedFirstName };
  return {
    ...textTraits(cda),
    ...used,
    ...usedFirst,
    sex: patient.sex,
    ins: patient.ins,
    status: patient.ins === null ? "PROV" : "RECUP",
  };
}

function textTraits(cda: CdaDocument) {
  const { patient } = cda.header;
  return {
    birthName: patient.birthName ?? "",
    firstName: patient.firstName ?? "",
    names: patient.names ?? "",
    birthDate: (patient.birthDate ?? "").slice(0, 8),
    birthPlace: patient.birthPlace ?? "",
  };
}

function identityOf(cda: CdaDocument): DocumentIdentity {
  const { ins, sex } = cda.header.patient;
  return { ...textTraits(cda), sex, matricule: ins?.matricule ?? "", oid: ins?.oid ?? "" };
}

function asCandidate(patient: Patient): MatchCandidate {
  const { id, ins, status, birthName, firstName, names, sex, birthDate, birthPlace } = patient;
  return {
    id,
    status,
    birthName,
    firstName,
    names,
    sex,
    birthDate,
    birthPlace,
    matricule: ins?.matricule ?? "",
    oid: ins?.oid ?? "",
  };
}

function candidatesOf(
  document: DocumentIdentity,
  exact: string | null,
  patients: readonly Patient[],
): FilingDecision["candidates"] {
  const ranked = suggestPatients(document, patients.map(asCandidate)).map((one) => one.id);
  const order = exact === null ? ranked : [exact, ...ranked.filter((id) => id !== exact)];
  return order.slice(0, 5).flatMap((id, index) => {
    const patient = patients.find((one) => one.id === id);
    if (patient === undefined) return [];
    return [{ patient, differences: traitDifferences(document, asCandidate(patient)), suggested: index === 0 }];
  });
}
