import type { MailboxView } from "#shared/contract/accounts";
import type { MailboxId } from "#shared/domain/ids";
import { useQueryOf } from "../../bridge";

/** Whether a mailbox (null: one of them) is still being asked what came: nothing found in it means nothing yet. */
export function useReceiving(mailboxId: MailboxId | null): boolean {
  return isReceiving(useQueryOf("mailboxes.list", undefined).data ?? [], mailboxId);
}

/** The same, of mailboxes that are at hand. */
export const isReceiving = (
  mailboxes: readonly Pick<MailboxView, "id" | "connection">[],
  mailboxId: MailboxId | null,
): boolean =>
  mailboxes.some(
    ({ id, connection }) =>
      (mailboxId === null || id === mailboxId) && (connection.state === "connecting" || connection.state === "syncing"),
  );
