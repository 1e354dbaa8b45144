import type { MailboxId } from "#shared/domain/ids";
import type { Store } from "../open";
import { mailboxKey } from "./lookup";

/** Those of the patients (matricules) whose exchange with this mailbox is closed: a message without FIN would reopen it (ECO.2.2.8). */
export function closedExchanges(store: Store, mailboxId: MailboxId, matricules: readonly string[]): readonly string[] {
  return store
    .all<{ matricule: string }>(
      "SELECT matricule FROM conversations WHERE mailbox = ? AND exchange = 'closed' AND matricule IN (SELECT value FROM json_each(?))",
      [mailboxKey(store, mailboxId).seq, JSON.stringify(matricules)],
    )
    .map(({ matricule }) => matricule);
}
