import { codeOf, type CodeSet } from "../codes/code-tables";
import { DocumentError } from "../document-error";
import type { CdaInput } from "./cda-input";
import { isInsOid } from "./identifiers";

/** Refuses (`cda-incomplete`, with the name of the field) what the schematron of the CI-SIS would refuse: an absent field, an unknown code, an INS without all its traits. */
export function checkInput(input: CdaInput): void {
  need("id", /^[0-9A-Za-z.-]+(\^.+)?$/.test(input.id));
  need("setId", /^[0-9A-Za-z.-]+(\^.+)?$/.test(input.setId));
  need("version", Number.isInteger(input.version) && input.version > 0);
  need("title", input.title.trim() !== "");
  need("effectiveTime", /^\d{8,14}[+-]\d{4}$/.test(input.effectiveTime));
  need("act.start", /^\d{8}(\d{2,6}[+-]\d{4})?$/.test(input.act.start));
  need("authors", input.authors.length > 0);
  need("replaces", input.replaces === undefined || (input.replaces !== "" && input.replaces !== input.id));
  known("typeCode", "type", input.type);
  known("practiceSettingCode", "practiceSetting", input.practiceSetting);
  known("healthcareFacilityTypeCode", "facility", input.facility);
  for (const { id, family, organization } of [...input.authors, input.legalAuthenticator, input.act.performer]) {
    need("professional", id !== "" && family !== "" && organization.id !== "" && organization.name !== "");
  }
  need("custodian", input.custodian.id !== "" && input.custodian.name !== "");
  need("templateIds", input.body.kind === "pdf" || input.body.templateIds.length > 0);
  checkPatient(input.patient);
}

function checkPatient(patient: CdaInput["patient"]): void {
  if (!patient.ins) {
    need("patient.localIds", patient.localIds.length > 0);
    return;
  }
  need("patient.ins", isInsOid(patient.ins.oid) && patient.ins.matricule !== "");
  for (const trait of ["birthName", "firstName", "names", "birthDate", "birthPlace"] as const) {
    need(`patient.${trait}`, (patient[trait] ?? "").trim() !== "");
  }
  need("patient.birthDate", /^\d{8}$/.test(patient.birthDate ?? ""));
  need("patient.birthPlace", /^[0-9][0-9AB][0-9]{3}$/.test(patient.birthPlace ?? ""));
}

function known(set: CodeSet, field: string, code: string): void {
  need(field, codeOf(set, code) !== undefined);
}

function need(field: string, holds: boolean): void {
  if (!holds) throw new DocumentError("cda-incomplete", field);
}
