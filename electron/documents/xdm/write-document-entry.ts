import type { Coded, DocumentAuthor } from "#shared/domain/document";
import { toUtc } from "../cda/hl7-time";
import { xml, type XmlChild, type XmlPiece } from "../cda/xml/write-xml";
import { classOfType, codeOf } from "../codes/code-tables";
import { DocumentError } from "../document-error";
import {
  authorXcn,
  organizationXon,
  patientCx,
  patientInfo,
  serviceStart,
  sourcePatientCx,
  specialtyField,
} from "./document-fields";
import { actionSlot, uuids } from "./ebrim";
import { component } from "./hl7-fields";
import { codedPiece, externalIdentifier, localized, slotPiece, slottedPiece } from "./write-registry";
import type { PreparedDocument } from "./xdm-input";

/** `ExtrinsicObject` of a document, everything taken from its CDA; `xdm-incomplete` names what the CDA lacks. */
export function documentEntry(document: PreparedDocument, id: string, newId: () => string): XmlPiece {
  const { header, input } = document;
  const attributes = {
    id,
    lid: input.logicalId,
    objectType: `urn:uuid:${uuids.stableDocument}`,
    mimeType: document.selfDisplaying ? "application/xslt+xml" : "text/xml",
    status: "urn:oasis:names:tc:ebxml-regrep:StatusType:Approved",
  };
  return xml(
    "rim:ExtrinsicObject",
    attributes,
    slots(document),
    localized("Name", header.title),
    localized("Description", input.comments),
    header.authors.map((each, index) =>
      authorPiece(newId(), id, uuids.author, each, document.authorRoots[index] ?? ""),
    ),
    codes(document).map(([scheme, value]) => codedPiece(newId(), id, scheme, value)),
    externalIdentifier(newId(), id, uuids.patientId, "XDSDocumentEntry.patientId", patientCx(header.patient)),
    externalIdentifier(newId(), id, uuids.uniqueId, "XDSDocumentEntry.uniqueId", header.id),
  );
}

/** Author classification of a document or of a set: structure, person, role, specialty. */
export function authorPiece(id: string, owner: string, scheme: string, author: DocumentAuthor, root: string): XmlPiece {
  return slottedPiece(id, owner, scheme, [
    slotPiece("authorInstitution", [organizationXon(author.organization, author.organizationId)]),
    slotPiece("authorPerson", [authorXcn(author, root)]),
    slotPiece("authorRole", [component(author.role ?? "", 200)]),
    slotPiece("authorSpecialty", [specialtyField(author.specialty)]),
  ]);
}

function slots({ header, input, sha1, fileName }: PreparedDocument): XmlChild {
  const signer = header.legalAuthenticator;
  if (!signer) throw new DocumentError("xdm-incomplete", "legalAuthenticator");
  const action = { new: "", replace: "C", delete: "D" }[input.action ?? "new"];
  return [
    slotPiece("hash", [sha1]),
    slotPiece("size", [String(input.bytes.byteLength)]),
    slotPiece("URI", [fileName]),
    slotPiece("creationTime", [required("creationTime", toUtc(header.effectiveTime))]),
    slotPiece("languageCode", [header.language || "fr-FR"]),
    slotPiece("legalAuthenticator", [authorXcn(signer, "")]),
    slotPiece("serviceStartTime", [required("serviceStartTime", toUtc(serviceStart(header)))]),
    slotPiece("serviceStopTime", [toUtc(header.serviceStop ?? "")]),
    slotPiece("sourcePatientId", [sourcePatientCx(header.patient)]),
    slotPiece("sourcePatientInfo", patientInfo(header.patient)),
    slotPiece(actionSlot, [action]),
  ];
}

function codes(document: PreparedDocument): [scheme: string, value: Coded][] {
  const { header, input } = document;
  const confidentiality = [header.confidentiality || "N", ...(input.masks ?? [])].map((code) =>
    codeOf("confidentialityCode", code),
  );
  return [
    [uuids.classCode, present("classCode", header.classCode ?? classOfType(header.code.code))],
    ...confidentiality.map((value): [string, Coded] => [uuids.confidentiality, present("confidentialityCode", value)]),
    ...header.events.filter((event) => event.system).map((event): [string, Coded] => [uuids.event, event]),
    [uuids.format, document.format],
    [uuids.facility, present("healthcareFacilityTypeCode", header.facility)],
    [uuids.practiceSetting, present("practiceSettingCode", header.practiceSetting)],
    [uuids.type, present("typeCode", header.code.code === "" ? undefined : header.code)],
  ];
}

function present(name: string, value: Coded | undefined): Coded {
  if (!value?.system) throw new DocumentError("xdm-incomplete", name);
  return value;
}

function required(name: string, value: string): string {
  if (value === "") throw new DocumentError("xdm-incomplete", name);
  return value;
}
