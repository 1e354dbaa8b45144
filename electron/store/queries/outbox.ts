import type { Draft, OutboxItem } from "#shared/domain/draft";
import type { ConversationId, DraftId, MailboxId, MessageId, OutboxId } from "#shared/domain/ids";
import type { Address } from "#shared/domain/message";
import type { OutgoingMessage } from "#shared/domain/sync";
import type { Store } from "../open";
import { StoreError } from "../store-error";
import { draft } from "./drafts";
import { mailboxKey, ROLE_BITS, seqOf, utc } from "./lookup";
import { insertMessage } from "./messages";
import { rememberRecipient } from "./recipients";
import { applyReceipts } from "./receipts";
import { refreshConversations } from "./summary";
import { reindexWords } from "./words";
import { normalMessageId } from "#shared/rules/threading";
import { firstCharacters, singleLine } from "#shared/rules/fold";

/** A message handed over: its bytes exist before the network is touched. */
export type Handover = {
  readonly draftId: DraftId;
  readonly mailboxId: MailboxId;
  readonly outgoing: OutgoingMessage;
  /** ISO: not before. */
  readonly sendAt: string;
  readonly fin: boolean;
  readonly subject: string;
  readonly to: readonly Address[];
  readonly cc?: readonly Address[];
};

/** `filing`: accepted by the operator, its copy in Sent still to be made sure of; a person sees it as sent. */
type QueueState = OutboxItem["state"] | "filing";

/** What an attempt changed. */
export type OutboxChange = {
  readonly state: QueueState;
  readonly attempts?: number;
  readonly sendAt?: string;
  readonly failure?: string | null;
};

type OutboxRow = {
  readonly seq: number;
  readonly id: string;
  readonly draft_id: string;
  readonly mailbox_id: string;
  readonly message: number;
  readonly envelope: string;
  readonly subject: string;
  readonly recipients: string;
  readonly state: string;
  readonly send_at: string;
  readonly attempts: number;
  readonly failure: string | null;
};

const ITEM = "SELECT o.*, b.id AS mailbox_id FROM outbox o JOIN mailboxes b ON b.seq = o.mailbox";

/** Keeps the bytes with their Message-ID and shows the message in its conversation at once. The draft stays, hidden, until the message is sent. */
export function enqueue(store: Store, handed: Handover): OutboxItem {
  return store.transaction(() => {
    const written = draft(store, handed.draftId);
    if (store.run("UPDATE drafts SET queued = 1 WHERE id = ? AND queued = 0", [handed.draftId]).changes === 0)
      throw new StoreError("refused", { about: "drafts" });
    const mailbox = mailboxKey(store, handed.mailboxId);
    const made = insertMessage(store, mailbox, localMessage(store, handed, written));
    store.run("INSERT INTO sources (message, raw) VALUES (?, ?)", [made.seq, handed.outgoing.raw]);
    store.run("INSERT INTO bodies (message, text, html, mss, receipt_asked_by) VALUES (?, ?, NULL, ?, ?)", [
      made.seq,
      written.text,
      JSON.stringify({ nil: null, ins: null, codeCda: [], mes: handed.fin ? "FIN" : null }),
      "",
    ]);
    store.run("UPDATE messages SET body_state = 'stored', preview = ? WHERE seq = ?", [
      firstCharacters(singleLine(written.text.slice(0, 2000)), 180),
      made.seq,
    ]);
    indexLocal(store, made.seq, handed, written);
    for (const [index, file] of written.attachments.entries()) {
      store.run(
        "INSERT INTO parts (id, message, position, name, mime_type, size, sha256, content_id, inline, dangerous) VALUES (?, ?, ?, ?, ?, ?, '', NULL, 0, 0)",
        [store.newId(), made.seq, -1 - index, file.name, file.mimeType, file.size],
      );
    }
    const id = store.newId() as OutboxId;
    store.run(
      "INSERT INTO outbox (id, draft_id, mailbox, message, envelope, subject, recipients, state, send_at, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      [
        id,
        handed.draftId,
        mailbox.seq,
        made.seq,
        JSON.stringify({ ...handed.outgoing.envelope, messageId: handed.outgoing.messageId }),
        handed.subject,
        JSON.stringify(handed.to),
        "waiting",
        utc(handed.sendAt, store.now().toISOString()),
        store.now().toISOString(),
      ],
    );
    refreshConversations(store, [
      made.conversation,
      ...applyReceipts(store, mailbox.seq, normalMessageId(handed.outgoing.messageId)),
      ...answered(store, handed.draftId),
    ]);
    return outboxItem(store, id);
  });
}

