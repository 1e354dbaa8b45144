import { ImapFlow } from "imapflow";
import { resolveHost } from "#shared/domain/environment";
import type { RemoteSpace } from "../../servers/remote-space";

/** A message read from the real server by another client than ours. */
export type SeenMessage = { readonly headers: ReadonlyMap<string, string>; readonly source: string };

/** Waits for the message that carries `text` in the recipient's inbox on Dovecot, and gives its headers (folding undone). */
export async function sentToPatient(space: RemoteSpace, address: string, text: string): Promise<SeenMessage> {
  const client = await outsideClient(space, address);
  try {
    await client.mailboxOpen("INBOX");
    for (let turn = 0; turn < 100; turn += 1) {
      for await (const message of client.fetch("1:*", { source: true })) {
        const source = message.source?.toString("utf8") ?? "";
        if (source.replaceAll(/=\r\n/gu, "").includes(text.slice(-13))) return { headers: headersOf(source), source };
      }
      await new Promise((resolve) => setTimeout(resolve, 500));
      await client.noop();
    }
    throw new Error("the message never came");
  } finally {
    await client.logout();
  }
}

/** A client of another make, signed in to that mailbox on Dovecot. */
export async function outsideClient(space: RemoteSpace, address: string): Promise<ImapFlow> {
  const host = imapHost(space);
  const accessToken = await space.token(address);
  const client = new ImapFlow({
    host: host.address,
    port: host.port,
    servername: host.name,
    secure: false,
    doSTARTTLS: true,
    tls: { ca: [...space.environment.anchorsPem] },
    auth: { user: address, accessToken },
    logger: false,
  });
  await client.connect();
  return client;
}

function imapHost(space: RemoteSpace): { readonly name: string; readonly address: string; readonly port: number } {
  const name = Object.keys(space.environment.hosts ?? {}).find((key) => key.startsWith("imap."));
  const found = name === undefined ? null : resolveHost(space.environment, name, 143);
  if (name === undefined || found?.kind !== "mapped") throw new Error("no IMAP host in the environment");
  return { name, ...found.place };
}

/** The header fields of a message by their lower-case name, folding undone; of two of one name the last. */
export function headersOf(source: string): ReadonlyMap<string, string> {
  const head = source.slice(0, source.indexOf("\r\n\r\n")).replaceAll(/\r\n[ \t]+/gu, " ");
  return new Map(
    head
      .split("\r\n")
      .map((line) => [line.slice(0, line.indexOf(":")).toLowerCase(), line.slice(line.indexOf(":") + 1).trim()]),
  );
}
