import type { ConversationId, MailboxId, MessageId } from "#shared/domain/ids";
import type { EnvelopeRecord, PackedBatch, SyncBatch } from "#shared/domain/sync";
import { openBatch } from "#shared/rules/packed-batch";
import { normalMessageId } from "#shared/rules/threading";
import type { Store } from "../open";
import { StoreError } from "../store-error";
import { setFlags } from "./flags";
import type { FolderKey, MailboxKey } from "./lookup";
import { folderKey, mailboxKey } from "./lookup";
import { identityOf, insertThreaded, type NewMessage } from "./messages";
import { mergeSentCopy } from "./outbox-merge";
import { clearFolder, dropEmptyOperations, forgetArrivals, place, placeNew, refreshRoles } from "./placements";
import { applyReceipts } from "./receipts";
import { refreshConversations } from "./summary";
import { type ThreadIds, threadIds } from "./thread-ids";

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
  /** UIDs of the batch that the folder holds already. */
  readonly placed: Set<number>;
  /** Messages of the mailbox by the identity of those of the batch, the first known one. */
  readonly known: Map<string, Twin>;
  readonly threads: ThreadIds;
};

type Twin = { readonly seq: number; readonly message_id: string };

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
    if (batch.keywords !== undefined)
      store.run("UPDATE folders SET keywords = ? WHERE seq = ?", [Number(batch.keywords), folder.seq]);
    const touched = new Set<number>();
    const loose = [...(batch.reset ? clearFolder(store, folder.seq) : []), ...remove({ store, folder }, batch.removed)];
    const added = batch.added.map((record) => ({ record, identity: identityOf(record) }));
    const threads = threadIds(store, mailbox.seq, batch.added);
    const work: Work = {
      store,
      mailbox,
      folder,
      touched,
      added: [],
      threads,
      ...before(store, mailbox, folder, added),
    };
    for (const { record, identity } of added) add(work, record, identity);
    threads.save();
    for (const { uid, flags } of batch.flags) changeFlags(work, uid, flags);
    for (const message of loose) work.touched.add(refreshRoles(store, message));
    saveCursor(store, folder, batch);
    refreshConversations(store, work.touched);
    return { added: describe(store, work.added), changed: work.touched.size > 0 };
  });
}

/** The same for a batch that came from another process; `added` says less, for it goes back there. */
export function applyPacked(
  store: Store,
  mailboxId: MailboxId,
  batch: PackedBatch,
): { readonly added: readonly MessageId[]; readonly changed: boolean } {
  const { added, changed } = applyBatch(store, mailboxId, openBatch(batch));
  return { added: added.map(({ messageId }) => messageId), changed };
}

type Known = Pick<Work, "placed" | "known">;

/** What the store holds of a batch before it, asked once for all. */
function before(
  store: Store,
  mailbox: MailboxKey,
  folder: FolderKey,
  added: readonly { readonly record: EnvelopeRecord; readonly identity: string }[],
): Known {
  const uids = JSON.stringify(added.map(({ record }) => record.uid));
  const identities = JSON.stringify(added.map(({ identity }) => identity));
  const placed = store.all<{ uid: number }>(
    "SELECT uid FROM placements WHERE folder = ? AND uid IN (SELECT value FROM json_each(?))",
    [folder.seq, uids],
  );
  const known = new Map<string, Twin>();
  const rows = store.all<Twin & { identity: string }>(
    "SELECT identity, seq, message_id FROM messages WHERE mailbox = ? AND identity IN (SELECT value FROM json_each(?)) ORDER BY seq",
    [mailbox.seq, identities],
  );
  for (const { identity, ...twin } of rows) if (!known.has(identity)) known.set(identity, twin);
  return { placed: new Set(placed.map(({ uid }) => uid)), known };
}

function describe(store: Store, added: Work["added"]): readonly AddedMessage[] {
  if (added.length === 0) return [];
  const rows = store.all<{ seq: number; id: MessageId; conversation: ConversationId }>(
    `SELECT m.seq, m.id, c.id AS conversation FROM messages m JOIN conversations c ON c.seq = m.conversation
     WHERE m.seq IN (SELECT value FROM json_each(?))`,
    [JSON.stringify(added.map(({ seq }) => seq))],
  );
  const bySeq = new Map(rows.map((row) => [row.seq, row]));
  return added.flatMap(({ seq, uid }) => {
    const row = bySeq.get(seq);
    return row === undefined ? [] : [{ messageId: row.id, uid, conversationId: row.conversation }];
  });
}

function remove({ store, folder }: Pick<Work, "store" | "folder">, uids: readonly number[]): readonly number[] {
  const messages = uids.flatMap((uid) => {
    const row = store.get<{ seq: number; message: number; state: string }>(
      "SELECT seq, message, state FROM placements WHERE folder = ? AND uid = ?",
      [folder.seq, uid],
    );
    if (row === undefined) return [];
    store.run("DELETE FROM placements WHERE seq = ?", [row.seq]);
    // Another computer moved it first: what this one was going to move does not arrive.
    if (row.state === "leaving") forgetArrivals(store, row.message);
    return [row.message];
  });
  if (messages.length > 0) dropEmptyOperations(store);
  return messages;
}

function add(work: Work, record: EnvelopeRecord, identity: string): void {
  const { store, mailbox, folder } = work;
  const outgoing = isOutgoing(mailbox, folder, record);
  if (work.placed.has(record.uid)) return changeFlags(work, record.uid, record.flags);
  work.placed.add(record.uid);
  const known =
    (outgoing ? mergeSentCopy(store, mailbox.seq, folder.role, record) : null) ?? sameMessage(work, identity);
  if (known === null) {
    const made = insertThreaded(store, mailbox, newMessage(record, outgoing, folder), {
      identity,
      threads: work.threads,
    });
    if (!work.known.has(identity))
      work.known.set(identity, { seq: made.seq, message_id: normalMessageId(record.messageId) });
    placeNew(store, made.seq, folder.seq, record.uid);
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

function newMessage(record: EnvelopeRecord, outgoing: boolean, folder: FolderKey): NewMessage {
  return {
    messageId: record.messageId,
    inReplyTo: record.inReplyTo,
    references: record.references,
    date: record.date,
    receivedAt: record.receivedAt,
    subject: record.subject,
    from: record.from,
    to: record.to,
    cc: record.cc,
    replyTo: record.replyTo,
    size: record.size,
    fin: record.mes === "FIN",
    looksXdm: record.looksXdm,
    attachments: record.attachments,
    outgoing,
    flags: record.flags,
    roles: folder.bit,
    folder: folder.role,
  };
}

/** Ours by its place, or by its author where strangers cannot deliver. */
function isOutgoing(mailbox: MailboxKey, folder: FolderKey, record: EnvelopeRecord): boolean {
  if (folder.role === "sent" || folder.role === "drafts") return true;
  return folder.role !== "inbox" && folder.role !== "junk" && record.from.address.toLowerCase() === mailbox.address;
}

/** The same message known elsewhere in the mailbox. Without a Message-ID, two in one folder are two. */
function sameMessage({ store, folder, known }: Work, identity: string): number | null {
  const twin = known.get(identity);
  if (twin === undefined) return null;
  if (twin.message_id !== "") return twin.seq;
  const here = store.get("SELECT 1 FROM placements WHERE message = ? AND folder = ? AND uid IS NOT NULL", [
    twin.seq,
    folder.seq,
  ]);
  return here === undefined ? twin.seq : null;
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
