import type { Coded } from "#shared/domain/document";
import { codeOf, type CodeSet } from "../codes/code-tables";
import { DocumentError } from "../document-error";
import type { CdaInput, CdaOrganization, CdaProfessional, CdaSection } from "./cda-input";
import { isInsOid } from "./identifiers";
import { hasText } from "./xml/write-xml";

// CDA R2 data types: uid is an OID, a UUID or a reserved name; cs has no white space. CI-SIS (IVL_TS): a day, or an hour with its zone.
const uid = /^(?:[0-2](?:\.(?:0|[1-9]\d*))+|[\dA-Za-z]{8}(?:-[\dA-Za-z]{4}){3}-[\dA-Za-z]{12}|[A-Za-z][A-Za-z\d-]*)$/;
const cs = /^[^\s\u0000-\u001F\uFFFE\uFFFF]+$/;
const day = /^\d{4}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/;
const moment = /^\d{4}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])(?:[0-5]\d){0,2}[+-]\d{4}$/;

/**
 * Refuses (`cda-incomplete`, with the name of the field) what the schema of CDA R2 or the schematron of the CI-SIS would refuse: an absent or
 * blank field, an unknown code, a malformed identifier or time, an INS without all its traits.
 */
export function checkInput(input: CdaInput): void {
  need("id", isIdentifier(input.id));
  need("setId", isIdentifier(input.setId));
  need("version", Number.isInteger(input.version) && input.version > 0 && input.version < 2 ** 31);
  need("title", hasText(input.title));
  need("effectiveTime", moment.test(input.effectiveTime));
  need("replaces", input.replaces === undefined || (isIdentifier(input.replaces) && input.replaces !== input.id));
  known("typeCode", "type", input.type);
  known("confidentialityCode", "confidentiality", input.confidentiality ?? "N");
  known("practiceSettingCode", "practiceSetting", input.practiceSetting);
  known("healthcareFacilityTypeCode", "facility", input.facility);
  need("authors", input.authors.length > 0);
  checkAct(input.act);
  const named = [...input.authors, input.legalAuthenticator, input.act.performer, ...(input.recipients ?? [])];
  named.forEach(checkProfessional);
  need("custodian", isOrganization(input.custodian));
  checkBody(input.body);
  checkPatient(input.patient);
  need("patientAddress", input.patientAddress === undefined || /^[^\s@]+@[^\s@]+$/.test(input.patientAddress));
}

function checkAct({ start, stop, code }: CdaInput["act"]): void {
  need("act.start", day.test(start) || moment.test(start));
  // The schematron compares them as they are written.
  need("act.stop", stop === undefined || ((day.test(stop) || moment.test(stop)) && stop > start));
  need("act.code", code === undefined || isCoded(code));
}

function checkProfessional({ id, family, civility, title, specialty, role, organization }: CdaProfessional): void {
  need("professional", hasText(id) && hasText(family) && isOrganization(organization));
  if (civility !== undefined) known("civility", "professional.civility", civility);
  if (title !== undefined) known("title", "professional.title", title);
  if (specialty !== undefined) known("authorSpecialty", "professional.specialty", specialty);
  need("professional.role", role === undefined || isCoded(role));
}

function checkBody(body: CdaInput["body"]): void {
  if (body.kind === "pdf") return;
  need("templateIds", body.templateIds.length > 0 && body.templateIds.every((root) => uid.test(root)));
  need("sections", body.pdf !== undefined || body.sections.length > 0);
  body.sections.forEach(checkSection);
}

function checkSection({ title, code, sections }: CdaSection): void {
  need("section", hasText(title) && (code === undefined || isCoded(code)));
  sections?.forEach(checkSection);
}

function checkPatient(patient: CdaInput["patient"]): void {
  need(
    "patient.localIds",
    patient.localIds.every(({ root, extension }) => uid.test(root) && hasText(extension)),
  );
  if (!patient.ins) {
    need("patient.localIds", patient.localIds.length > 0);
    need("patient.birthName", hasText(patient.birthName) || hasText(patient.usedName));
    need("patient.birthDate", !patient.birthDate || /^\d{4}(?:\d\d){0,2}$/.test(patient.birthDate));
    return;
  }
  need("patient.ins", isInsOid(patient.ins.oid) && hasText(patient.ins.matricule));
  for (const trait of ["birthName", "firstName", "names", "birthDate", "birthPlace"] as const) {
    need(`patient.${trait}`, hasText(patient[trait]));
  }
  need("patient.birthDate", /^\d{8}$/.test(patient.birthDate ?? ""));
  need("patient.birthPlace", /^[0-9][0-9AB][0-9]{3}$/.test(patient.birthPlace ?? ""));
}

function isIdentifier(written: string): boolean {
  const [root = "", ...extension] = written.split("^");
  return uid.test(root) && (extension.length === 0 || hasText(extension.join("^")));
}

function isCoded({ code, system, label }: Coded): boolean {
  return cs.test(code) && hasText(label) && (system === undefined || uid.test(system));
}

function isOrganization({ id, name }: CdaOrganization): boolean {
  return hasText(id) && hasText(name);
}

function known(set: CodeSet, field: string, code: string): void {
  need(field, codeOf(set, code) !== undefined);
}

function need(field: string, holds: boolean): void {
  if (!holds) throw new DocumentError("cda-incomplete", field);
}
