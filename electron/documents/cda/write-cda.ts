import { codeOf } from "../codes/code-tables";
import type { CdaInput } from "./cda-input";
import { checkInput } from "./check-input";
import { cdaNamespace } from "./identifiers";
import { bodyComponent } from "./write-body";
import {
  author,
  custodian,
  documentationOf,
  informationRecipient,
  legalAuthenticator,
  recordTarget,
} from "./write-participants";
import { xml, xmlBytes, type XmlPiece } from "./xml/write-xml";

// Volets of every French document, then the model: XDS-SD alone stands for it around a PDF.
const frenchTemplates = ["2.16.840.1.113883.2.8.2.1", "1.2.250.1.213.1.1.1.1"];
const unstructuredTemplate = "1.3.6.1.4.1.19376.1.2.20";

/**
 * UTF-8 bytes of a French CDA R2 (CI-SIS Structuration minimale), N1 around a PDF or N3 in sections, children in the order of the schema.
 * Pure: ids and times come from the caller. Throws `cda-incomplete` with the field at fault.
 */
export function writeCda(input: CdaInput): Uint8Array {
  checkInput(input);
  const encounterTime = xml("effectiveTime", {}, xml("low", { value: input.act.start }));
  const document = xml(
    "ClinicalDocument",
    { xmlns: cdaNamespace, "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance" },
    ...opening(input),
    recordTarget(input.patient, input.patientAddress),
    input.authors.map((each) => author(each, input.effectiveTime)),
    custodian(input.custodian),
    (input.recipients ?? []).map(informationRecipient),
    legalAuthenticator(input.legalAuthenticator, input.effectiveTime),
    documentationOf(input.act, input.practiceSetting),
    input.replaces
      ? xml("relatedDocument", { typeCode: "RPLC" }, xml("parentDocument", {}, identifier("id", input.replaces)))
      : undefined,
    xml(
      "componentOf",
      {},
      xml(
        "encompassingEncounter",
        {},
        encounterTime,
        xml(
          "location",
          {},
          xml("healthCareFacility", {}, tableCode("healthcareFacilityTypeCode", "code", input.facility)),
        ),
      ),
    ),
    bodyComponent(input.body),
  );
  return xmlBytes(document);
}

function opening(input: CdaInput): XmlPiece[] {
  const templates = [
    ...frenchTemplates,
    ...(input.body.kind === "pdf" ? [unstructuredTemplate] : input.body.templateIds),
  ];
  return [
    xml("realmCode", { code: "FR" }),
    xml("typeId", { root: "2.16.840.1.113883.1.3", extension: "POCD_HD000040" }),
    ...templates.map((root) => xml("templateId", { root })),
    identifier("id", input.id),
    tableCode("typeCode", "code", input.type),
    xml("title", {}, input.title),
    xml("effectiveTime", { value: input.effectiveTime }),
    tableCode("confidentialityCode", "confidentialityCode", input.confidentiality ?? "N"),
    xml("languageCode", { code: "fr-FR" }),
    identifier("setId", input.setId),
    xml("versionNumber", { value: String(input.version) }),
  ];
}

function identifier(name: string, written: string): XmlPiece {
  const [root = "", ...extension] = written.split("^");
  return xml(name, { root, extension: extension.length > 0 ? extension.join("^") : undefined });
}

function tableCode(
  set: "typeCode" | "confidentialityCode" | "healthcareFacilityTypeCode",
  name: string,
  code: string,
): XmlPiece {
  const known = codeOf(set, code);
  return xml(name, { code, displayName: known?.label, codeSystem: known?.system });
}
