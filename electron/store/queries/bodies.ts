import type { MailboxId, MessageId, OutboxId, PartId } from "#shared/domain/ids";
import type { MessageView } from "#shared/domain/message";
import type { ParsedMessage } from "#shared/domain/parsed-message";
import { firstCharacters, singleLine } from "#shared/rules/fold";
import { isFinSubject } from "#shared/rules/subject";
import type { Store } from "../open";
import { saveDocuments } from "./document-save";
import { mailboxKey, seqOf, SHOWN } from "./lookup";
import { saveReceipt } from "./receipts";
import { refreshConversations } from "./summary";
import { reindexWords } from "./words";

const PREVIEW = 180;
const MOST_PARTS = 1000;

/**
 * Keeps the raw source of a message and what the parser made of it, its documents and receipt, in one transaction. Saving twice replaces;
 * `again` is true when it was kept before, even if its bytes were dropped since: what follows an arrival was done then.
 */
export function saveBody(
  store: Store,
  messageId: MessageId,
  raw: Uint8Array,
  parsed: ParsedMessage,
): { readonly again: boolean } {
  return store.transaction(() => {
    const message = seqOf(store, "messages", messageId);
    const again = store.get("SELECT 1 FROM bodies WHERE message = ?", [message]) !== undefined;
    store.run("INSERT OR REPLACE INTO sources (message, raw) VALUES (?, ?)", [message, raw]);
    keepParsed(store, message, parsed);
    return { again };
  });
}

/** The same for a message that was made here: the bytes that leave are those of its sending, and are not written again. */
export function saveReadBack(store: Store, messageId: MessageId, parsed: ParsedMessage): void {
  store.transaction(() => keepParsed(store, seqOf(store, "messages", messageId), parsed));
}

/** What was handed over and never read back, for the application ended before; the last ones, a few at a time. */
export function unreadBack(store: Store): readonly OutboxId[] {
  return store
    .all<{ id: OutboxId }>(
      "SELECT o.id FROM unread_back u JOIN outbox o ON o.message = u.message ORDER BY o.seq DESC LIMIT 50",
    )
    .map(({ id }) => id);
}

/** What is kept of a parsed message, its source aside; gives nothing, refreshes its conversation. */
export function keepParsed(store: Store, message: number, parsed: ParsedMessage): void {
  store.run(
    "INSERT OR REPLACE INTO bodies (message, text, html, mss, receipt, receipt_asked_by) VALUES (?, ?, ?, ?, ?, ?)",
    [
      message,
      parsed.text,
      parsed.html,
      JSON.stringify(parsed.mss),
      parsed.receipt === null ? null : JSON.stringify(parsed.receipt),
      parsed.receiptAskedBy,
    ],
  );
  saveParts(store, message, parsed);
  store.run("DELETE FROM unjudged_archives WHERE message = ?", [message]);
  store.run("DELETE FROM unread_back WHERE message = ?", [message]);
  const saved = saveDocuments(store, message, parsed);
  store.run(
    `UPDATE messages SET body_state = 'stored', preview = ?, documents = ?, attachments = ?, fin = ?, receipt = ? WHERE seq = ?`,
    [
      firstCharacters(singleLine(parsed.text.slice(0, 2000)), PREVIEW),
      saved.documents,
      parsed.parts.filter(({ inline }) => !inline).length,
      Number(parsed.mss.mes === "FIN" || isFinSubject(parsed.subject)),
      Number(parsed.receipt !== null),
      message,
    ],
  );
  const touched = parsed.receipt === null ? [] : saveReceipt(store, message, parsed.receipt);
  index(store, message, parsed);
  const own = store.get<{ conversation: number }>("SELECT conversation FROM messages WHERE seq = ?", [message]);
  refreshConversations(store, [...touched, ...saved.touched, ...(own === undefined ? [] : [own.conversation])]);
}

function saveParts(store: Store, message: number, parsed: ParsedMessage): void {
  store.run("DELETE FROM parts WHERE message = ?", [message]);
  for (const part of parsed.parts.slice(0, MOST_PARTS)) {
    store.run(
      "INSERT INTO parts (id, message, position, name, mime_type, size, sha256, content_id, inline, dangerous, refused) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      [
        store.newId(),
        message,
        part.index,
        part.name,
        part.mimeType,
        part.size,
        part.sha256,
        part.contentId,
        Number(part.inline),
        Number(part.dangerous),
        part.refused ?? "",
      ],
    );
  }
}

