import type { OutboxItem } from "#shared/domain/draft";
import type { MessageId } from "#shared/domain/ids";
import type { Store } from "../open";
import { StoreError } from "../store-error";
import { changeFlags } from "./flags";
import { seqOf } from "./lookup";
import { queueOperation } from "./operations";
import { outboxItem } from "./outbox";
import { type LeavingMessage, putOut } from "./outgoing";
import { refreshConversations } from "./summary";

/** Keyword of a message whose receipt was sent or refused: every client that shares the mailbox leaves it alone (RFC 3503). */
const MDN_SENT = "$MDNSent";

/** A read receipt about a received message. */
export type ReadReceipt = Pick<LeavingMessage, "mailboxId" | "outgoing" | "sendAt" | "subject" | "to" | "text"> & {
  readonly about: MessageId;
};

/** Keeps a read receipt in the queue and notes that it was answered, in one step: a second one is `refused`. */
export function enqueueReceipt(store: Store, receipt: ReadReceipt): OutboxItem {
  return store.transaction(() => {
    const { about, ...message } = receipt;
    if (isAnswered(flagsOf(store, about))) throw new StoreError("refused", { about: "receipts" });
    settleReceipt(store, about);
    const put = putOut(store, { ...message, draftId: null, cc: [], fin: false, answers: about, files: [] });
    refreshConversations(store, [put.conversation]);
    return outboxItem(store, put.id);
  });
}

/** How many receipts were written to an address since a moment (ISO). */
export function receiptsSince(store: Store, address: string, since: string): number {
  const row = store.get<{ count: number }>(
    `SELECT count(*) AS count FROM outbox o, json_each(o.recipients) t
     WHERE o.draft_id = '' AND o.changed_at > ? AND lower(t.value ->> 'address') = lower(?)
       AND NOT EXISTS (SELECT 1 FROM failure_reports r WHERE r.outbox = o.seq)`,
    [since, address],
  );
  return row?.count ?? 0;
}

/** Notes, here at once and on the server when it can, that the receipt asked by a message is settled. */
export function settleReceipt(store: Store, about: MessageId): void {
  store.transaction(() => {
    const message = seqOf(store, "messages", about);
    changeFlags(store, message, [MDN_SENT], []);
    for (const { seq, folder, mailbox } of store.all<{ seq: number; folder: number; mailbox: number }>(
      "SELECT p.seq, p.folder, f.mailbox FROM placements p JOIN folders f ON f.seq = p.folder WHERE p.message = ? AND p.state <> 'leaving'",
      [message],
    ))
      queueOperation(store, {
        mailbox,
        folder,
        kind: "flags",
        target: null,
        add: [MDN_SENT],
        remove: [],
        placements: [seq],
      });
  });
}

/** Whether the flags of a message say that its receipt is settled; keywords have no case (RFC 3501 §2.3.2). */
export const isAnswered = (flags: readonly string[]): boolean =>
  flags.some((flag) => flag.toLowerCase() === MDN_SENT.toLowerCase());

function flagsOf(store: Store, id: MessageId): readonly string[] {
  const row = store.get<{ flags: string }>("SELECT flags FROM messages WHERE id = ?", [id]);
  return row === undefined ? [] : (JSON.parse(row.flags) as string[]);
}
