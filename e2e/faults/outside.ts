import { ImapFlow } from "imapflow";
import type { SpaceOfTrust } from "../servers/space-of-trust";

/** Every message of a folder on Dovecot, read by another client than ours. */
export function messagesOn(space: SpaceOfTrust, address: string, folder = "INBOX"): Promise<readonly string[]> {
  return inFolder(space, address, folder, async (client) => {
    const all = await client.fetchAll("1:*", { source: true });
    return all.map(({ source }) => (source?.toString("latin1") ?? "").replaceAll("=\r\n", ""));
  });
}

/** The subject and the flags of every message of a folder on Dovecot, read by another client than ours. */
export function placesOn(
  space: SpaceOfTrust,
  address: string,
  folder: string,
): Promise<readonly { readonly subject: string; readonly flags: ReadonlySet<string> }[]> {
  return inFolder(space, address, folder, async (client) => {
    const all = await client.fetchAll("1:*", { envelope: true, flags: true });
    return all.map(({ envelope, flags }) => ({ subject: envelope?.subject ?? "", flags: flags ?? new Set() }));
  });
}

async function inFolder<Value>(
  space: SpaceOfTrust,
  address: string,
  folder: string,
  read: (client: ImapFlow) => Promise<readonly Value[]>,
): Promise<readonly Value[]> {
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
    return exists === 0 ? [] : await read(client);
  } finally {
    await client.logout();
  }
}
