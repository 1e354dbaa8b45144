import type { Anomaly, XdmDocument } from "#shared/domain/document";
import { isOnePatient } from "./one-patient";
import { archiveOf, limits, type ReadXdm } from "./read-xdm";

/**
 * The archives of one message as one: documents and anomalies one after another, files looked for in the first that holds them (the right one, where
 * two give one identifier, is asked by itself). One patient per mail
 * (ECO.2.1.1) is judged across all of them, and so are a document that comes twice, and more documents than one archive may hold: the rest is told.
 */
export function mergeArchives(all: readonly [ReadXdm, ...ReadXdm[]]): ReadXdm {
  if (all.length === 1) return all[0];
  const archives = all.map(({ archive }) => archive);
  const submissionSets = archives.flatMap((archive) => archive.submissionSets);
  const every = archives.flatMap((archive) => archive.documents);
  const documents = noted(every).slice(0, limits.documents);
  const patientIds = submissionSets.map(({ patientId }) => patientId).filter((id) => id !== "");
  const told = archives.flatMap(({ anomalies }) => anomalies);
  const seen: readonly (Anomaly["code"] | false)[] = [
    !isOnePatient(every, patientIds) && "several-patients",
    every.length > limits.documents && "metadata-too-many",
  ];
  const fresh = seen.flatMap((code) => (code !== false && !told.some((each) => each.code === code) ? [{ code }] : []));
  const anomalies: readonly Anomaly[] = [...told, ...fresh];
  return {
    archive: archiveOf({ anomalies, submissionSets, documents }),
    unfolded: all.reduce((sum, { unfolded }) => sum + unfolded, 0),
    content: (document) => first(all, (each) => each.content(document)),
    media: (document, mediaId) => first(all, (each) => each.media(document, mediaId)),
  };
}

function noted(documents: readonly XdmDocument[]): readonly XdmDocument[] {
  const known = new Map<string, XdmDocument>();
  return documents.map((document) => {
    const earlier = known.get(document.uniqueId);
    if (earlier === undefined) {
      known.set(document.uniqueId, document);
      return document;
    }
    const code = earlier.sha1 === document.sha1 ? "document-repeated" : "document-id-conflict";
    if (document.anomalies.some((each) => each.code === code)) return document;
    return { ...document, anomalies: [...document.anomalies, { code }] };
  });
}

function first<Value>(all: readonly ReadXdm[], look: (each: ReadXdm) => Value | undefined): Value | undefined {
  for (const each of all) {
    const value = look(each);
    if (value !== undefined) return value;
  }
  return undefined;
}
