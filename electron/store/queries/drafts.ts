import type { Draft, DraftAttachment, DraftFields } from "#shared/domain/draft";
import type { DocumentAction } from "#shared/domain/document";
import type { DocumentFacts } from "#shared/domain/made-document";
import type { DocumentId, DraftId, MailboxId, MessageId, PatientId } from "#shared/domain/ids";
import type { Address } from "#shared/domain/message";
import type { RichText } from "#shared/domain/rich-text";
import type { Store } from "../open";
import { StoreError } from "../store-error";
import { mailboxKey, seqOf } from "./lookup";
import { refreshConversations } from "./summary";

type DraftRow = {
  readonly seq: number;
  readonly id: string;
  readonly mailbox_id: string;
  readonly recipients: string;
  readonly subject: string;
  readonly text: string;
  readonly rich: string | null;
  readonly fin: number;
  readonly read_receipt: number;
  readonly delivery_receipt: number;
  readonly answers: string | null;
  readonly conversation: number | null;
  readonly updated_at: string;
};

/** A file to join to a draft. */
export type NewAttachment = {
  readonly name: string;
  readonly mimeType: string;
  readonly bytes: Uint8Array;
  readonly documentId?: DocumentId | null;
  readonly patientMatricule?: string | null;
  readonly facts?: DocumentFacts;
  readonly asks?: DocumentAction;
  /** Which file of the scanner folder it is. */
  readonly scan?: string;
};

/** A document made out of a file of a draft: it takes the file's place. */
export type MadeAttachment = Required<Pick<NewAttachment, "name" | "bytes" | "facts" | "asks">> & {
  readonly cda: Uint8Array;
  readonly patientMatricule: string;
};

/** Starts a draft; one that answers a message shows in that conversation. */
export function createDraft(store: Store, given: DraftFields & { readonly answers: MessageId | null }): Draft {
  return store.transaction(() => {
    const id = store.newId() as DraftId;
    const conversation =
      given.answers === null
        ? null
        : (store.get<{ conversation: number }>("SELECT conversation FROM messages WHERE id = ?", [given.answers])
            ?.conversation ?? null);
    store.run(
      "INSERT INTO drafts (id, mailbox, recipients, subject, text, rich, fin, read_receipt, delivery_receipt, answers, conversation, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      [id, ...columns(store, given), given.answers, conversation, store.now().toISOString()],
    );
    if (conversation !== null) refreshConversations(store, [conversation]);
    return draft(store, id);
  });
}

/** One draft with the list of its files, or `no-such`. */
export function draft(store: Store, id: DraftId): Draft {
  const row = store.get<DraftRow>(
    "SELECT d.*, b.id AS mailbox_id FROM drafts d JOIN mailboxes b ON b.seq = d.mailbox WHERE d.id = ?",
    [id],
  );
  if (row === undefined) throw new StoreError("no-such", { about: "drafts" });
  const { to, cc, bcc } = JSON.parse(row.recipients) as { to: Address[]; cc: Address[]; bcc: Address[] };
  return {
    id,
    mailboxId: row.mailbox_id as MailboxId,
    to,
    cc,
    bcc,
    subject: row.subject,
    text: row.text,
    ...(row.rich === null ? {} : { rich: JSON.parse(row.rich) as RichText }),
    attachments: attachmentsOf(store, row.seq),
    fin: row.fin === 1,
    readReceipt: row.read_receipt === 1,
    deliveryReceipt: row.delivery_receipt === 1,
    answers: row.answers as MessageId | null,
    updatedAt: row.updated_at,
  };
}

/** Whether a draft is still being written: neither handed over nor thrown away. */
export function isWriting(store: Store, id: DraftId): boolean {
  return store.get("SELECT 1 FROM drafts WHERE id = ? AND queued = 0", [id]) !== undefined;
}

/** Keeps what the composer holds. Refused once the draft was handed to the outbox. */
export function saveDraft(store: Store, id: DraftId, fields: DraftFields): Draft {
  return store.transaction(() => {
    const { changes } = store.run(
      "UPDATE drafts SET mailbox = ?, recipients = ?, subject = ?, text = ?, rich = ?, fin = ?, read_receipt = ?, delivery_receipt = ?, updated_at = ? WHERE id = ? AND queued = 0",
      [...columns(store, fields), store.now().toISOString(), id],
    );
    if (changes === 0)
      throw new StoreError(seqOf(store, "drafts", id) > 0 ? "refused" : "no-such", { about: "drafts" });
    return draft(store, id);
  });
}

/** Forgets a draft and its files; one already forgotten, or on its way, is left as it is. */
export function discardDraft(store: Store, id: DraftId): void {
  store.transaction(() => {
    const row = store.get<{ conversation: number | null }>(
      "SELECT conversation FROM drafts WHERE id = ? AND queued = 0",
      [id],
    );
    store.run("DELETE FROM drafts WHERE id = ? AND queued = 0", [id]);
    if (row?.conversation != null) refreshConversations(store, [row.conversation]);
  });
}

