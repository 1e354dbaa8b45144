import type { ConversationId, MessageId } from "#shared/domain/ids";
import type { CorrespondentKind } from "#shared/domain/message";
import { readableLabel } from "#shared/rules/from-label";
import type { Store } from "../open";
import { ROLE_BITS } from "./lookup";

/** A message that came in, as far as a notice of the system may need it. */
export type ArrivedMessage = {
  readonly conversationId: ConversationId;
  readonly kind: CorrespondentKind;
  readonly name: string;
};

const MOVED_BY_RULE =
  "EXISTS (SELECT 1 FROM ruled d WHERE d.message = m.seq AND d.folder IS NOT NULL AND d.undone_at IS NULL)";

/** Of these messages, those that are new to the person: received, in an inbox or where a rule put them, unread, not before `since` (ISO), and no rule says that they are not announced. */
export function arrivedMessages(store: Store, ids: readonly MessageId[], since: string): readonly ArrivedMessage[] {
  // One question for all of them: a first synchronisation tells of thousands.
  const rows = store.all<{ conversation: string; sender_kind: string; from_name: string; from_address: string }>(
    `SELECT c.id AS conversation, m.sender_kind, m.from_name, m.from_address
     FROM json_each(?) told JOIN messages m ON m.id = told.value JOIN conversations c ON c.seq = m.conversation
     WHERE m.outgoing = 0 AND m.seen = 0 AND m.receipt = 0 AND (m.roles & ${ROLE_BITS.inbox} OR ${MOVED_BY_RULE}) AND m.received_at >= ?
       AND NOT EXISTS (SELECT 1 FROM ruled d WHERE d.message = m.seq AND d.silent = 1 AND d.undone_at IS NULL) ORDER BY told.key`,
    [JSON.stringify(ids), since],
  );
  return rows.map((row) => ({
    conversationId: row.conversation as ConversationId,
    kind: row.sender_kind as CorrespondentKind,
    name: readableLabel(row.from_name) || row.from_address,
  }));
}
