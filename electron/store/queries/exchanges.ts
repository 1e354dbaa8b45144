import type { MailboxId, MessageId } from "#shared/domain/ids";
import type { Colleague } from "#shared/domain/message";
import type { Store } from "../open";
import { LIVE, mailboxKey } from "./lookup";
import { colleague } from "./people";

/** Those of the patients (matricules) whose exchange with this mailbox is closed: a message without FIN would reopen it (ECO.2.2.8). */
export function closedExchanges(store: Store, mailboxId: MailboxId, matricules: readonly string[]): readonly string[] {
  return store
    .all<{ matricule: string }>(
      "SELECT matricule FROM conversations WHERE mailbox = ? AND exchange = 'closed' AND matricule IN (SELECT value FROM json_each(?))",
      [mailboxKey(store, mailboxId).seq, JSON.stringify(matricules)],
    )
    .map(({ matricule }) => matricule);
}

/** Who takes care of the conversation of a message, when it is somebody else than who signed in; null otherwise. */
export function takenElsewhere(store: Store, message: MessageId): Colleague | null {
  const row = store.get<{ taken: string }>(
    "SELECT c.taken FROM messages m JOIN conversations c ON c.seq = m.conversation WHERE m.id = ?",
    [message],
  );
  const taker = colleague(store, row?.taken ?? "");
  return taker === null || taker.mine ? null : taker;
}

/** ISO date of the last answer to a message that left the mailbox from elsewhere than here: a colleague, another computer. Null for none. */
export function answeredElsewhere(store: Store, message: MessageId): string | null {
  const row = store.get<{ date: string | null }>(
    `SELECT max(a.date) AS date FROM messages m JOIN messages a ON a.conversation = m.conversation AND a.in_reply_to = m.message_id
     WHERE m.id = ? AND m.message_id <> '' AND a.outgoing = 1 AND a.receipt = 0 AND a.roles & ${LIVE}
       AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.message = a.seq)`,
    [message],
  );
  return row?.date ?? null;
}
