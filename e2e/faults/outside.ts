import { ImapFlow } from "imapflow";
import type { SpaceOfTrust } from "../servers/space-of-trust";

/** Every message of a folder on Dovecot, read by another client than ours. */
export async function messagesOn(space: SpaceOfTrust, address: string, folder = "INBOX"): Promise<readonly string[]> {
  const client = new ImapFlow({
    host: "127.0.0.1",
    port: space.dovecot.ports.imap,
    servername: "imap.essai.mssante.fr",
    secure: false,
    doSTARTTLS: true,
    tls: { ca: [...space.environment.anchorsPem] },
    auth: { user: address, accessToken: await space.token(address) },
    logger: false,
  });
  await client.connect();
  try {
    const { exists } = await client.mailboxOpen(folder);
    if (exists === 0) return [];
    const all = await client.fetchAll("1:*", { source: true });
    return all.map(({ source }) => (source?.toString("latin1") ?? "").replaceAll("=\r\n", ""));
  } finally {
    await client.logout();
  }
}
