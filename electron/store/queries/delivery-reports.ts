import type { Address, DeliveryReport, Receipt } from "#shared/domain/message";
import type { Store } from "../open";

/** What came back of a message that we sent, recipient by recipient, oldest first; nothing of somebody it was not written to. */
export function deliveryReports(store: Store, message: number): readonly DeliveryReport[] {
  const rows = store.all<{ receipt: string; at: string }>(
    `SELECT b.receipt, r.at FROM messages m JOIN receipts r ON r.mailbox = m.mailbox AND r.original_id = m.message_id
       JOIN bodies b ON b.message = r.message WHERE m.seq = ? AND b.receipt IS NOT NULL ORDER BY r.at LIMIT ${MOST_REPORTS}`,
    [message],
  );
  if (rows.length === 0) return [];
  const written = recipientsOf(store, message);
  return rows
    .flatMap(({ receipt, at }) => told(JSON.parse(receipt) as Receipt).map((one) => ({ ...one, at })))
    .filter(({ recipient }) => written.has(recipient.toLowerCase()));
}

const MOST_REPORTS = 200;

function told(receipt: Receipt): readonly Omit<DeliveryReport, "at">[] {
  const { recipient } = receipt;
  if (receipt.kind === "delivery") return [{ recipient, action: receipt.action }, ...(receipt.others ?? [])];
  return receipt.failure === null && receipt.disposition === "displayed" ? [{ recipient, action: "displayed" }] : [];
}

/** Those it was written to, hidden ones too where it left from here. */
function recipientsOf(store: Store, message: number): ReadonlySet<string> {
  const row = store.get<{ recipients: string; envelope: string | null }>(
    "SELECT m.recipients, o.envelope FROM messages m LEFT JOIN outbox o ON o.message = m.seq WHERE m.seq = ? ORDER BY o.seq DESC LIMIT 1",
    [message],
  );
  const shown = JSON.parse(row?.recipients ?? "{}") as { to?: Address[]; cc?: Address[] };
  const left = JSON.parse(row?.envelope ?? "{}") as { to?: string[] };
  const all = [...(shown.to ?? []), ...(shown.cc ?? [])].map(({ address }) => address);
  return new Set([...all, ...(left.to ?? [])].map((address) => address.toLowerCase()));
}