function localMessage(store: Store, handed: Handover, written: Draft): Parameters<typeof insertMessage>[2] {
  const now = store.now().toISOString();
  const own = store.get<{ from_label: string; address: string }>(
    "SELECT from_label, address FROM mailboxes WHERE id = ?",
    [handed.mailboxId],
  );
  const answers =
    written.answers === null
      ? undefined
      : store.get<{ message_id: string; refs: string }>("SELECT message_id, refs FROM messages WHERE id = ?", [
          written.answers,
        ]);
  return {
    messageId: handed.outgoing.messageId,
    inReplyTo: answers?.message_id ?? "",
    references: answers === undefined ? [] : [...(JSON.parse(answers.refs) as string[]), answers.message_id],
    date: now,
    receivedAt: now,
    subject: handed.subject,
    from: { name: own?.from_label ?? "", address: own?.address ?? handed.outgoing.envelope.from },
    to: handed.to,
    cc: handed.cc ?? written.cc,
    replyTo: [],
    size: handed.outgoing.raw.byteLength,
    fin: handed.fin,
    looksXdm: false,
    attachments: written.attachments.length,
    outgoing: true,
    flags: ["\\Seen"],
    roles: ROLE_BITS.local,
    folder: "sent",
  };
}

function indexLocal(store: Store, message: number, handed: Handover, written: Draft): void {
  reindexWords(store, message, {
    subject: handed.subject,
    sender: "",
    recipients: [...handed.to, ...written.cc].map(({ name, address }) => `${name} ${address}`).join(" "),
    body: written.text,
    files: written.attachments.map(({ name }) => name).join(" "),
    documents: "",
    patient: "",
    types: "",
  });
}

function answered(store: Store, draftId: DraftId): readonly number[] {
  return store
    .all<{ conversation: number }>("SELECT conversation FROM drafts WHERE id = ? AND conversation IS NOT NULL", [
      draftId,
    ])
    .map(({ conversation }) => conversation);
}

/** What may be attempted now: waiting or to retry, or to be verified first; the one to leave first comes first. */
export function dueOutbox(store: Store, now: string): readonly OutboxItem[] {
  return store
    .all<OutboxRow>(
      `${ITEM} WHERE o.state IN ('waiting', 'retry', 'to-verify') AND o.send_at <= ? ORDER BY o.send_at, o.seq`,
      [utc(now, now)],
    )
    .map(asItem);
}

/** Notes where an item stands. A sent or failed item does not come back by itself (`retryOutbox`). */
export function setOutbox(store: Store, id: OutboxId, change: OutboxChange): OutboxItem {
  return store.transaction(() => {
    store.run(
      "UPDATE outbox SET state = ?, attempts = coalesce(?, attempts), send_at = coalesce(?, send_at), failure = ?, changed_at = ? WHERE id = ?",
      [
        change.state,
        change.attempts ?? null,
        change.sendAt === undefined ? null : utc(change.sendAt, change.sendAt),
        change.failure ?? null,
        store.now().toISOString(),
        id,
      ],
    );
    if (change.state === "sent" || change.state === "filing") settle(store, id);
    return outboxItem(store, id);
  });
}

/** The server took it: the draft has done its work, and its recipients are remembered. The Sent copy merges with it when it comes. */
export function markSent(store: Store, id: OutboxId, at: string): OutboxItem {
  return store.transaction(() => {
    store.run("UPDATE outbox SET state = 'sent', failure = NULL, changed_at = ? WHERE id = ?", [
      utc(at, store.now().toISOString()),
      id,
    ]);
    settle(store, id);
    return outboxItem(store, id);
  });
}

function settle(store: Store, id: OutboxId): void {
  const item = outboxItem(store, id);
  store.run("DELETE FROM drafts WHERE id = ? AND queued = 1", [item.draftId]);
  for (const { address, name } of item.to) rememberRecipient(store, address, name, store.now().toISOString());
  const row = store.get<{ conversation: number }>(
    "SELECT m.conversation FROM outbox o JOIN messages m ON m.seq = o.message WHERE o.id = ?",
    [id],
  );
  if (row !== undefined) refreshConversations(store, [row.conversation]);
}

/** One item, or `no-such`. */
export function outboxItem(store: Store, id: OutboxId): OutboxItem {
  const row = store.get<OutboxRow>(`${ITEM} WHERE o.id = ?`, [id]);
  if (row === undefined) throw new StoreError("no-such", { about: "outbox" });
  return asItem(row);
}

/** What has not left yet, and what was sent in the last day, newest first. */
export function listOutbox(store: Store): readonly OutboxItem[] {
  const yesterday = new Date(store.now().getTime() - 86_400_000).toISOString();
  return store
    .all<OutboxRow>(`${ITEM} WHERE o.state <> 'sent' OR o.changed_at > ? ORDER BY o.seq DESC LIMIT 500`, [yesterday])
    .map(asItem);
}

