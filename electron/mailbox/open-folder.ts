import type { ImapFlow, MailboxObject } from "imapflow";
import { PliError } from "#shared/domain/failure";

/** Selects a folder unless it is already; `gone` when its UIDs are no longer those that the store knows (UIDVALIDITY, RFC 3501 §2.3.1.1). */
export async function openFolder(client: ImapFlow, path: string, uidValidity: string | null): Promise<MailboxObject> {
  const selected = client.mailbox;
  const box = selected !== false && selected.path === path ? selected : await client.mailboxOpen(path);
  if (uidValidity !== null && String(box.uidValidity) !== uidValidity) throw new PliError("gone", { about: "folder" });
  return box;
}

/** Throws what a command means that imapflow answered with `false` instead of rejecting. */
export function accepted<Value>(client: ImapFlow, answer: Value | false | undefined): Value {
  if (answer !== false && answer !== undefined) return answer;
  throw client.usable ? new PliError("operation-refused") : new PliError("offline", { retry: true });
}
