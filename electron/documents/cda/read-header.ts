import type { CdaHeader, Coded } from "#shared/domain/document";
import { classOfType, labelled, type CodeSet } from "../codes/code-tables";
import { identifierOf } from "./identifiers";
import { readAuthors, readLegalAuthenticator, readRecipients } from "./read-author";
import { readPatient } from "./read-patient";
import { attribute, childrenOf, find, lineOf, type XmlElement } from "./xml/xml-element";

/** Header of a `ClinicalDocument` (CI-SIS Structuration minimale), labels taken from the code tables; what is absent is empty, nothing is refused. */
export function readHeader(document: XmlElement): CdaHeader {
  const code = coded("typeCode", find(document, "code")) ?? { code: "", label: "" };
  const classCode = classOfType(code.code);
  const legalAuthenticator = readLegalAuthenticator(document);
  return {
    id: identifierOf(find(document, "id")),
    setId: identifierOf(find(document, "setId")),
    version: versionOf(attribute(find(document, "versionNumber"), "value")),
    title: lineOf(find(document, "title")) || code.label,
    code,
    ...(classCode ? { classCode } : {}),
    effectiveTime: attribute(find(document, "effectiveTime"), "value").trim(),
    confidentiality: attribute(find(document, "confidentialityCode"), "code"),
    language: attribute(find(document, "languageCode"), "code"),
    templateIds: childrenOf(document, "templateId").map((each) => attribute(each, "root")),
    patient: readPatient(find(document, "recordTarget", "patientRole")),
    authors: readAuthors(document),
    ...(legalAuthenticator ? { legalAuthenticator } : {}),
    ...custodianOf(document),
    recipients: readRecipients(document),
    ...settingOf(document),
    ...actOf(document),
    replaces: replacedBy(document),
  };
}

function custodianOf(document: XmlElement): Pick<CdaHeader, "custodian"> {
  const custodian = lineOf(
    find(document, "custodian", "assignedCustodian", "representedCustodianOrganization", "name"),
  );
  return custodian ? { custodian } : {};
}

function actOf(document: XmlElement): Pick<CdaHeader, "serviceStart" | "serviceStop" | "events"> {
  const acts = childrenOf(document, "documentationOf").map((each) => find(each, "serviceEvent"));
  const time = find(acts[0], "effectiveTime");
  const serviceStop = attribute(find(time, "high"), "value").trim();
  return {
    serviceStart: (attribute(find(time, "low"), "value") || attribute(time, "value")).trim(),
    ...(serviceStop ? { serviceStop } : {}),
    events: acts.map((act) => coded(undefined, find(act, "code"))).filter((event) => event !== undefined),
  };
}

function settingOf(document: XmlElement): Pick<CdaHeader, "practiceSetting" | "facility"> {
  const performers = childrenOf(document, "documentationOf").flatMap((each) =>
    childrenOf(find(each, "serviceEvent"), "performer"),
  );
  const setting = performers
    .map((each) => find(each, "assignedEntity", "representedOrganization", "standardIndustryClassCode"))
    .find(Boolean);
  const practiceSetting = coded("practiceSettingCode", setting);
  const facility = coded(
    "healthcareFacilityTypeCode",
    find(document, "componentOf", "encompassingEncounter", "location", "healthCareFacility", "code"),
  );
  return { ...(practiceSetting ? { practiceSetting } : {}), ...(facility ? { facility } : {}) };
}

function coded(set: CodeSet | undefined, element: XmlElement | undefined): Coded | undefined {
  const code = attribute(element, "code").trim();
  if (code === "") return undefined;
  const system = attribute(element, "codeSystem").trim();
  const label = attribute(element, "displayName").trim();
  return set ? labelled(set, code, system, label) : { code, ...(system ? { system } : {}), label: label || code };
}

function versionOf(written: string): number | null {
  return /^\d{1,9}$/.test(written.trim()) ? Number(written) : null;
}

function replacedBy(document: XmlElement): string | null {
  const link = childrenOf(document, "relatedDocument").find((each) => attribute(each, "typeCode") === "RPLC");
  return identifierOf(find(link, "parentDocument", "id")) || null;
}
