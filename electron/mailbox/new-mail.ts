import { packBatch } from "#shared/rules/packed-batch";
import { ENVELOPE_QUERY, envelopeRecord } from "./envelope-record";
import { isWhole } from "./fetch-envelopes";
import { type FolderLook, keepsKeywords } from "./sync-folder";
import { isUid } from "./uid-set";

/** More at once than a look takes in one batch. */
const MOST = 500;

/**
 * Brings the messages that the server has just told of in the selected folder, in one round trip: the mod-sequence stays where it was, so
 * that the next look tells whatever else changed. False, with nothing lost, where only a look can tell: the folder is not open, not wholly known,
 * or its count does not add up. `answered` bounds the wait for the server.
 */
export async function bringNew(
  { client, mailboxId, path, host, memory }: Pick<FolderLook, "client" | "mailboxId" | "path" | "host" | "memory">,
  answered: <Value>(asked: Promise<Value>) => Promise<Value>,
): Promise<boolean> {
  const { mailbox: box } = client;
  const { cursor, expected } = memory;
  if (box === false || box.path !== path || cursor === null || expected === null) return false;
  if (cursor.lowestUid !== 1 || cursor.uidValidity !== String(box.uidValidity)) return false;
  if (box.exists - expected > MOST) return false;
  const fetched = await answered(client.fetchAll(`${cursor.highestUid + 1}:*`, ENVELOPE_QUERY, { uid: true }));
  // `n:*` always matches the last message, even below n (RFC 3501 §6.4.8).
  const found = fetched.filter(({ uid }) => isUid(uid) && uid > cursor.highestUid).filter(isWhole);
  // One message told twice is one.
  const added = [...new Map(found.map((message) => [message.uid, envelopeRecord(message)])).values()].toSorted(
    (a, b) => a.uid - b.uid,
  );
  const last = added.at(-1);
  if (last !== undefined) {
    const next = { ...cursor, highestUid: last.uid };
    const batch = { path, added, flags: [], removed: [], cursor: next, reset: false, keywords: keepsKeywords(box) };
    await host.batch(mailboxId, packBatch(batch));
    memory.cursor = next;
    memory.expected = expected + added.length;
    for (const { uid, flags } of added) memory.flags?.set(uid, flags.join(" "));
  }
  return memory.expected === box.exists;
}
