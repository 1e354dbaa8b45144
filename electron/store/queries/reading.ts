import type { ArchiveRefusal } from "#shared/domain/archive-refusal";
import type { ConversationId, DraftId, FolderId, MailboxId, MessageId, PartId } from "#shared/domain/ids";
import {
  type Address,
  type Attachment,
  type ConversationRow,
  type ConversationView,
  type DocumentCard,
  type MessageView,
  MOST_SHOWN,
  type MssHeaders,
  type PatientBanner,
  type Receipt,
} from "#shared/domain/message";
import { displayNameConflict } from "#shared/rules/address";
import { readableLabel } from "#shared/rules/from-label";
import { parseMatricule } from "#shared/rules/ins";
import { authorOf } from "#shared/rules/taken";
import { normalMessageId } from "#shared/rules/threading";
import { displaySubject } from "#shared/rules/subject";
import type { Row, Store } from "../open";
import { StoreError } from "../store-error";
import { conversationRows } from "./conversation-rows";
import { deliveryOf } from "./delivery";
import { deliveryReports } from "./delivery-reports";
import { documentCards } from "./document-card";
import { seqOf, SHOWN } from "./lookup";
import { patientsByMatricule } from "./patients";
import { isAnswered } from "./read-receipts";
import { colleague, myself } from "./people";
import { ruledBy } from "./ruled";

/** A header line of references stays readable. */
const MOST_REFERENCES = 30;
const NO_HEADERS: MssHeaders = { nil: null, ins: null, codeCda: [], mes: null };

const MESSAGE = `SELECT m.*, c.id AS conversation_id, b.id AS mailbox_id, t.text, t.html, t.mss, t.receipt AS receipt_json, t.receipt_asked_by,
    coalesce((SELECT f.id FROM placements p JOIN folders f ON f.seq = p.folder WHERE p.message = m.seq AND p.state <> 'leaving' ORDER BY f.bit LIMIT 1),
      (SELECT f.id FROM folders f WHERE f.mailbox = m.mailbox ORDER BY f.role <> 'sent', f.bit LIMIT 1), '') AS folder_id
  FROM messages m JOIN conversations c ON c.seq = m.conversation JOIN mailboxes b ON b.seq = m.mailbox LEFT JOIN bodies t ON t.message = m.seq`;

/** A conversation's row and its messages, oldest first. */
export function conversation(
  store: Store,
  id: ConversationId,
): { readonly row: ConversationRow; readonly messageIds: readonly MessageId[] } {
  const seq = seqOf(store, "conversations", id);
  const [row] = conversationRows(store, [seq]);
  if (row === undefined) throw new StoreError("no-such", { about: "conversations" });
  const messages = store.all<{ id: string }>(
    `SELECT id FROM messages WHERE conversation = ? AND roles & ${SHOWN} ORDER BY date, seq`,
    [seq],
  );
  return { row, messageIds: messages.map((message) => message.id as MessageId) };
}

/** A message as the reader shows it. */
export function messageView(store: Store, id: MessageId): MessageView {
  const row = store.get(`${MESSAGE} WHERE m.id = ?`, [id]);
  if (row === undefined) throw new StoreError("no-such", { about: "messages" });
  return asView(store, row, documentCards(store, "d.message = ? ORDER BY d.seq", [Number(row["seq"])]));
}

/** A conversation opened: the patient's banner where it is a patient's, then the last `MOST_SHOWN` messages, oldest first. */
export function conversationView(store: Store, id: ConversationId): ConversationView {
  const { row } = conversation(store, id);
  const seq = seqOf(store, "conversations", id);
  const rows = store
    .all(
      `${MESSAGE} WHERE m.conversation = ? AND m.roles & ${SHOWN} ORDER BY m.date DESC, m.seq DESC LIMIT ${MOST_SHOWN}`,
      [seq],
    )
    .toReversed();
  const cards = documentCards(store, "m.conversation = ? ORDER BY d.seq", [seq]);
  return {
    row,
    patient: patientBanner(store, seq),
    messages: rows.map((message) =>
      asView(
        store,
        message,
        cards.filter(({ messageId }) => messageId === message["id"]),
      ),
    ),
    drafts: draftsBegun(store, seq),
  };
}

function draftsBegun(store: Store, conversation: number): readonly DraftId[] {
  return store
    .all<{ id: DraftId }>(
      "SELECT id FROM drafts WHERE conversation = ? AND queued = 0 ORDER BY updated_at DESC, seq DESC",
      [conversation],
    )
    .map(({ id }) => id);
}

/** The patient a conversation is about, null between professionals; never verified by the address alone (UX.31). */
function patientBanner(store: Store, seq: number): PatientBanner | null {
  const found = store.get<{ matricule: string | null; name: string; address: string }>(
    "SELECT matricule, name, address FROM conversations WHERE seq = ?",
    [seq],
  );
  const addressed = found?.matricule == null ? null : parseMatricule(found.matricule);
  if (found === undefined || addressed === null) return null;
  const [known] = patientsByMatricule(store, addressed.value);
  const { value, ...rest } = addressed;
  return {
    addressed: { matricule: value, ...rest },
    ins: known?.ins ?? null,
    known: known ?? null,
    announcedName: found.name,
  };
}

