import type { CdaHeader, XdmDocument } from "#shared/domain/document";
import type { ParsedMessage } from "#shared/domain/parsed-message";
import { decideVersion } from "#shared/rules/document-version";
import type { IncomingVersion, KnownVersion, VersionDecision } from "#shared/rules/document-version";
import { parseMatricule } from "#shared/rules/ins";
import type { Store } from "../open";
import { anomaliesOf, knownVersions, settleEarlier } from "./document-chain";

/** Most documents kept of one archive. */
const MOST = 200;

/** What an archive brought: how many documents, and the conversations whose documents it replaced. */
export type Saved = { readonly documents: number; readonly touched: readonly number[] };

/** Keeps the documents of a message's archive, each in the state that the rules of versions give; a filing survives a second saving. */
export function saveDocuments(store: Store, message: number, parsed: ParsedMessage): Saved {
  const documents = parsed.xdm?.documents.slice(0, MOST) ?? [];
  const before = store.all<{ seq: number; unique_id: string; entry: string; part_index: number | null }>(
    "SELECT seq, unique_id, entry, part_index FROM documents WHERE message = ?",
    [message],
  );
  const archive =
    parsed.parts.find(({ name, mimeType }) => /zip|octet-stream/iu.test(mimeType) && /\.zip$/iu.test(name)) ??
    parsed.parts.find(({ mimeType }) => /zip/iu.test(mimeType));
  const touched = documents.flatMap((document) => {
    const same = before.find(
      (one) =>
        one.unique_id === document.uniqueId &&
        one.entry === document.entryName &&
        (document.archivePart === undefined || one.part_index === document.archivePart),
    );
    return same === undefined
      ? insert(store, message, document, parsed.xdmReturned, document.archivePart ?? archive?.index ?? null)
      : [];
  });
  return { documents: documents.length, touched };
}

function insert(
  store: Store,
  message: number,
  document: XdmDocument,
  returned: boolean,
  partIndex: number | null,
): readonly number[] {
  const incoming = versionOf(document);
  const decision: VersionDecision = returned
    ? { outcome: "store", flag: null }
    : decideVersion(incoming, knownVersions(store, incoming));
  const ins = insOf(document);
  const header = document.cda?.header;
  store.run(
    `INSERT INTO documents (id, message, unique_id, set_id, version, replaces, title, type_code, type_label, date, author, patient_name, matricule, oid, traits,
       body, action, state, returned, integrity, anomalies, entry, cda, part_index) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      store.newId(),
      message,
      document.uniqueId,
      incoming.setId,
      incoming.version,
      incoming.replaces ?? "",
      document.title || (header?.title ?? ""),
      document.type.code,
      document.type.label || (header?.code.label ?? ""),
      dateOf(document),
      document.author,
      patientName(header),
      ins?.matricule ?? null,
      ins?.oid ?? null,
      JSON.stringify({
        ...header?.patient,
        authors: incoming.authors,
        organizations: incoming.organizations,
        sha256: document.sha256,
      }),
      document.cda?.body ?? (document.mimeType === "application/pdf" ? "pdf" : "other"),
      document.action,
      stateAfter(decision),
      Number(returned),
      integrityOf(document),
      JSON.stringify([...document.anomalies.map(({ code }) => code), ...anomaliesOf(decision)]),
      document.entryName,
      document.cda === null ? null : JSON.stringify(document.cda),
      partIndex,
    ],
  );
  return [...applyToOthers(store, decision), ...(returned ? [] : settleEarlier(store, incoming))];
}

function versionOf(document: XdmDocument): IncomingVersion {
  const header = document.cda?.header;
  const authors = header?.authors.flatMap(({ id }) => id ?? []) ?? [];
  const organizations = [
    ...(header?.authors.flatMap(({ organizationId }) => organizationId ?? []) ?? []),
    ...(header?.custodian === undefined ? [] : [header.custodian]),
  ];
  return {
    id: document.uniqueId,
    setId: header?.setId ?? "",
    version: header?.version ?? null,
    replaces: header?.replaces ?? null,
    matricule: insOf(document)?.matricule ?? "",
    authors,
    organizations,
    sha256: document.sha256,
    action: document.action,
  };
}

function stateAfter(decision: VersionDecision): KnownVersion["state"] {
  return decision.outcome === "store-replaced" ? "replaced" : "current";
}

/** Documents superseded are marked, and their conversations given; a deletion asked by a sender waits for a person (`answerDeletion`). */
function applyToOthers(store: Store, decision: VersionDecision): readonly number[] {
  if (decision.outcome !== "replace") return [];
  return [...new Set([decision.targetId, ...decision.supersedes])].flatMap((id) => {
    store.run("UPDATE documents SET state = 'replaced' WHERE unique_id = ? AND state = 'current' AND returned = 0", [
      id,
    ]);
    return store
      .all<{ conversation: number }>(
        "SELECT DISTINCT m.conversation FROM documents d JOIN messages m ON m.seq = d.message WHERE d.unique_id = ?",
        [id],
      )
      .map(({ conversation }) => conversation);
  });
}

/** INS of the document: what the CDA says, else METADATA (`<matricule>^^^&<OID>&ISO^NH`). */
function insOf(document: XdmDocument): { readonly matricule: string; readonly oid: string } | null {
  const own = document.cda?.header.patient.ins;
  if (own != null) return own;
  const [matricule = "", , , authority = ""] = document.patientId.split("^");
  const read = parseMatricule(matricule);
  return read === null ? null : { matricule: read.value, oid: authority.split("&")[1] ?? "" };
}

function integrityOf(document: XdmDocument): "ok" | "unverifiable" | "broken" {
  if (document.hashOk === false || document.sizeOk === false) return "broken";
  return document.hashOk === true ? "ok" : "unverifiable";
}

/** Date of the act, else of the document: as written, HL7. */
function dateOf(document: XdmDocument): string {
  return (
    document.cda?.header.serviceStart ||
    document.serviceStart ||
    document.cda?.header.effectiveTime ||
    document.creationTime
  );
}

function patientName(header: CdaHeader | undefined): string {
  const patient = header?.patient;
  return [patient?.usedName || patient?.birthName, patient?.usedFirstName || patient?.firstName]
    .filter(Boolean)
    .join(" ");
}
