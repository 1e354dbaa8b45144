import type { Anomaly, CdaHeader, Coded, DocumentAction, XdmDocument } from "#shared/domain/document";
import { withUtcZone } from "../cda/hl7-time";
import { plainMediaType } from "../cda/media-type";
import { classOfType, labelled } from "../codes/code-tables";
import type { ArchiveEntry } from "../zip/read-archive";
import type { CdaOutcome } from "./cda-of-entry";
import { crossCheck } from "./cross-check";
import { digestsOf } from "./digests";
import { bareUuid, uuids } from "./ebrim";
import { nameOfXcn, nameOfXon } from "./hl7-fields";
import type { Located } from "./locate-document";
import { codeIn, slot, type MetadataObject } from "./parse-metadata";

/** What is known of a document entry before its checks. */
export type DocumentSource = {
  readonly object: MetadataObject;
  readonly located: Located;
  readonly outcome: CdaOutcome;
  readonly submissionSet: string;
  /** An XDS association of the same METADATA says that it replaces another. */
  readonly replacing: boolean;
};

/** Builds the document of an entry with every check made on it: integrity, action, agreement with its CDA. */
export function documentOf(source: DocumentSource): XdmDocument {
  const { object, located, outcome } = source;
  const cda = outcome.kind === "cda" ? outcome.cda.document : null;
  const header = cda?.header;
  const integrity = integrityOf(object, located.entry);
  const requested = actionOf(object, header, source.replacing);
  const mimeType = plainMediaType(object.attributes.get("mimeType") ?? "");
  const uniqueId = object.identifiers.get(uuids.uniqueId)?.trim() ?? "";
  const patientId = object.identifiers.get(uuids.patientId)?.trim() ?? "";
  const type = typeOf(object, header);
  return {
    uniqueId: uniqueId || header?.id || bareUuid(object.id) || (located.entry?.name ?? ""),
    entryUuid: object.id,
    title: header?.title || object.name || type.label,
    type,
    classCode: classOf(object, type),
    mimeType,
    size: located.entry?.size ?? 0,
    sha1: located.entry ? digestsOf(located.entry).sha1 : "",
    sha256: located.entry ? digestsOf(located.entry).sha256 : "",
    hashOk: integrity.hashOk,
    sizeOk: integrity.sizeOk,
    action: requested.action,
    patientId,
    author: authorOf(object, header),
    creationTime: header?.effectiveTime || withUtcZone(slot(object, "creationTime")),
    serviceStart: header?.serviceStart || withUtcZone(slot(object, "serviceStartTime")),
    entryName: located.entry?.name ?? "",
    submissionSet: source.submissionSet,
    anomalies: [
      ...located.anomalies,
      ...integrity.anomalies,
      ...requested.anomalies,
      ...entryAnomalies({ uniqueId, patientId, mimeType }),
      ...contentAnomalies(located, outcome),
      ...(header ? crossCheck(object, header) : []),
    ],
    cda,
  };
}

function entryAnomalies({
  uniqueId,
  patientId,
  mimeType,
}: Record<"uniqueId" | "patientId" | "mimeType", string>): Anomaly[] {
  const found: Anomaly[] = [];
  if (uniqueId === "") found.push({ code: "id-missing" });
  if (patientId === "") found.push({ code: "patient-id-missing" });
  if (mimeType !== "text/xml" && mimeType !== "application/xslt+xml")
    found.push({ code: "document-mime-type", about: mimeType });
  return found;
}

function integrityOf(
  object: MetadataObject,
  entry: ArchiveEntry | undefined,
): { hashOk: boolean | null; sizeOk: boolean | null; anomalies: Anomaly[] } {
  const hash = slot(object, "hash").trim().toLowerCase();
  const size = slot(object, "size").trim();
  const hashOk = hash === "" || !entry ? null : hash === digestsOf(entry).sha1;
  const sizeOk = size === "" || !entry ? null : size === String(entry.size);
  const anomalies: Anomaly[] = [];
  if (hash === "" || hashOk === false) anomalies.push({ code: hash === "" ? "hash-missing" : "hash-mismatch" });
  if (size === "" || sizeOk === false) anomalies.push({ code: size === "" ? "size-missing" : "size-mismatch" });
  return { hashOk, sizeOk, anomalies };
}

function actionOf(
  object: MetadataObject,
  header: CdaHeader | undefined,
  replacing: boolean,
): { action: DocumentAction; anomalies: Anomaly[] } {
  const name = [...object.slots.keys()].find((each) => /^urn:.*action/.test(each)) ?? "";
  const written = slot(object, name).trim().toUpperCase();
  const targeted = header ? header.replaces !== null : replacing;
  if (written === "D") return { action: "delete", anomalies: [] };
  if (written === "C")
    return { action: "replace", anomalies: targeted || !header ? [] : [{ code: "replace-without-target" }] };
  if (written !== "")
    return {
      action: targeted || replacing ? "replace" : "new",
      anomalies: [{ code: "action-unknown", about: written.slice(0, 16) }],
    };
  return targeted || replacing
    ? { action: "replace", anomalies: [{ code: "action-missing" }] }
    : { action: "new", anomalies: [] };
}

function contentAnomalies(located: Located, outcome: CdaOutcome): readonly Anomaly[] {
  if (!located.entry) return [];
  switch (outcome.kind) {
    case "cda":
      return outcome.cda.anomalies;
    case "refused":
      return [{ code: "cda-refused", about: outcome.code }];
    case "other":
      return [{ code: "cda-missing" }];
    default:
      return outcome satisfies never;
  }
}

function typeOf(object: MetadataObject, header: CdaHeader | undefined): Coded {
  if (header && header.code.code !== "") return header.code;
  const sent = codeIn(object, uuids.type);
  return sent ? labelled("typeCode", sent.code, sent.system ?? "", sent.label) : { code: "", label: "" };
}

function classOf(object: MetadataObject, type: Coded): Coded {
  const sent = codeIn(object, uuids.classCode);
  if (sent) return labelled("classCode", sent.code, sent.system ?? "", sent.label);
  return classOfType(type.code) ?? { code: "", label: "" };
}

function authorOf(object: MetadataObject, header: CdaHeader | undefined): string {
  const [first] = header?.authors ?? [];
  const fromCda = [[first?.given, first?.family].filter(Boolean).join(" "), first?.organization ?? ""].filter(
    (part) => part !== "",
  );
  return fromCda.length > 0 ? fromCda.join(", ") : authorLine(object, uuids.author);
}

/** Person and structure of the author classification of a METADATA object, on one line. */
export function authorLine(object: MetadataObject, scheme: string): string {
  const author = object.classifications.find((each) => each.scheme === scheme);
  return [nameOfXcn(slot(author, "authorPerson")), nameOfXon(slot(author, "authorInstitution"))]
    .filter((part) => part !== "")
    .join(", ");
}
