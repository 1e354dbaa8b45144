import type { Anomaly, DocumentPlace, SubmissionSet, XdmArchive, XdmDocument } from "#shared/domain/document";
import { withUtcZone } from "../cda/hl7-time";
import { readXml } from "../cda/xml/read-xml";
import { DocumentError } from "../document-error";
import { archiveLimits, type ArchiveLimits } from "../zip/archive-limits";
import { listArchive, readArchive, type ArchiveEntry } from "../zip/read-archive";
import { isJunk, layoutOf, setFolders, type SetFolder } from "./archive-layout";
import { cdaReader, type CdaOutcome } from "./cda-of-entry";
import { bareUuid, uuids } from "./ebrim";
import { locateDocument } from "./locate-document";
import { isOnePatient } from "./one-patient";
import { parseMetadata, slot, type Metadata } from "./parse-metadata";
import { authorLine, documentOf } from "./read-document";

/** An archive as read, with the bytes of its documents by `uniqueId` (and `entry`, where one names several) and of the files inside its CDAs by `CdaMedia.id`. */
export type ReadXdm = {
  readonly archive: XdmArchive;
  /** Bytes of its files once inflated. */
  readonly unfolded: number;
  readonly content: (document: DocumentPlace) => Uint8Array | undefined;
  readonly media: (document: DocumentPlace, mediaId: string) => Uint8Array | undefined;
};

/** The most that is read of a message: submission sets of an archive, documents of all. */
export const limits = { sets: 20, documents: 200 } as const;

/** Whether bytes are an XDM: a zip that holds a METADATA in an `IHE_XDM` folder, or elsewhere if that one is ebRIM. Never throws. */
export async function isXdm(bytes: Uint8Array): Promise<boolean> {
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return false;
  try {
    const layout = layoutOf(await listArchive(bytes));
    if (layout !== "possible") return layout === "certain";
    return readSets((await readArchive(bytes)).entries.filter(({ name }) => !isJunk(name))).sets.length > 0;
  } catch (cause) {
    if (cause instanceof DocumentError) return false;
    throw cause;
  }
}

/** Reads an XDM archive (IHE ITI-32) as senders really write it; every departure is an anomaly. Throws `DocumentError`: `zip-*`, `not-xdm`, `xml-*` when no METADATA can be read. */
export async function readXdm(bytes: Uint8Array, bounds: ArchiveLimits = archiveLimits): Promise<ReadXdm> {
  const zip = await readArchive(bytes, bounds);
  const entries = zip.entries.filter(({ name }) => !isJunk(name));
  const { sets, anomalies: setAnomalies } = readSets(entries);
  const found = readDocuments(sets, entries);
  const submissionSets = sets.map(({ metadata }) => submissionSetOf(metadata));
  const documents = found.map(({ document }) => document);
  const cut: Anomaly[] =
    sets.flatMap(({ metadata }) => metadata.documents).length > found.length ? [{ code: "metadata-too-many" }] : [];
  const anomalies = [
    ...zip.anomalies,
    ...setAnomalies,
    ...cut,
    ...archiveAnomalies(submissionSets, found),
    ...unlisted(sets, entries, found),
  ];
  const held = ({ uniqueId, entry }: DocumentPlace): Found | undefined => {
    const named = found.filter(({ document }) => document.uniqueId === uniqueId);
    return named.find(({ document }) => document.entryName === entry) ?? named[0];
  };
  return {
    archive: archiveOf({ anomalies, submissionSets, documents }),
    unfolded: zip.entries.reduce((sum, { size }) => sum + size, 0),
    content: (document) => held(document)?.entry?.bytes,
    media: (document, mediaId) => {
      const outcome = held(document)?.outcome;
      return outcome?.kind === "cda" ? outcome.cda.media.get(mediaId) : undefined;
    },
  };
}

/** What was read, judged: conform when nothing was noted anywhere. */
export function archiveOf(read: Omit<XdmArchive, "conform">): XdmArchive {
  const isClean = read.anomalies.length === 0 && read.documents.every(({ anomalies }) => anomalies.length === 0);
  return { conform: isClean, ...read };
}

