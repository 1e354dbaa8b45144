import type { Draft, OutboxItem } from "#shared/domain/draft";
import type { ConversationId, DraftId, MailboxId, MessageId, OutboxId } from "#shared/domain/ids";
import type { Address } from "#shared/domain/message";
import type { OutgoingMessage } from "#shared/domain/sync";
import type { Store } from "../open";
import { StoreError } from "../store-error";
import { draft } from "./drafts";
import { seqOf, utc } from "./lookup";
import { type LeavingMessage, putOut } from "./outgoing";
import { rememberRecipient } from "./recipients";
import { applyReceipts } from "./receipts";
import { keepScans } from "./scans";
import { refreshConversations } from "./summary";
import { normalMessageId } from "#shared/rules/threading";

/** A message handed over: its bytes exist before the network is touched. */
export type Handover = {
  readonly draftId: DraftId;
  readonly mailboxId: MailboxId;
  readonly outgoing: OutgoingMessage;
  /** ISO: not before. */
  readonly sendAt: string;
  /** Keys of the points that the person confirmed. */
  readonly confirmed?: readonly string[];
  readonly fin: boolean;
  readonly subject: string;
  readonly to: readonly Address[];
  readonly cc?: readonly Address[];
};

/** A report of integration failure about a received message. */
export type Report = Pick<LeavingMessage, "mailboxId" | "outgoing" | "sendAt" | "subject" | "to" | "text"> & {
  readonly about: MessageId;
  readonly code: string;
};

/** `filing`: accepted by the operator, its copy in Sent still to be made sure of; a person sees it as sent. */
type QueueState = OutboxItem["state"] | "filing";

