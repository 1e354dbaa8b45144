import type { CdaDocument, DocumentAction, DocumentPlace } from "#shared/domain/document";
import type { Draft, DraftAttachment } from "#shared/domain/draft";
import { PliError } from "#shared/domain/failure";
import type { DocumentId } from "#shared/domain/ids";
import type { Mailbox } from "#shared/domain/mailbox";
import { insNature } from "#shared/rules/ins";
import { pdfName } from "#shared/rules/pdf-name";
import { buildSubject } from "#shared/rules/subject";
import { safeFileName } from "#shared/rules/safe-filename";
import { lastIdentity, sourceId } from "./author-identity";
import { checkedAs } from "./patient-facts";
import type { Services } from "./services";
import { sourceOf } from "./source";

/** What the documents of a draft add to the message: one archive, the marks of its headers, and the subject that machines route on. */
export type DocumentsToSend = {
  readonly archive: { readonly name: string; readonly mimeType: string; readonly bytes: Uint8Array };
  readonly cdas: readonly { readonly code: string; readonly insQualified: boolean }[];
  /** Null where the grammar cannot be filled (ECO.2.1.3). */
  readonly subject: string | null;
};

type Held = { readonly cda: CdaDocument; readonly raw: Uint8Array; readonly place: DocumentPlace };

/** The PDF copy that is joined to a draft for a document (ECO.2.1.5, ECO.2.1.6), and the subject it suggests. */
export async function documentCopy(services: Services, id: DocumentId) {
  const { cda, raw, place } = await held(services, id);
  const { patient, code, serviceStart, effectiveTime } = cda.header;
  const named = pdfName({
    actDate: serviceStart === "" ? effectiveTime : serviceStart,
    typeLabel: code.label,
    birthName: patient.birthName ?? "",
    firstName: patient.firstName ?? "",
  });
  return {
    name: named.ok ? named.name : safeFileName(`${code.label}.pdf`),
    mimeType: "application/pdf",
    bytes: await services.parser.documentPdf({ raw, ...place }),
    documentId: id,
    patientMatricule: patient.ins?.matricule ?? "",
    subject: subjectOf([cda]),
  };
}

/** Gathers the documents of a draft into one archive (ECO.2.1.1): those received and sent on, those made here; null when it carries none. */
export async function documentsToSend(
  services: Services,
  draft: Draft,
  mailbox: Mailbox,
): Promise<DocumentsToSend | null> {
  const found = await Promise.all(draft.attachments.map((one) => leaving(services, one)));
  const all = found.filter((one) => one !== null);
  if (all.length === 0) return null;
  const archive = await services.parser.writeArchive({
    documents: all.map(({ bytes, action }) => ({ bytes, action })),
    sender: await senderOf(services, mailbox, all[0]?.cda),
    software: { name: "Pli", version: services.platform.version, vendor: "Pli", contact: mailbox.address },
    now: services.platform.clock().toISOString(),
  });
  return {
    archive: { name: "IHE_XDM.zip", mimeType: "application/zip", bytes: archive },
    cdas: all.map(({ cda }) => ({ code: cda.header.code.code, insQualified: carriesQualifiedIns(services, cda) })),
    subject: subjectOf(all.map(({ cda }) => cda)),
  };
}

/** The CDA that a joined file leaves with, and what it asks of the receiver; null for a file that is no document. */
async function leaving(services: Services, attachment: DraftAttachment) {
  const action: DocumentAction = attachment.asks ?? "new";
  const made = attachment.made === true ? await services.store.get().attachmentCda(attachment.id) : null;
  if (made !== null) return { bytes: made, cda: await services.parser.readCda({ bytes: made }), action };
  if (attachment.documentId === undefined) return null;
  const { cda, raw, place } = await held(services, attachment.documentId);
  return { bytes: await services.parser.extractDocument({ raw, ...place }), cda, action };
}

async function held(services: Services, id: DocumentId): Promise<Held> {
  const store = services.store.get();
  const { cda, messageId, place } = await store.document(id);
  const raw = await sourceOf(services, messageId);
  if (cda === null || raw === null) throw new PliError("not-cda");
  return { cda, raw, place };
}

function subjectOf(cdas: readonly CdaDocument[]): string | null {
  const patient = cdas[0]?.header.patient;
  const built = buildSubject({
    typeLabels: cdas.map(({ header }) => header.code.label),
    birthName: patient?.birthName ?? "",
    firstName: patient?.firstName ?? "",
    birthDate: patient?.birthDate ?? "",
  });
  return built.ok ? built.subject : null;
}

/** Matricule, OID and the four traits are in the document (ECO.2.4.2); the INS of tests counts only away from production. */
function carriesQualifiedIns(services: Services, cda: CdaDocument): boolean {
  const { ins, birthName, firstName, birthDate, sex } = cda.header.patient;
  if (ins === null || !birthName || !firstName || !birthDate || sex === "unknown") return false;
  const nature = insNature(ins.oid);
  return (
    nature === "nir" || ((nature === "test" || nature === "demo") && checkedAs(services.environment()) !== "production")
  );
}

/**
 * The sender as METADATA names it. The structure is told by the professional's own identifier (`4` + RPPS) and the sector is the document's:
 * the directory is not asked (both inferred, not found in a reference text).
 */
async function senderOf(services: Services, mailbox: Mailbox, cda: CdaDocument | undefined) {
  const { idNat, givenName, familyName } = await lastIdentity(services);
  return {
    id: idNat,
    family: familyName,
    given: givenName,
    organization: mailbox.name,
    organizationId: `4${idNat.slice(1)}`,
    sourceId: await sourceId(services),
    facility: cda?.header.facility?.code ?? "SA07",
  };
}
