import type { CdaHeader, DocumentAuthor, DocumentPatient } from "#shared/domain/document";
import { isInsOid, oids } from "../cda/identifiers";
import { component, formatCx } from "./hl7-fields";
import type { XdmSender } from "./xdm-input";

/** CX of the patient: the INS when the document carries one, else the first local id; empty when there is neither. */
export function patientCx(patient: DocumentPatient): string {
  if (patient.ins) return formatCx({ id: patient.ins.matricule, authority: patient.ins.oid, kind: "NH" });
  return localCx(patient);
}

/** CX under which the sending system knows the patient: the local id, else the INS. */
export function sourcePatientCx(patient: DocumentPatient): string {
  return localCx(patient) || patientCx(patient);
}

/** Lines of `sourcePatientInfo`, one value each. */
export function patientInfo(patient: DocumentPatient): string[] {
  const sex = { male: "M", female: "F", unknown: "U" }[patient.sex];
  const used = patient.usedName || patient.usedFirstName;
  // Three parts share a value of 256 characters.
  return [
    patient.birthName
      ? `PID-5|${component(patient.birthName, 70)}^${component(patient.firstName ?? "", 60)}^${component(patient.names ?? "", 90)}^^^^L`
      : "",
    used ? `PID-5|${component(patient.usedName ?? "", 110)}^${component(patient.usedFirstName ?? "", 110)}^^^^^D` : "",
    patient.birthDate ? `PID-7|${patient.birthDate}` : "",
    `PID-8|${sex}`,
    patient.birthPlace ? `PID-11|^^^^^^BDL^^${component(patient.birthPlace, 20)}` : "",
  ].filter((line) => line !== "");
}

/** XCN of an author; `root` is the authority of the identifier in the document. */
export function authorXcn(author: DocumentAuthor, root: string): string {
  const names = `${component(author.id ?? "", 60)}^${component(author.family ?? "", 70)}^${component(author.given ?? "", 50)}`;
  if (author.kind === "device") return `${names}^^^^^^&${root}&ISO^U^^^RI`;
  if (isInsOid(root)) return `${names}^^^^^^&${root}&ISO^L^^^NH`;
  // An identifier that holds a structure and a local number is not a national one.
  return `${names}^^^^^^&${root || oids.professionals}&ISO^D^^^${author.id?.includes("/") ? "EI" : "IDNPS"}`;
}

/** XON of a structure; empty when it has no name. */
export function organizationXon(name: string | undefined, id: string | undefined): string {
  return name ? `${component(name, 120)}^^^^^&${oids.structures}&ISO^IDNST^^^${component(id ?? "", 60)}` : "";
}

/** `<code>^<label>^<OID>` of a specialty; empty when the author has none. */
export function specialtyField(specialty: DocumentAuthor["specialty"]): string {
  return specialty
    ? `${component(specialty.code, 40)}^${component(specialty.label, 130)}^${specialty.system ?? oids.specialties}`
    : "";
}

/** The sender as the author of the submission set. */
export function senderAsAuthor(sender: XdmSender): DocumentAuthor {
  return {
    kind: "person",
    id: sender.id,
    family: sender.family,
    given: sender.given,
    organization: sender.organization,
    organizationId: sender.organizationId,
  };
}

/** Act date of the document, which METADATA requires: that of the act, else of the document. */
export function serviceStart(header: CdaHeader): string {
  return header.serviceStart || header.effectiveTime;
}

function localCx({ localIds }: DocumentPatient): string {
  const [first] = localIds;
  return first ? formatCx({ id: first.extension, authority: first.root, kind: "PI" }) : "";
}