/** What an attempt changed. */
export type OutboxChange = {
  readonly state: QueueState;
  readonly attempts?: number;
  readonly sendAt?: string;
  readonly failure?: string | null;
  /** Nothing changes where it stands elsewhere. */
  readonly onlyFrom?: QueueState;
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

/** Keeps the bytes with their Message-ID, on the disk itself, and shows the message in its conversation at once. The draft stays, hidden, until the message is sent. */
export function enqueue(store: Store, handed: Handover): OutboxItem {
  return store.durable(() => {
    const written = draft(store, handed.draftId);
    if (store.run("UPDATE drafts SET queued = 1 WHERE id = ? AND queued = 0", [handed.draftId]).changes === 0)
      throw new StoreError("refused", { about: "drafts" });
    const put = putOut(store, {
      ...handed,
      cc: handed.cc ?? written.cc,
      text: written.text,
      answers: written.answers,
      files: written.attachments,
    });
    keepScans(store, handed.draftId, put.seq);
    refreshConversations(store, [
      put.conversation,
      ...applyReceipts(store, put.mailbox.seq, normalMessageId(handed.outgoing.messageId)),
      ...answered(store, handed.draftId),
    ]);
    return outboxItem(store, put.id);
  });
}

/** Keeps a report of integration failure in the queue (UX.11). A message is reported once: a second report is `refused`. */
export function enqueueReport(store: Store, report: Report): OutboxItem {
  return store.durable(() => {
    const about = seqOf(store, "messages", report.about);
    if (store.get("SELECT 1 FROM failure_reports WHERE message = ?", [about]) !== undefined)
      throw new StoreError("refused", { about: "failure_reports" });
    const { about: answers, code, ...message } = report;
    const put = putOut(store, { ...message, draftId: null, cc: [], fin: false, answers, files: [] });
    store.run("INSERT INTO failure_reports (message, outbox, code, at) VALUES (?, ?, ?, ?)", [
      about,
      put.seq,
      code,
      store.now().toISOString(),
    ]);
    refreshConversations(store, [put.conversation]);
    return outboxItem(store, put.id);
  });
}

/** How many reports were written to an address since a moment (ISO). */
export function reportsSince(store: Store, address: string, since: string): number {
  const row = store.get<{ count: number }>(
    `SELECT count(*) AS count FROM failure_reports r JOIN outbox o ON o.seq = r.outbox, json_each(o.recipients) t
     WHERE r.at > ? AND lower(t.value ->> 'address') = lower(?)`,
    [since, address],
  );
  return row?.count ?? 0;
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
      "UPDATE outbox SET state = ?, attempts = coalesce(?, attempts), send_at = coalesce(?, send_at), failure = ?, changed_at = ? WHERE id = ? AND state = coalesce(?, state)",
      [
        change.state,
        change.attempts ?? null,
        change.sendAt === undefined ? null : utc(change.sendAt, change.sendAt),
        change.failure ?? null,
        store.now().toISOString(),
        id,
        change.onlyFrom ?? null,
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
  store.run("DELETE FROM drafts WHERE id = ? AND queued = 1", [item.draftId ?? ""]);
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
  const { messageId, ...envelope } = JSON.parse(row.envelope) as { messageId: string } & OutgoingMessage["envelope"];
  return { messageId, envelope, raw: row.raw };
}

/** Takes a message back to its draft, on the disk itself, while nothing was sent: waiting, to be tried again, or refused for good. Anything else, or a report, is `refused`. */
export function undoOutbox(store: Store, id: OutboxId): Draft {
  return store.durable(() => {
    const { draftId } = outboxItem(store, id);
    if (draftId === null) throw new StoreError("refused", { about: "outbox" });
    const touched = takeBack(store, id);
    store.run("UPDATE drafts SET queued = 0, updated_at = ? WHERE id = ?", [store.now().toISOString(), draftId]);
    refreshConversations(store, [...touched, ...answered(store, draftId)]);
    return draft(store, draftId);
  });
}

/** Takes a report back while nothing was sent: the message it is about can be reported again. Anything else is `refused`. */
export function undoReport(store: Store, id: OutboxId): void {
  store.durable(() => {
    if (outboxItem(store, id).draftId !== null) throw new StoreError("refused", { about: "outbox" });
    refreshConversations(store, takeBack(store, id));
  });
}

/** Removes what waits to leave and its message; gives the conversation it was in. */
function takeBack(store: Store, id: OutboxId): readonly number[] {
  const { state } = outboxItem(store, id);
  if (state !== "waiting" && state !== "retry" && state !== "failed")
    throw new StoreError("refused", { about: "outbox" });
  const row = store.get<{ message: number; conversation: number }>(
    "SELECT o.message, m.conversation FROM outbox o JOIN messages m ON m.seq = o.message WHERE o.id = ?",
    [id],
  );
  if (row === undefined) return [];
  store.run("DELETE FROM message_words WHERE rowid = ?", [row.message]);
  store.run(
    "DELETE FROM thread_ids WHERE conversation = ? AND message_id = (SELECT message_id FROM messages WHERE seq = ?)",
    [row.conversation, row.message],
  );
  store.run("DELETE FROM messages WHERE seq = ?", [row.message]);
  return [row.conversation];
}

/** Where a sent item ended, or shows already. */
export function outboxConversation(store: Store, id: OutboxId): { readonly id: ConversationId | null } {
  const row = store.get<{ id: string }>(
    "SELECT c.id FROM outbox o JOIN messages m ON m.seq = o.message JOIN conversations c ON c.seq = m.conversation WHERE o.seq = ?",
    [seqOf(store, "outbox", id)],
  );
  return { id: row === undefined ? null : (row.id as ConversationId) };
}

/** The message that an item shows as, with its Message-ID; saving its parsed bytes (`saveBody`) gives it its parts and documents. */
export function outboxMessage(store: Store, id: OutboxId): { readonly messageId: MessageId; readonly header: string } {
  const row = store.get<{ id: string; header: string }>(
    "SELECT m.id, m.message_id AS header FROM outbox o JOIN messages m ON m.seq = o.message WHERE o.id = ?",
    [id],
  );
  if (row === undefined) throw new StoreError("no-such", { about: "outbox" });
  return { messageId: row.id as MessageId, header: row.header };
}

/** After a crash: what was being sent may have left. It is verified in Sent before any second attempt. */
export function recoverOutbox(store: Store): void {
  store.run("UPDATE outbox SET state = 'to-verify', failure = 'interrupted', changed_at = ? WHERE state = 'sending'", [
    store.now().toISOString(),
  ]);
}

/** In a restored backup: what had not left then may have left since. It is looked for in Sent, and never sent again by itself. */
export function doubtOutbox(store: Store): number {
  const now = store.now().toISOString();
  return store.durable(
    () =>
      store.run(
        "UPDATE outbox SET state = 'to-verify', failure = 'restored', send_at = ?, changed_at = ? WHERE state IN ('waiting', 'retry', 'sending')",
        [now, now],
      ).changes,
  );
}

function asItem(row: OutboxRow): OutboxItem {
  return {
    id: row.id as OutboxId,
    draftId: row.draft_id === "" ? null : (row.draft_id as DraftId),
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
  /** ISO: when it came to this state. */
  readonly since: string;
}[] {
  return store.all(
    `SELECT o.id, b.id AS mailboxId, o.state, o.attempts, o.send_at AS sendAt, o.changed_at AS since FROM outbox o JOIN mailboxes b ON b.seq = o.mailbox
     WHERE o.state IN ('waiting', 'sending', 'retry', 'to-verify', 'filing') ORDER BY o.send_at, o.seq`,
    [],
  );
}