/** The bytes to submit with their Message-ID and envelope. */
export function outboxBytes(store: Store, id: OutboxId): OutgoingMessage {
  const row = store.get<{ envelope: string; raw: Uint8Array }>(
    "SELECT o.envelope, s.raw FROM outbox o JOIN sources s ON s.message = o.message WHERE o.id = ?",
    [id],
  );
  if (row === undefined) throw new StoreError("no-such", { about: "outbox" });
  const { messageId, from, to } = JSON.parse(row.envelope) as { messageId: string; from: string; to: string[] };
  return { messageId, envelope: { from, to }, raw: row.raw };
}

/** Takes a message back to its draft while nothing was sent: waiting, or refused for good. Anything else is `refused`. */
export function undoOutbox(store: Store, id: OutboxId): Draft {
  return store.transaction(() => {
    const item = outboxItem(store, id);
    if (item.state !== "waiting" && item.state !== "failed") throw new StoreError("refused", { about: "outbox" });
    const row = store.get<{ message: number; conversation: number }>(
      "SELECT o.message, m.conversation FROM outbox o JOIN messages m ON m.seq = o.message WHERE o.id = ?",
      [id],
    );
    if (row !== undefined) {
      store.run("DELETE FROM message_words WHERE rowid = ?", [row.message]);
      store.run(
        "DELETE FROM thread_ids WHERE conversation = ? AND message_id = (SELECT message_id FROM messages WHERE seq = ?)",
        [row.conversation, row.message],
      );
      store.run("DELETE FROM messages WHERE seq = ?", [row.message]);
    }
    store.run("UPDATE drafts SET queued = 0, updated_at = ? WHERE id = ?", [store.now().toISOString(), item.draftId]);
    refreshConversations(store, [...(row === undefined ? [] : [row.conversation]), ...answered(store, item.draftId)]);
    return draft(store, item.draftId);
  });
}

/** Where a sent item ended, or shows already. */
export function outboxConversation(store: Store, id: OutboxId): { readonly id: ConversationId | null } {
  const row = store.get<{ id: string }>(
    "SELECT c.id FROM outbox o JOIN messages m ON m.seq = o.message JOIN conversations c ON c.seq = m.conversation WHERE o.seq = ?",
    [seqOf(store, "outbox", id)],
  );
  return { id: row === undefined ? null : (row.id as ConversationId) };
}

/** The message that an item shows as; saving its parsed bytes (`saveBody`) gives it its parts and documents. */
export function outboxMessage(store: Store, id: OutboxId): { readonly messageId: MessageId } {
  const row = store.get<{ id: string }>(
    "SELECT m.id FROM outbox o JOIN messages m ON m.seq = o.message WHERE o.id = ?",
    [id],
  );
  if (row === undefined) throw new StoreError("no-such", { about: "outbox" });
  return { messageId: row.id as MessageId };
}

/** After a crash: what was being sent may have left. It is verified in Sent before any second attempt. */
export function recoverOutbox(store: Store): void {
  store.run("UPDATE outbox SET state = 'to-verify', failure = 'interrupted', changed_at = ? WHERE state = 'sending'", [
    store.now().toISOString(),
  ]);
}

function asItem(row: OutboxRow): OutboxItem {
  return {
    id: row.id as OutboxId,
    draftId: row.draft_id as DraftId,
    mailboxId: row.mailbox_id as MailboxId,
    subject: row.subject,
    to: JSON.parse(row.recipients) as Address[],
    state: shownAs(row.state as QueueState),
    sendAt: row.send_at,
    attempts: row.attempts,
    failure: row.failure,
  };
}

function shownAs(state: QueueState): OutboxItem["state"] {
  return state === "filing" ? "sent" : state;
}

/** Everything the queue still has to do something about, whatever its date, in the order it is to leave. */
export function pendingOutbox(store: Store): readonly {
  readonly id: OutboxId;
  readonly mailboxId: MailboxId;
  readonly state: "waiting" | "sending" | "retry" | "to-verify" | "filing";
  readonly attempts: number;
  readonly sendAt: string;
}[] {
  return store.all(
    `SELECT o.id, b.id AS mailboxId, o.state, o.attempts, o.send_at AS sendAt FROM outbox o JOIN mailboxes b ON b.seq = o.mailbox
     WHERE o.state IN ('waiting', 'sending', 'retry', 'to-verify', 'filing') ORDER BY o.send_at, o.seq`,
    [],
  );
}