function asView(store: Store, row: Row, documents: readonly DocumentCard[]): MessageView {
  const text = (column: string): string => String(row[column] ?? "");
  const yes = (column: string): boolean => row[column] === 1;
  const { to, cc, replyTo } = JSON.parse(text("recipients")) as { to: Address[]; cc: Address[]; replyTo: Address[] };
  const mss =
    row["mss"] === null
      ? { ...NO_HEADERS, mes: yes("fin") ? ("FIN" as const) : null }
      : (JSON.parse(text("mss")) as MssHeaders);
  return {
    id: text("id") as MessageId,
    conversationId: text("conversation_id") as ConversationId,
    mailboxId: text("mailbox_id") as MailboxId,
    folderId: text("folder_id") as FolderId,
    outgoing: yes("outgoing"),
    sentBy: yes("outgoing") ? senderOf(store, row) : null,
    from: { name: readableLabel(text("from_name")), address: text("from_address") },
    to,
    cc,
    replyTo,
    senderKind: text("sender_kind") as MessageView["senderKind"],
    subject: displaySubject(text("subject")),
    rawSubject: text("subject"),
    date: text("header_date"),
    unread: !yes("seen") && !yes("outgoing"),
    mss,
    text: text("text"),
    html: row["html"] === null ? null : text("html"),
    bodyState: text("body_state") as MessageView["bodyState"],
    attachments: attachmentsOf(store, Number(row["seq"])),
    documents,
    receipt: row["receipt_json"] === null ? null : (JSON.parse(text("receipt_json")) as Receipt),
    receiptAskedBy: text("receipt_asked_by") || null,
    receiptSettled: isAnswered(JSON.parse(text("flags")) as string[]),
    reported: reportedOf(store, Number(row["seq"])),
    ...fateOf(store, row),
    ruledBy: yes("outgoing") ? [] : ruledBy(store, Number(row["seq"])),
    warnings: yes("outgoing") ? [] : warningsOf(row, replyTo),
  };
}

/** How a message that we sent fared, and what came back of it. */
function fateOf(store: Store, row: Row): Pick<MessageView, "delivery" | "reports"> {
  if (row["outgoing"] !== 1) return { delivery: null };
  const seq = Number(row["seq"]);
  const reports = deliveryReports(store, seq);
  return {
    delivery: deliveryOf(store, seq, String(row["header_date"] ?? "")),
    ...(reports.length === 0 ? {} : { reports }),
  };
}

/** As its keyword in Sent says; else whoever writes from here, where it left from this computer. */
function senderOf(store: Store, row: Row): MessageView["sentBy"] {
  const said = authorOf(JSON.parse(String(row["flags"])) as string[]);
  if (said !== "") return colleague(store, said);
  const here = store.get("SELECT 1 FROM outbox WHERE message = ?", [Number(row["seq"])]) !== undefined;
  return here ? colleague(store, myself(store)) : null;
}

function reportedOf(store: Store, message: number): MessageView["reported"] {
  return (
    store.get<{ code: string; at: string }>("SELECT code, at FROM failure_reports WHERE message = ?", [message]) ?? null
  );
}

type Part = Omit<Attachment, "id" | "dangerous" | "inline" | "original" | "refused"> & {
  readonly refused: ArchiveRefusal | "";
} & Record<"id" | "sha256", string> &
  Record<"dangerous" | "inline" | "archive", number>;

function attachmentsOf(store: Store, message: number): readonly Attachment[] {
  const held = store.all<{ sha256: string }>(
    "SELECT f.value ->> 'sha256' AS sha256 FROM documents d, json_each(d.cda, '$.media') f WHERE d.message = ?",
    [message],
  );
  const copies = new Set(held.map(({ sha256 }) => sha256));
  return store
    .all<Part>(
      `SELECT id, name, mime_type AS mimeType, size, sha256, dangerous, inline, refused,
         position IN (SELECT part_index FROM documents WHERE message = p.message AND part_index IS NOT NULL) AS archive
       FROM parts p WHERE message = ? ORDER BY position`,
      [message],
    )
    .map(({ id, sha256, archive, dangerous, inline, refused, ...part }) => ({
      ...part,
      id: id as PartId,
      dangerous: dangerous === 1,
      inline: inline === 1,
      ...(refused === "" ? {} : { refused }),
      original: archive === 1 || copies.has(sha256),
    }));
}

function warningsOf(row: Row, replyTo: readonly Address[]): MessageView["warnings"] {
  const from = String(row["from_address"]).toLowerCase();
  return [
    ...(displayNameConflict(String(row["from_name"]), from) ? (["name-holds-address"] as const) : []),
    ...(replyTo.some(({ address }) => address.toLowerCase() !== from) ? (["reply-to-elsewhere"] as const) : []),
    ...(row["sender_kind"] === "other" ? (["outside-trust-space"] as const) : []),
    ...(row["date"] === row["header_date"] ? [] : (["forged-date"] as const)),
  ];
}

/** What an answer to this message names: its Message-ID and the references before it, as they are written in headers. */
export function threadOf(
  store: Store,
  id: MessageId,
): { readonly messageId: string; readonly references: readonly string[] } {
  const row = store.get<{ message_id: string; refs: string }>("SELECT message_id, refs FROM messages WHERE id = ?", [
    id,
  ]);
  if (row === undefined || row.message_id === "") return { messageId: "", references: [] };
  const messageId = `<${row.message_id}>`;
  const before = (JSON.parse(row.refs) as string[])
    .slice(-MOST_REFERENCES)
    // Kept as they came, with their brackets or without.
    .map((one) => `<${normalMessageId(one)}>`);
  return { messageId, references: [...before, messageId] };
}

/** The message's archive came inside a returned message: nothing of it is filed by itself. */
export function isReturned(store: Store, id: MessageId): boolean {
  return (
    store.get("SELECT 1 FROM documents d JOIN messages m ON m.seq = d.message WHERE m.id = ? AND d.returned = 1", [
      id,
    ]) !== undefined
  );
}
