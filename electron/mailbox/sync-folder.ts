import type { ImapFlow, MailboxObject } from "imapflow";
import type { MailboxId } from "#shared/domain/ids";
import type { EnvelopeRecord, FolderCursor, PackedBatch } from "#shared/domain/sync";
import { packEnvelopes } from "#shared/rules/packed-batch";
import { flagsOf } from "./envelope-record";
import { fetchEnvelopes } from "./fetch-envelopes";
import { comparedFlags } from "./flag-compare";
import type { MailboxHost } from "./ports";
import { searchRanges, searchUids } from "./search-uids";
import { slices } from "./uid-set";

/** What a session remembers of a folder between two looks; nothing that the store needs. */
export type FolderMemory = {
  /** Messages there should be if nothing vanished; null: as many as the store holds. */
  expected: number | null;
  /** Flags last told by UID, where the server has no mod-sequences. */
  flags: Map<number, string> | null;
  /** The cursor last handed to the store, or read from it. */
  cursor: FolderCursor | null;
};

/** Nothing remembered yet. */
export const noMemory = (): FolderMemory => ({ expected: null, flags: null, cursor: null });

/** One look at a folder. */
export type FolderLook = {
  readonly client: ImapFlow;
  readonly mailboxId: MailboxId;
  readonly path: string;
  readonly host: Pick<MailboxHost, "cursor" | "holds" | "knownUids" | "batch">;
  readonly memory: FolderMemory;
  /** The folder, where it was opened for this look already; opened again where another was since. */
  readonly opened?: MailboxObject | undefined;
  /** Only what is recent is compared, where the server cannot tell what changed. */
  readonly quick: boolean;
  /** Told how many messages a first synchronisation has still to fetch, then each time some arrived. */
  readonly progress: { readonly todo: (messages: number) => void; readonly done: (messages: number) => void };
};

type Walk = FolderLook & { cursor: FolderCursor; reset: boolean; readonly keywords: boolean };

const FIRST_SCREEN = 50;
const BATCH = 500;
const REMOVED_BATCH = 5000;

/**
 * Brings the store up to date with one folder: changed flags, new messages, those not fetched yet (newest first), then those that are gone.
 * Each batch carries the cursor, so that it can stop anywhere and go on from there. Gives how many messages were added.
 */
export async function syncFolder(look: FolderLook): Promise<number> {
  const [box, known] = await Promise.all([
    look.opened !== undefined && look.opened === look.client.mailbox ? look.opened : look.client.mailboxOpen(look.path),
    look.host.cursor(look.mailboxId, look.path),
  ]);
  const walk: Walk = { ...look, ...startOf(box, known), keywords: keepsKeywords(box) };
  look.memory.cursor = walk.reset ? null : known;
  const first = walk.cursor.lowestUid === 0;
  if (walk.reset) forget(look.memory);
  const { expected } = look.memory;
  if (!first) await tellChanges(walk, box);
  const newer = first ? 0 : await fetchNewer(walk, box);
  const older = await fetchOlder(walk);
  const added = newer + older;
  // The first look of a session believes no count: as many may have gone as the store lacked.
  if (first) look.memory.expected = added;
  else look.memory.expected = expected === null ? await agreed(walk) : expected + added;
  if (look.memory.expected !== existing(walk)) await reconcile(walk);
  return added;
}

function startOf(box: MailboxObject, known: FolderCursor | null): { cursor: FolderCursor; reset: boolean } {
  const uidValidity = String(box.uidValidity);
  if (known !== null && known.uidValidity === uidValidity) return { cursor: known, reset: false };
  // The mod-sequence of before the first fetch: what changes meanwhile is told by the next look.
  const cursor = { uidValidity, highestUid: 0, lowestUid: 0, modSeq: modSeqOf(box) };
  return { cursor, reset: known !== null };
}

/** Whether a folder keeps keywords: a server that says nothing of permanent flags keeps them all (RFC 3501 §7.1). */
export const keepsKeywords = ({ permanentFlags }: MailboxObject): boolean =>
  permanentFlags === undefined || permanentFlags.size === 0 || permanentFlags.has("\\*");

function forget(memory: FolderMemory): void {
  memory.expected = null;
  memory.flags = null;
}

const modSeqOf = (box: MailboxObject): string | null =>
  box.highestModseq === undefined || box.noModseq === true ? null : String(box.highestModseq);

const existing = (walk: Walk): number => (walk.client.mailbox === false ? 0 : walk.client.mailbox.exists);

/** Hands one batch to the store with the cursor that is true once it is in. */
async function send(
  walk: Walk,
  batch: Partial<Pick<PackedBatch, "added" | "flags" | "removed">>,
  cursor: Partial<FolderCursor> = {},
): Promise<void> {
  const next = { ...walk.cursor, ...cursor };
  const { path, reset, keywords } = walk;
  const nothing = { added: packEnvelopes([]), flags: [], removed: [] };
  await walk.host.batch(walk.mailboxId, { ...nothing, ...batch, path, cursor: next, reset, keywords });
  walk.cursor = next;
  walk.memory.cursor = next;
  walk.reset = false;
}

