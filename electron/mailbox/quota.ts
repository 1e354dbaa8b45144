import type { WorkConnection } from "./work-connection";

/** How full a mailbox is, in bytes. */
export type MailboxQuota = { readonly used: number; readonly limit: number };

/** What the server says of the room of a mailbox (RFC 9208), null where it does not offer QUOTA or sets no limit. Rejects like every task. */
export function askQuota(work: WorkConnection): Promise<MailboxQuota | null> {
  return work.run(async (client) => {
    if (!client.capabilities.has("QUOTA")) return null;
    const answer = await client.getQuota("INBOX");
    if (answer === false || answer === undefined) return null;
    const { usage, limit } = answer.storage ?? {};
    return usage === undefined || limit === undefined || limit <= 0 || usage < 0 ? null : { used: usage, limit };
  }, 1);
}
