import type { ImapFlow } from "imapflow";
import { PliError } from "#shared/domain/failure";
import { refusalOf } from "./failure";
import { MAX_SOURCE_BYTES } from "./fetch-source";
import { accepted, openFolder } from "./open-folder";
import type { AppendRequest } from "./ports";
import type { WorkConnection } from "./work-connection";

/**
 * Files a message in a folder, made if it is missing, and gives its UID where the server tells it (UIDPLUS). Never done twice by itself:
 * after a lost connection it rejects with `offline` and `findMessage` tells whether it was filed.
 */
export async function appendMessage(
  work: WorkConnection,
  { path, raw, flags, date }: AppendRequest,
): Promise<{ readonly uid: number | null }> {
  return work.run((client) => appendTo(client, { path, raw, flags, ...(date === undefined ? {} : { date }) }), 0);
}

/** Appends on a connection, making the folder that is missing. */
export async function appendTo(
  client: ImapFlow,
  { path, raw, flags, date }: Omit<AppendRequest, "mailboxId">,
): Promise<{ readonly uid: number | null }> {
  if (raw.byteLength > MAX_SOURCE_BYTES) throw new PliError("too-big");
  const when = date === undefined || Number.isNaN(Date.parse(date)) ? undefined : new Date(date);
  const append = async (): Promise<{ readonly uid: number | null }> => {
    const answer = accepted(client, await client.append(path, Buffer.from(raw), [...flags], when));
    return { uid: answer.uid ?? null };
  };
  try {
    return await append();
  } catch (error) {
    if (!client.usable || refusalOf(error).code !== "folder-gone") throw error;
    await client.mailboxCreate(path);
    return append();
  }
}

/** The UID of the message of that Message-ID in a folder, the latest if several, or null. */
export function findMessage(work: WorkConnection, path: string, messageId: string): Promise<number | null> {
  return work.run(async (client) => {
    await openFolder(client, path, null);
    // Another session may have filed it since the folder was selected: the server says so on any command.
    await client.noop();
    const found = accepted(client, await client.search({ header: { "Message-ID": messageId } }, { uid: true }));
    return exactMatch(client, found.toSorted((a, b) => b - a).slice(0, 20), messageId);
  }, 1);
}

/** SEARCH HEADER matches a part of the field (RFC 3501 §6.4.4): only the whole identifier counts. */
async function exactMatch(client: ImapFlow, uids: readonly number[], messageId: string): Promise<number | null> {
  for (const uid of uids) {
    const message = await client.fetchOne(`${uid}`, { envelope: true }, { uid: true });
    if (message !== false && message?.envelope?.messageId === messageId) return uid;
  }
  return null;
}
