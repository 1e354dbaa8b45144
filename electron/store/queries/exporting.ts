import type { ConversationId, FolderId, MailboxId, MessageId } from "#shared/domain/ids";
import type { Store } from "../open";
import { seqOf, SHOWN } from "./lookup";

/** What is exported: a conversation, or a folder of a mailbox. */
export type ExportScope =
  | { readonly kind: "conversation"; readonly id: ConversationId }
  | { readonly kind: "folder"; readonly id: FolderId };

/** A message to export, oldest first; `date` is ISO, `from` and `to` as a person reads them. */
export type ExportedMessage = {
  readonly id: MessageId;
  readonly mailboxId: MailboxId;
  readonly messageId: string;
  readonly date: string;
  readonly subject: string;
  readonly from: string;
  readonly to: string;
};

/** The messages of a scope, those of another place of the same conversation left out for a folder. */
export function messagesToExport(store: Store, scope: ExportScope): readonly ExportedMessage[] {
  const columns = `SELECT m.id, b.id AS mailboxId, m.message_id AS messageId, m.date, m.subject, trim(m.from_name || ' <' || m.from_address || '>') AS "from",
       (SELECT coalesce(group_concat(r.value ->> 'address', ', '), '') FROM json_each(m.recipients, '$.to') r) AS "to"
     FROM messages m JOIN mailboxes b ON b.seq = m.mailbox`;
  if (scope.kind === "conversation")
    return store.all(`${columns} WHERE m.conversation = ? AND m.roles & ${SHOWN} ORDER BY m.date, m.seq`, [
      seqOf(store, "conversations", scope.id),
    ]);
  return store.all(
    `${columns} JOIN placements p ON p.message = m.seq JOIN folders f ON f.seq = p.folder
     WHERE f.id = ? AND p.state <> 'leaving' ORDER BY m.date, m.seq`,
    [scope.id],
  );
}
