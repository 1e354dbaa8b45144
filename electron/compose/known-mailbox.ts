import { PliError } from "#shared/domain/failure";
import type { MailboxId } from "#shared/domain/ids";
import type { Services } from "./services";

/** Tells whether a mailbox exists in this profile before anything is asked of it. */
export async function knownMailbox(services: Services, mailboxId: MailboxId) {
  const mailbox = (await services.store.get().listMailboxes()).find((one) => one.id === mailboxId);
  if (mailbox === undefined) throw new PliError("not-found");
  return mailbox;
}
