import type { MailboxView } from "#shared/contract/accounts";
import type { MailboxId } from "#shared/domain/ids";
import { useQueryOf, useSession } from "../../bridge";

/** Whether a mailbox (null: one of them) is still being asked what came: nothing found in it means nothing yet. */
export function useReceiving(mailboxId: MailboxId | null): boolean {
  const isSignedIn = useSession()?.state === "signed-in";
  const mailboxes = useQueryOf("mailboxes.list", undefined).data ?? [];
  return mailboxes.some(
    (mailbox) => (mailboxId === null || mailbox.id === mailboxId) && isReceiving(mailbox, isSignedIn),
  );
}

/** The same, of one mailbox; just signed in, one that waits for nothing more of the person is about to be. */
export function isReceiving(
  { connection, asks }: Pick<MailboxView, "connection" | "asks">,
  isSignedIn: boolean,
): boolean {
  switch (connection.state) {
    case "connecting":
    case "syncing":
      return true;
    case "ready":
      return false;
    case "offline":
      return isSignedIn && connection.reason === "signed-out" && asks === null;
  }
}
