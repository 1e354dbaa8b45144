import type { ImapFlow, MailboxObject } from "imapflow";
import { PliError } from "#shared/domain/failure";

/**
 * Selects a folder unless it is already; `gone` when its UIDs are no longer those that the store knows (UIDVALIDITY, RFC 3501 §2.3.1.1).
 * `newest`: the highest UID about to be named. A session that selected the folder before that message came does not know it
 * until the server may say so (RFC 3501 §7): without the NOOP its UID would be answered as if it were gone.
 */
export async function openFolder(
  client: ImapFlow,
  path: string,
  uidValidity: string | null,
  newest = 0,
): Promise<MailboxObject> {
  const selected = client.mailbox;
  const isOpen = selected !== false && selected.path === path;
  const box = isOpen ? selected : await client.mailboxOpen(path);
  if (isOpen && newest >= box.uidNext) await client.noop();
  if (uidValidity !== null && String(box.uidValidity) !== uidValidity) throw new PliError("gone", { about: "folder" });
  return box;
}

/** Throws what a command means that imapflow answered with `false` instead of rejecting. */
export function accepted<Value>(client: ImapFlow, answer: Value | false | undefined): Value {
  if (answer !== false && answer !== undefined) return answer;
  throw client.usable ? new PliError("operation-refused") : new PliError("offline", { retry: true });
}