/** Flags changed since the last look: by mod-sequence (CONDSTORE, RFC 7162), else by comparing what they are. */
async function tellChanges(walk: Walk, box: MailboxObject): Promise<void> {
  const now = modSeqOf(box);
  const before = walk.cursor.modSeq;
  if (now === null || before === null) {
    await comparedFlags(walk, (flags) => send(walk, { flags }));
    if (now !== before) await send(walk, {}, { modSeq: now });
    return;
  }
  if (BigInt(now) <= BigInt(before)) return;
  const range = `1:${Math.max(1, walk.cursor.highestUid)}`;
  const changed = await walk.client.fetchAll(
    range,
    { uid: true, flags: true },
    { uid: true, changedSince: BigInt(before) },
  );
  const flags = changed
    .filter(({ uid }) => uid <= walk.cursor.highestUid)
    .map(({ uid, flags: written, modseq }) => ({
      uid,
      flags: flagsOf(written),
      modSeq: modseq === undefined ? null : String(modseq),
    }));
  for (const part of slices(flags, BATCH)) await send(walk, { flags: part });
  // Only now: a look that stops before its end tells the same changes again.
  await send(walk, {}, { modSeq: now });
}

/** Oldest first, so that what was fetched stays one range without a hole wherever it stops. */
async function fetchNewer(walk: Walk, box: MailboxObject): Promise<number> {
  if (box.exists === 0 || box.uidNext <= walk.cursor.highestUid + 1) return 0;
  // `n:*` always matches the last message, even below n (RFC 3501 §6.4.8).
  const uids = (await searchUids(walk.client, `${walk.cursor.highestUid + 1}:*`)).filter(
    (uid) => uid > walk.cursor.highestUid,
  );
  return fetchParts(walk, slices(uids, BATCH), (part) => ({ highestUid: part.at(-1) ?? 0 }));
}

/** Newest first, short batches at once so that the first screen has something to show and is not kept waiting by the store. */
async function fetchOlder(walk: Walk): Promise<number> {
  const { lowestUid } = walk.cursor;
  if (lowestUid === 1) return 0;
  const uids =
    existing(walk) === 0 ? [] : await searchUids(walk.client, lowestUid === 0 ? "1:*" : `1:${lowestUid - 1}`);
  const newestFirst = uids.toReversed();
  walk.progress.todo(newestFirst.length);
  const highestUid = Math.max(walk.cursor.highestUid, newestFirst[0] ?? 0);
  const parts = slices(newestFirst, BATCH, lowestUid === 0 ? FIRST_SCREEN : BATCH);
  // The last one reaches the bottom: nothing below remains to be asked.
  const lowest = (part: readonly number[]): number => (part === parts.at(-1) ? 1 : (part.at(-1) ?? 1));
  const added = await fetchParts(walk, parts, (part) => ({ highestUid, lowestUid: lowest(part) }), walk.progress.done);
  if (parts.length === 0) await send(walk, {}, { lowestUid: 1 });
  return added;
}

/** How many messages there are when the store holds these very ones, null when it does not. */
async function agreed(walk: Walk): Promise<number | null> {
  const ranges = existing(walk) === 0 ? [] : await searchRanges(walk.client, upToHighest(walk));
  const holds = await walk.host.holds(walk.mailboxId, walk.path, ranges);
  return holds ? ranges.reduce((sum, [from, to]) => sum + to - from + 1, 0) : null;
}

const upToHighest = ({ cursor }: Walk): string => `1:${Math.max(1, cursor.highestUid)}`;

/** Fetches one part while the store takes the one before; never more than that is held. Gives how many messages came. */
async function fetchParts(
  walk: Walk,
  parts: readonly (readonly number[])[],
  cursorAfter: (part: readonly number[]) => Partial<FolderCursor>,
  done: (messages: number) => void = () => undefined,
): Promise<number> {
  let came = 0;
  let storing = Promise.resolve();
  try {
    for (const part of parts) {
      const records = await fetchRecords(walk, part);
      came += records.length;
      // Ready when the store is: it waits for nothing but the way here and back.
      const added = packEnvelopes(records);
      await storing;
      storing = send(walk, { added }, cursorAfter(part)).then(() => done(part.length));
      // Its failure is told by the next `await`, which may come after a fetch that lasts.
      storing.catch(() => undefined);
    }
    await storing;
    return came;
  } finally {
    // A look that fails leaves nothing behind that could still write.
    await storing.catch(() => undefined);
  }
}

async function fetchRecords(walk: Walk, uids: readonly number[]): Promise<readonly EnvelopeRecord[]> {
  const records = await fetchEnvelopes(walk.client, uids);
  for (const { uid, flags } of records) walk.memory.flags?.set(uid, flags.join(" "));
  return records;
}

/** Compares all UIDs with the store's: what is gone is removed, and what the store lacks is fetched. */
async function reconcile(walk: Walk): Promise<void> {
  const there = existing(walk) === 0 ? [] : await searchUids(walk.client, upToHighest(walk));
  const known = await walk.host.knownUids(walk.mailboxId, walk.path);
  const thereSet = new Set(there);
  const removed = known.filter((uid) => !thereSet.has(uid));
  for (const part of slices(removed, REMOVED_BATCH)) await send(walk, { removed: part });
  for (const uid of removed) walk.memory.flags?.delete(uid);
  const knownSet = new Set(known);
  const lost = there.filter((uid) => !knownSet.has(uid) && uid <= walk.cursor.highestUid);
  await fetchParts(walk, slices(lost, BATCH), () => ({}));
  walk.memory.expected = there.filter((uid) => uid <= walk.cursor.highestUid).length;
}
