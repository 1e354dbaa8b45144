import { compact } from "../cda/hl7-time";
import { oids } from "../cda/identifiers";
import { xml, xmlBytes, type XmlPiece } from "../cda/xml/write-xml";
import { codeOf } from "../codes/code-tables";
import { DocumentError } from "../document-error";
import { patientCx, senderAsAuthor } from "./document-fields";
import { namespaces, uuids } from "./ebrim";
import { authorPiece, documentEntry } from "./write-document-entry";
import { codedPiece, externalIdentifier, localized, slotPiece } from "./write-registry";
import type { PreparedDocument, XdmInput } from "./xdm-input";

const objectTypes = "urn:oasis:names:tc:ebxml-regrep:ObjectType:RegistryObject";

/** METADATA.XML of a submission set (IHE ITI TF-3, ebRIM 3.0): children in the order of the schema, times in UTC. */
export function metadataBytes(input: XdmInput, documents: readonly PreparedDocument[]): Uint8Array {
  const newUrn = () => `urn:uuid:${input.newId()}`;
  const setId = newUrn();
  const entries = documents.map((document) => {
    const id = newUrn();
    return { id, piece: documentEntry(document, id, newUrn) };
  });
  const root = xml(
    "lcm:SubmitObjectsRequest",
    { "xmlns:lcm": namespaces.lcm, "xmlns:rim": namespaces.rim },
    xml(
      "rim:RegistryObjectList",
      {},
      submissionSet(input, documents, setId, newUrn),
      xml("rim:Classification", {
        id: newUrn(),
        objectType: `${objectTypes}:Classification`,
        classifiedObject: setId,
        classificationNode: `urn:uuid:${uuids.submissionSet}`,
      }),
      entries.map(({ piece }) => piece),
      entries.map(({ id }) => member(newUrn(), setId, id)),
    ),
  );
  return xmlBytes(root);
}

function submissionSet(
  input: XdmInput,
  documents: readonly PreparedDocument[],
  id: string,
  newUrn: () => string,
): XmlPiece {
  const { sender } = input;
  const specialty = sender.specialty ? codeOf("authorSpecialty", sender.specialty) : undefined;
  const author = { ...senderAsAuthor(sender), ...(specialty ? { specialty } : {}) };
  // JDV_J03 holds every activity sector: the sender's own is always a valid content type.
  const contentType = codeOf("healthcareFacilityTypeCode", sender.facility);
  const [first] = documents;
  if (!contentType) throw new DocumentError("xdm-incomplete", "contentTypeCode");
  if (!first) throw new DocumentError("xdm-incomplete", "documents");
  return xml(
    "rim:RegistryPackage",
    { id, objectType: `${objectTypes}:RegistryPackage`, status: "urn:oasis:names:tc:ebxml-regrep:StatusType:Approved" },
    slotPiece("submissionTime", [compact(input.now)]),
    localized("Name", input.title ?? (documents.length === 1 ? first.header.title : `${documents.length} documents`)),
    localized("Description", input.comments),
    authorPiece(newUrn(), id, uuids.setAuthor, author, oids.professionals),
    codedPiece(newUrn(), id, uuids.contentType, contentType),
    externalIdentifier(newUrn(), id, uuids.setPatientId, "XDSSubmissionSet.patientId", patientCx(first.header.patient)),
    externalIdentifier(newUrn(), id, uuids.sourceId, "XDSSubmissionSet.sourceId", sender.sourceId),
    externalIdentifier(newUrn(), id, uuids.setUniqueId, "XDSSubmissionSet.uniqueId", oidOf(input.newId())),
  );
}

function member(id: string, set: string, document: string): XmlPiece {
  return xml(
    "rim:Association",
    {
      id,
      objectType: `${objectTypes}:Association`,
      associationType: "urn:oasis:names:tc:ebxml-regrep:AssociationType:HasMember",
      sourceObject: set,
      targetObject: document,
    },
    slotPiece("SubmissionSetStatus", ["Original"]),
  );
}

/** OID of a UUID, `2.25.` then its value in decimal (ITU-T X.667): always fresh, always under 64 characters. */
export function oidOf(uuid: string): string {
  return `2.25.${BigInt(`0x${uuid.replaceAll("-", "")}`).toString()}`;
}
