import type { BounceReason, Receipt } from "#shared/domain/message";
import { normalMessageId } from "#shared/rules/threading";
import type { Store } from "../open";

type Outcome = "read" | "delivered" | "not-integrated" | "bounced" | "delayed";

/**
 * Keeps what a receipt says of a message we sent, found by its Message-ID even when the Sent copy comes later. A receipt about somebody we did not
 * write to is kept as a message but says nothing. Gives the conversations that changed; the receipt joins that of its original.
 */
export function saveReceipt(store: Store, message: number, receipt: Receipt): readonly number[] {
  const row = store.get<{ mailbox: number; conversation: number; date: string }>(
    "SELECT mailbox, conversation, date FROM messages WHERE seq = ?",
    [message],
  );
  const original = normalMessageId(receipt.originalMessageId);
  if (row === undefined || original === "") return [];
  const { outcome, reason } = outcomeOf(receipt);
  const code = receipt.kind === "read" ? (receipt.failure?.code ?? "") : "";
  store.run(
    `INSERT INTO receipts (mailbox, original_id, message, recipient, outcome, reason, code, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (message) DO UPDATE SET original_id = excluded.original_id, recipient = excluded.recipient, outcome = excluded.outcome,
       reason = excluded.reason, code = excluded.code`,
    [row.mailbox, original, message, receipt.recipient.toLowerCase().slice(0, 320), outcome, reason, code, row.date],
  );
  return applyReceipts(store, row.mailbox, original);
}

/** Carries the receipts about a Message-ID to the message we sent, when both are here. */
export function applyReceipts(store: Store, mailbox: number, originalId: string): readonly number[] {
  if (originalId === "") return [];
  const waiting = store.get("SELECT 1 FROM receipts WHERE mailbox = ? AND original_id = ? LIMIT 1", [
    mailbox,
    originalId,
  ]);
  if (waiting === undefined) return [];
  const sent = store.get<{ seq: number; conversation: number }>(
    "SELECT seq, conversation FROM messages WHERE mailbox = ? AND message_id = ? AND outgoing = 1 LIMIT 1",
    [mailbox, originalId],
  );
  if (sent === undefined) return [];
  const about = receiptsOf(store, sent.seq);
  store.run("UPDATE messages SET bounced = ? WHERE seq = ?", [
    Number(about.some(({ outcome }) => outcome === "bounced")),
    sent.seq,
  ]);
  for (const { outcome, recipient } of about) {
    if (outcome === "bounced" && recipient !== "")
      store.run("UPDATE recipients SET bounced = 1 WHERE address = ?", [recipient]);
  }
  const elsewhere = store.all<{ seq: number; conversation: number }>(
    "SELECT m.seq, m.conversation FROM receipts r JOIN messages m ON m.seq = r.message WHERE r.mailbox = ? AND r.original_id = ? AND m.conversation <> ?",
    [mailbox, originalId, sent.conversation],
  );
  for (const receipt of elsewhere)
    store.run("UPDATE messages SET conversation = ? WHERE seq = ?", [sent.conversation, receipt.seq]);
  return [sent.conversation, ...elsewhere.map(({ conversation }) => conversation)];
}

/** Receipts about a sent message that name one of its recipients, or nobody; oldest first. */
export function receiptsOf(
  store: Store,
  sent: number,
): readonly {
  readonly outcome: Outcome;
  readonly reason: BounceReason;
  /** Code of the integration failure, empty when none was given. */
  readonly code: string;
  readonly recipient: string;
  readonly at: string;
}[] {
  return store.all(
    `SELECT r.outcome, r.reason, r.code, r.recipient, r.at FROM messages m JOIN receipts r ON r.mailbox = m.mailbox AND r.original_id = m.message_id
     WHERE m.seq = ? AND (r.recipient = '' OR EXISTS (SELECT 1 FROM outbox o, json_each(o.envelope, '$.to') e WHERE o.message = m.seq AND lower(e.value) = r.recipient)
       OR EXISTS (SELECT 1 FROM json_each(m.recipients, '$.to') e WHERE lower(e.value ->> '$.address') = r.recipient)
       OR EXISTS (SELECT 1 FROM json_each(m.recipients, '$.cc') e WHERE lower(e.value ->> '$.address') = r.recipient))
     ORDER BY r.at`,
    [sent],
  );
}

function outcomeOf(receipt: Receipt): { readonly outcome: Outcome; readonly reason: BounceReason } {
  if (receipt.kind === "read" && receipt.failure !== null) return { outcome: "not-integrated", reason: "none" };
  if (receipt.kind === "read")
    return { outcome: receipt.disposition === "displayed" ? "read" : "delivered", reason: "none" };
  switch (receipt.action) {
    case "failed":
      return { outcome: "bounced", reason: receipt.reason };
    case "delayed":
      return { outcome: "delayed", reason: receipt.reason };
    case "delivered":
    case "relayed":
    case "expanded":
      return { outcome: "delivered", reason: "none" };
  }
}
