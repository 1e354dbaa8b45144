import type { FolderRole } from "#shared/domain/mailbox";
import type { EnvelopeRecord } from "#shared/domain/sync";
import { normalMessageId } from "#shared/rules/threading";
import type { Store } from "../open";
import { ROLE_BITS, utc } from "./lookup";
import { identityOf } from "./messages";

/**
 * The message of the outbox that this copy in a folder is, by its Message-ID, or null. It takes the copy's identity and no longer needs the outbox
 * to be seen; a doubt (`to-verify`) is lifted when the copy lies in Sent.
 */
export function mergeSentCopy(store: Store, mailbox: number, role: FolderRole, record: EnvelopeRecord): number | null {
  const id = normalMessageId(record.messageId);
  if (id === "") return null;
  const ours = store.get<{ seq: number }>(
    `SELECT seq FROM messages WHERE mailbox = ? AND message_id = ? AND outgoing = 1 AND roles & ${ROLE_BITS.local} LIMIT 1`,
    [mailbox, id],
  );
  if (ours === undefined) return null;
  const at = utc(record.date, record.receivedAt);
  store.run(
    `UPDATE messages SET identity = ?, date = ?, header_date = ?, received_at = ?, size = ?, roles = roles & ~${ROLE_BITS.local} WHERE seq = ?`,
    [identityOf(record), at, at, utc(record.receivedAt, at), record.size, ours.seq],
  );
  if (role === "sent")
    store.run(
      "UPDATE outbox SET state = 'sent', failure = NULL, changed_at = ? WHERE message = ? AND state = 'to-verify'",
      [store.now().toISOString(), ours.seq],
    );
  return ours.seq;
}
