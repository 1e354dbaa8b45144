import type { MailboxId } from "#shared/domain/ids";
import type { StoreClient } from "../store/serve";
import type { Gate } from "./gate";
import type { OperatorLinks } from "./operator-links";

/** The token of one mailbox for one authentication, from the provider it trusts and from no other; `fresh`: the last one was refused. */
export type MailboxToken = (mailboxId: MailboxId, fresh: boolean) => Promise<string>;

/** By the session of the mailbox at its own operator where it opens so, else by `psc`, which no such mailbox ever reaches. */
export function mailboxToken(ports: {
  readonly store: Pick<Gate<Pick<StoreClient, "mailboxServers">>, "get">;
  readonly links: Pick<OperatorLinks, "lentTo" | "token">;
  readonly psc: MailboxToken;
}): MailboxToken {
  const { store, links, psc } = ports;
  return async (mailboxId, fresh) => {
    const auth = links.lentTo(mailboxId) ?? (await store.get().mailboxServers(mailboxId))?.auth;
    return auth?.kind === "operator-ciba" ? links.token(mailboxId, auth, fresh) : psc(mailboxId, fresh);
  };
}
