import type { ConversationId, MailboxId, MessageId } from "#shared/domain/ids";
import type { EnvelopeRecord, SyncBatch } from "#shared/domain/sync";
import { normalMessageId } from "#shared/rules/threading";
import type { Store } from "../open";
import { StoreError } from "../store-error";
import { setFlags } from "./flags";
import type { FolderKey, MailboxKey } from "./lookup";
import { folderKey, mailboxKey } from "./lookup";
import { identityOf, insertMessage } from "./messages";
import { mergeSentCopy } from "./outbox-merge";
import { clearFolder, dropEmptyOperations, place, refreshRoles } from "./placements";
import { applyReceipts } from "./receipts";
import { refreshConversations } from "./summary";

/** A message stored for the first time by a batch. */
export type AddedMessage = {
  readonly messageId: MessageId;
  readonly uid: number;
  readonly conversationId: ConversationId;
};

type Work = {
  readonly store: Store;
  readonly mailbox: MailboxKey;
  readonly folder: FolderKey;
  readonly touched: Set<number>;
  readonly added: { seq: number; uid: number }[];
};

/**
 * Applies a step of synchronisation with the folder's cursor in one transaction. Copies of one message in several folders are one message
 * with several places; what was moved elsewhere keeps its body, documents and filing. `added` tells the messages that were new here.
 */
export function applyBatch(
  store: Store,
  mailboxId: MailboxId,
  batch: SyncBatch,
): { readonly added: readonly AddedMessage[]; readonly changed: boolean } {
  return store.transaction(() => {
    const mailbox = mailboxKey(store, mailboxId);
    const folder = folderKey(store, mailbox.seq, batch.path);
    if (folder === null) throw new StoreError("no-such", { about: "folder" });
    const work: Work = { store, mailbox, folder, touched: new Set(), added: [] };
    const loose = [...(batch.reset ? clearFolder(store, folder.seq) : []), ...remove(work, batch.removed)];
    for (const record of batch.added) add(work, record);
    for (const { uid, flags } of batch.flags) changeFlags(work, uid, flags);
    for (const message of loose) work.touched.add(refreshRoles(store, message));
    saveCursor(store, folder, batch);
    refreshConversations(store, work.touched);
    return { added: work.added.flatMap(({ seq, uid }) => describe(store, seq, uid)), changed: work.touched.size > 0 };
  });
}

function describe(store: Store, seq: number, uid: number): readonly AddedMessage[] {
  const row = store.get<{ id: string; conversation: string }>(
    "SELECT m.id, c.id AS conversation FROM messages m JOIN conversations c ON c.seq = m.conversation WHERE m.seq = ?",
    [seq],
  );
  return row === undefined
    ? []
    : [{ messageId: row.id as MessageId, uid, conversationId: row.conversation as ConversationId }];
}

function remove({ store, folder }: Work, uids: readonly number[]): readonly number[] {
  const messages = uids.flatMap((uid) => {
    const row = store.get<{ seq: number; message: number }>(
      "SELECT seq, message FROM placements WHERE folder = ? AND uid = ?",
      [folder.seq, uid],
    );
    if (row === undefined) return [];
    store.run("DELETE FROM placements WHERE seq = ?", [row.seq]);
    return [row.message];
  });
  if (messages.length > 0) dropEmptyOperations(store);
  return messages;
}

function add(work: Work, record: EnvelopeRecord): void {
  const { store, mailbox, folder } = work;
  const outgoing = isOutgoing(mailbox, folder, record);
  if (store.get("SELECT 1 FROM placements WHERE folder = ? AND uid = ?", [folder.seq, record.uid]) !== undefined)
    return changeFlags(work, record.uid, record.flags);
  const known = (outgoing ? mergeSentCopy(store, mailbox.seq, folder.role, record) : null) ?? sameMessage(work, record);
  if (known === null) {
    const made = insertMessage(store, mailbox, {
      ...record,
      fin: record.mes === "FIN",
      outgoing,
      roles: folder.bit,
      folder: folder.role,
    });
    place(store, made.seq, folder.seq, record.uid);
    work.added.push({ seq: made.seq, uid: record.uid });
    work.touched.add(made.conversation);
    if (outgoing)
      for (const conversation of applyReceipts(store, mailbox.seq, normalMessageId(record.messageId)))
        work.touched.add(conversation);
    return;
  }
  place(store, known, folder.seq, record.uid);
  if (outgoing) store.run("UPDATE messages SET outgoing = 1 WHERE seq = ? AND outgoing = 0", [known]);
  changeFlags(work, record.uid, record.flags);
  work.touched.add(refreshRoles(store, known));
}

/** Ours by its place, or by its author where strangers cannot deliver. */
function isOutgoing(mailbox: MailboxKey, folder: FolderKey, record: EnvelopeRecord): boolean {
  if (folder.role === "sent" || folder.role === "drafts") return true;
  return folder.role !== "inbox" && folder.role !== "junk" && record.from.address.toLowerCase() === mailbox.address;
}

/** The same message known elsewhere in the mailbox. Without a Message-ID, two in one folder are two. */
function sameMessage({ store, mailbox, folder }: Work, record: EnvelopeRecord): number | null {
  const row = store.get<{ seq: number; message_id: string }>(
    "SELECT seq, message_id FROM messages WHERE mailbox = ? AND identity = ? ORDER BY seq LIMIT 1",
    [mailbox.seq, identityOf(record)],
  );
  if (row === undefined) return null;
  if (row.message_id !== "") return row.seq;
  const here = store.get("SELECT 1 FROM placements WHERE message = ? AND folder = ? AND uid IS NOT NULL", [
    row.seq,
    folder.seq,
  ]);
  return here === undefined ? row.seq : null;
}

function changeFlags({ store, folder, touched }: Work, uid: number, flags: readonly string[]): void {
  const row = store.get<{ seq: number; message: number }>(
    "SELECT seq, message FROM placements WHERE folder = ? AND uid = ?",
    [folder.seq, uid],
  );
  if (row === undefined) return;
  const conversation = setFlags(store, row.message, row.seq, flags);
  if (conversation !== null) touched.add(conversation);
}

function saveCursor(store: Store, folder: FolderKey, { cursor }: SyncBatch): void {
  store.run("UPDATE folders SET uid_validity = ?, highest_uid = ?, lowest_uid = ?, mod_seq = ? WHERE seq = ?", [
    cursor.uidValidity,
    cursor.highestUid,
    cursor.lowestUid,
    cursor.modSeq,
    folder.seq,
  ]);
}