function index(store: Store, message: number, parsed: ParsedMessage): void {
  const row = store.get<{ subject: string; sender: string; recipients: string }>(
    "SELECT subject, from_name || ' ' || from_address AS sender, recipients FROM messages WHERE seq = ?",
    [message],
  );
  if (row === undefined) return;
  const patients = (parsed.xdm?.documents ?? []).map(({ cda, patientId }) => {
    const patient = cda?.header.patient;
    return `${patientId.split("^")[0] ?? ""} ${patient?.ins?.matricule ?? ""} ${patient?.birthName ?? ""} ${patient?.usedName ?? ""} ${patient?.names ?? ""} ${patient?.firstName ?? ""}`;
  });
  reindexWords(store, message, {
    subject: row.subject,
    sender: row.sender,
    recipients: row.recipients.replace(/[^\p{L}\p{N}@.'-]+/gu, " "),
    body: parsed.text,
    files: parsed.parts.map(({ name }) => name).join(" "),
    documents: parsed.searchText,
    patient: patients.join(" "),
    types: (parsed.xdm?.documents ?? [])
      .map(({ type, classCode, title }) => `${type.label} ${type.code} ${classCode.label} ${title}`)
      .join(" "),
  });
}

/** Notes that a body cannot be had, so that it is not asked for again. */
export function setBodyState(
  store: Store,
  messageId: MessageId,
  state: Exclude<MessageView["bodyState"], "stored">,
): void {
  store.run("UPDATE messages SET body_state = ? WHERE id = ?", [state, messageId]);
}

/** Raw bytes of a message, null while they are not here. */
export function messageSource(store: Store, id: MessageId): Uint8Array | null {
  return (
    store.get<{ raw: Uint8Array }>("SELECT raw FROM sources WHERE message = ?", [seqOf(store, "messages", id)])?.raw ??
    null
  );
}

/** Where a message can be fetched from, null when no folder of the server holds it (or not yet). The inbox first. */
export function remoteLocation(
  store: Store,
  id: MessageId,
): { readonly mailboxId: MailboxId; readonly path: string; readonly uid: number } | null {
  const row = store.get<{ mailbox: string; path: string; uid: number }>(
    `SELECT b.id AS mailbox, f.path, p.uid FROM placements p JOIN folders f ON f.seq = p.folder JOIN mailboxes b ON b.seq = f.mailbox
     WHERE p.message = ? AND p.uid IS NOT NULL ORDER BY p.state = 'leaving', f.bit LIMIT 1`,
    [seqOf(store, "messages", id)],
  );
  return row === undefined ? null : { mailboxId: row.mailbox as MailboxId, path: row.path, uid: row.uid };
}

/** Messages of a conversation whose body is still to be fetched, newest first. */
export function messagesWithoutBody(store: Store, conversationId: string): readonly MessageId[] {
  return store
    .all<{ id: string }>(
      `SELECT m.id FROM messages m WHERE m.conversation = ? AND m.body_state = 'not-fetched' AND m.roles & ${SHOWN} ORDER BY m.date DESC`,
      [seqOf(store, "conversations", conversationId)],
    )
    .map(({ id }) => id as MessageId);
}

/** Messages of a conversation whose archive was left unopened before the reason was kept; saving their body again takes them out. */
export function unjudgedArchives(store: Store, conversationId: string): readonly MessageId[] {
  return store
    .all<{ id: MessageId }>(
      "SELECT m.id FROM unjudged_archives u JOIN messages m ON m.seq = u.message WHERE m.conversation = ? ORDER BY m.seq",
      [seqOf(store, "conversations", conversationId)],
    )
    .map(({ id }) => id);
}

/** The newest messages of a mailbox, not older than `since` (ISO), whose body is still to be fetched, with where to fetch it. */
export function pendingBodies(
  store: Store,
  mailboxId: MailboxId,
  limit: number,
  since = "",
): readonly { readonly messageId: MessageId; readonly path: string; readonly uid: number; readonly size: number }[] {
  return store.all<{ messageId: MessageId; path: string; uid: number; size: number }>(
    `SELECT m.id AS messageId, m.size, f.path, p.uid FROM messages m INDEXED BY messages_without_body
       JOIN placements p ON p.seq = (SELECT q.seq FROM placements q WHERE q.message = m.seq AND q.uid IS NOT NULL AND q.state = 'here' LIMIT 1) JOIN folders f ON f.seq = p.folder
     WHERE m.mailbox = ? AND m.body_state = 'not-fetched' AND m.roles & ${SHOWN} AND m.date >= ? ORDER BY m.date DESC LIMIT ?`,
    [mailboxKey(store, mailboxId).seq, since, limit],
  );
}

const NEVER_READ = `m.body_state = 'not-fetched' AND m.roles & ${SHOWN} AND NOT EXISTS (SELECT 1 FROM bodies b WHERE b.message = m.seq)`;

/** How many messages of a mailbox (of all, for null) were never read here: only their headers can be searched. */
export function neverRead(store: Store, mailboxId: MailboxId | null): number {
  const mailbox = mailboxId === null ? null : mailboxKey(store, mailboxId).seq;
  const row = store.get<{ total: number }>(
    `SELECT count(*) AS total FROM messages m WHERE ${NEVER_READ} AND (? IS NULL OR m.mailbox = ?)`,
    [mailbox, mailbox],
  );
  return row?.total ?? 0;
}

/** Those of some places on the server that were never read here. */
export function neverReadAt(
  store: Store,
  mailboxId: MailboxId,
  path: string,
  uids: readonly number[],
): readonly MessageId[] {
  return store
    .all<{ id: MessageId }>(
      `SELECT m.id FROM messages m JOIN placements p ON p.message = m.seq JOIN folders f ON f.seq = p.folder
       WHERE f.mailbox = ? AND f.path = ? AND p.uid IN (SELECT value FROM json_each(?)) AND ${NEVER_READ} ORDER BY m.date DESC`,
      [mailboxKey(store, mailboxId).seq, path, JSON.stringify(uids)],
    )
    .map(({ id }) => id);
}

/** The part that an opaque id names: its message and its place in the MIME tree. */
export function part(
  store: Store,
  id: PartId,
): {
  readonly messageId: MessageId;
  readonly index: number;
  readonly name: string;
  readonly mimeType: string;
  readonly size: number;
  readonly dangerous: boolean;
} | null {
  const row = store.get<{
    messageId: MessageId;
    position: number;
    name: string;
    mime_type: string;
    size: number;
    dangerous: number;
  }>(
    "SELECT m.id AS messageId, p.position, p.name, p.mime_type, p.size, p.dangerous FROM parts p JOIN messages m ON m.seq = p.message WHERE p.id = ?",
    [id],
  );
  return row === undefined
    ? null
    : {
        messageId: row.messageId,
        index: row.position,
        name: row.name,
        mimeType: row.mime_type,
        size: row.size,
        dangerous: row.dangerous === 1,
      };
}
