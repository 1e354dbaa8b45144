import type { ConversationId, MailboxId } from "#shared/domain/ids";
import type { ConversationRow } from "#shared/domain/message";

/** What the gesture does to some conversations: those it concerns, whether they are taken or let go, and whether all are taken over from colleagues. */
export type Taking = { readonly ids: readonly ConversationId[]; readonly taken: boolean; readonly over: boolean };

/** What taking in charge would do to these rows: they are let go once all are mine. Null where none is in a shared mailbox. */
export function takingOf(
  rows: readonly Pick<ConversationRow, "id" | "mailboxId" | "takenBy">[],
  shared: (mailboxId: MailboxId) => boolean,
): Taking | null {
  const those = rows.filter(({ mailboxId }) => shared(mailboxId));
  if (those.length === 0) return null;
  return {
    ids: those.map(({ id }) => id),
    taken: !those.every(({ takenBy }) => takenBy?.mine === true),
    over: those.every(({ takenBy }) => takenBy !== null && !takenBy.mine),
  };
}