type ReadSet = { readonly folder: SetFolder; readonly metadata: Metadata };
type Found = { readonly document: XdmDocument; readonly entry: ArchiveEntry | undefined; readonly outcome: CdaOutcome };

function readSets(entries: readonly ArchiveEntry[]): { sets: readonly ReadSet[]; anomalies: readonly Anomaly[] } {
  const layout = setFolders(entries);
  const anomalies = [...layout.anomalies];
  const sets: ReadSet[] = [];
  let refused = new DocumentError("not-xdm");
  if (layout.folders.length > limits.sets) anomalies.push({ code: "metadata-too-many" });
  for (const folder of layout.folders.slice(0, limits.sets)) {
    try {
      const metadata = parseMetadata(readXml(folder.metadata.bytes));
      if (!metadata) throw new DocumentError("not-xdm");
      sets.push({ folder, metadata });
      anomalies.push(...metadata.anomalies.map((each) => ({ ...each, about: folder.metadata.name })));
    } catch (cause) {
      if (!(cause instanceof DocumentError)) throw cause;
      refused = cause;
      anomalies.push({ code: "metadata-unreadable", about: folder.metadata.name });
    }
  }
  if (sets.length === 0) throw refused;
  return { sets, anomalies };
}

function readDocuments(sets: readonly ReadSet[], entries: readonly ArchiveEntry[]): Found[] {
  const readCdaOf = cdaReader();
  const found: Found[] = [];
  for (const { folder, metadata } of sets) {
    const submissionSet = metadata.set?.identifiers.get(uuids.setUniqueId)?.trim() ?? "";
    for (const object of metadata.documents.slice(0, limits.documents - found.length)) {
      const located = locateDocument(object, folder, entries);
      const outcome = located.entry
        ? readCdaOf(located.entry, object.attributes.get("mimeType") ?? "")
        : ({ kind: "other" } as const);
      const document = documentOf({
        object,
        located,
        outcome,
        submissionSet,
        replacing: metadata.replacing.has(bareUuid(object.id)),
      });
      const earlier = found.find((each) => each.document.uniqueId === document.uniqueId);
      const code = earlier && (earlier.document.sha1 === document.sha1 ? "document-repeated" : "document-id-conflict");
      found.push({
        document: code ? { ...document, anomalies: [...document.anomalies, { code }] } : document,
        entry: located.entry,
        outcome,
      });
    }
  }
  return found;
}

function submissionSetOf({ set }: Metadata): SubmissionSet {
  const identifier = (scheme: string) => set?.identifiers.get(scheme)?.trim() ?? "";
  return {
    uniqueId: identifier(uuids.setUniqueId),
    sourceId: identifier(uuids.sourceId),
    patientId: identifier(uuids.setPatientId),
    submissionTime: withUtcZone(slot(set, "submissionTime")),
    title: set?.name ?? "",
    author: set ? authorLine(set, uuids.setAuthor) : "",
  };
}

function archiveAnomalies(sets: readonly SubmissionSet[], found: readonly Found[]): Anomaly[] {
  const anomalies: Anomaly[] = [];
  const times = sets.map((set) => set.submissionTime).filter((time) => time !== "");
  if (new Set(times).size < times.length) anomalies.push({ code: "submission-time-repeated" });
  const patientIds = sets.map((set) => set.patientId).filter((id) => id !== "");
  if (
    !isOnePatient(
      found.map(({ document }) => document),
      patientIds,
    )
  )
    anomalies.push({ code: "several-patients" });
  return anomalies;
}

// A document that METADATA does not list would be neither checked nor shown: the reader must know it is there.
function unlisted(sets: readonly ReadSet[], entries: readonly ArchiveEntry[], found: readonly Found[]): Anomaly[] {
  const listed = new Set([
    ...sets.map(({ folder }) => folder.metadata.name),
    ...found.map(({ document }) => document.entryName),
  ]);
  return entries
    .filter(
      ({ name }) =>
        /\.xml$/i.test(name) &&
        !listed.has(name) &&
        !/(^|\/)METADATA\.XML$/i.test(name) &&
        sets.some(({ folder }) => name.startsWith(folder.base)),
    )
    .map(({ name }) => ({ code: "document-unlisted", about: name }));
}
