import type { Handlers } from "#shared/contract/index";
import { PliError } from "#shared/domain/failure";
import type { MailboxId } from "#shared/domain/ids";
import { readReplyTo } from "#shared/rules/reply-to";
import { isInTrustSpace } from "#shared/rules/trust-space";
import { isUnder } from "#shared/rules/address";
import { knownMailbox } from "./known-mailbox";
import type { Services } from "./services";
import { keptWhiteList } from "./white-list";

const keyOf = (id: MailboxId): string => `reply-to:${id}`;

/** Where answers to the messages of a mailbox are asked to go (ECO.2.2.5). */
export function replyToHandlers(services: Services): Pick<Handlers, "mailboxes.replyTo" | "mailboxes.setReplyTo"> {
  return {
    "mailboxes.replyTo": async ({ mailboxId }) => ({ address: await replyToOf(services, mailboxId) }),
    "mailboxes.setReplyTo": async ({ mailboxId, address }) => {
      const { address: own } = await knownMailbox(services, mailboxId);
      const list = (await keptWhiteList(services.store)) ?? undefined;
      const now = services.platform.clock().getTime();
      const { trustedDomains } = services.environment();
      const read = readReplyTo(
        address,
        own,
        (domain) => isUnder(domain, trustedDomains) || isInTrustSpace(domain, list, now),
      );
      if (!read.ok) throw new PliError(read.code);
      await services.store.get().setSetting(keyOf(mailboxId), read.address);
      services.changed("mailboxes");
      return { address: read.address };
    },
  };
}

/** The address kept for a mailbox, null when answers come to itself. */
export async function replyToOf({ store }: Pick<Services, "store">, id: MailboxId): Promise<string | null> {
  const kept = await store.get().getSetting(keyOf(id));
  return typeof kept === "string" ? kept : null;
}