/** Joins a file. */
export function addAttachment(store: Store, id: DraftId, file: NewAttachment): Draft {
  store.run(
    "INSERT INTO draft_attachments (id, draft, name, mime_type, size, document_id, matricule, bytes, facts, asks, scan) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    [
      store.newId(),
      seqOf(store, "drafts", id),
      file.name,
      file.mimeType,
      file.bytes.byteLength,
      file.documentId ?? null,
      file.patientMatricule ?? null,
      file.bytes,
      file.facts === undefined ? null : JSON.stringify(file.facts),
      file.asks ?? "new",
      file.scan ?? null,
    ],
  );
  return draft(store, id);
}

/** Makes a document of a file of a draft: its PDF is what is seen, its CDA leaves in the archive. */
export function makeAttachment(store: Store, id: DraftId, attachmentId: string, made: MadeAttachment): Draft {
  const { changes } = store.run(
    `UPDATE draft_attachments SET name = ?, mime_type = 'application/pdf', size = ?, bytes = ?, cda = ?, facts = ?, asks = ?, matricule = ?
     WHERE id = ? AND draft = (SELECT seq FROM drafts WHERE id = ? AND queued = 0)`,
    [
      made.name,
      made.bytes.byteLength,
      made.bytes,
      made.cda,
      JSON.stringify(made.facts),
      made.asks,
      made.patientMatricule === "" ? null : made.patientMatricule,
      attachmentId,
      id,
    ],
  );
  if (changes === 0) throw new StoreError("refused", { about: "drafts" });
  return draft(store, id);
}

/** The CDA of a document made here, null for another file. */
export function attachmentCda(store: Store, attachmentId: string): Uint8Array | null {
  return (
    store.get<{ cda: Uint8Array | null }>("SELECT cda FROM draft_attachments WHERE id = ?", [attachmentId])?.cda ?? null
  );
}

/** Takes a file off. */
export function removeAttachment(store: Store, id: DraftId, attachmentId: string): Draft {
  store.run("DELETE FROM draft_attachments WHERE id = ? AND draft = ?", [attachmentId, seqOf(store, "drafts", id)]);
  return draft(store, id);
}

/** Bytes of a file joined to a draft, null when there is none by this id. */
export function attachmentBytes(store: Store, attachmentId: string): Uint8Array | null {
  return (
    store.get<{ bytes: Uint8Array }>("SELECT bytes FROM draft_attachments WHERE id = ?", [attachmentId])?.bytes ?? null
  );
}

function columns(store: Store, fields: DraftFields): readonly (string | number | null)[] {
  const { to, cc, bcc } = fields;
  return [
    mailboxKey(store, fields.mailboxId).seq,
    JSON.stringify({ to, cc, bcc }),
    fields.subject,
    fields.text,
    fields.rich == null ? null : JSON.stringify(fields.rich),
    Number(fields.fin),
    Number(fields.readReceipt),
    Number(fields.deliveryReceipt ?? false),
  ];
}

function attachmentsOf(store: Store, draftSeq: number): readonly DraftAttachment[] {
  return store
    .all<{
      id: string;
      name: string;
      mimeType: string;
      size: number;
      document_id: string | null;
      matricule: string | null;
      oid: string | null;
      patient: string | null;
      facts: string | null;
      asks: string;
      made: number;
    }>(
      `SELECT a.id, a.name, a.mime_type AS mimeType, a.size, a.document_id, nullif(a.matricule, '') AS matricule, a.facts, a.asks,
         a.cda IS NOT NULL AS made, p.id AS patient, coalesce(d.oid, CASE WHEN p.matricule = a.matricule THEN p.oid END) AS oid
       FROM draft_attachments a LEFT JOIN documents d ON d.id = a.document_id
         LEFT JOIN patients p ON p.seq = d.patient OR p.id = a.facts ->> 'patientId'
       WHERE a.draft = ? GROUP BY a.seq ORDER BY a.seq`,
      [draftSeq],
    )
    .map(({ document_id, matricule, oid, patient, facts, asks, made, ...file }) => ({
      ...file,
      ...(document_id === null ? {} : { documentId: document_id as DocumentId }),
      ...(matricule === null ? {} : { patientMatricule: matricule, ...(oid === null ? {} : { patientOid: oid }) }),
      ...(patient === null ? {} : { patientId: patient as PatientId }),
      ...(facts === null ? {} : { facts: JSON.parse(facts) as DocumentFacts }),
      ...(made === 1 ? { made: true as const } : {}),
      ...(asks === "replace" || asks === "delete" ? { asks } : {}),
    }));
}
