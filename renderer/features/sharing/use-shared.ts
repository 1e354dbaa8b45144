import { useCallback } from "react";
import type { MailboxId } from "#shared/domain/ids";
import { useQueryOf } from "../../bridge";

/** Tells whether several people work in a mailbox: any but a personal one. With null: whether any is. */
export function useShared(): (mailboxId: MailboxId | null) => boolean {
  const mailboxes = useQueryOf("mailboxes.list", undefined).data;
  return useCallback(
    (mailboxId) => (mailboxes ?? []).some(({ id, kind }) => kind !== "PER" && (mailboxId === null || id === mailboxId)),
    [mailboxes],
  );
}
