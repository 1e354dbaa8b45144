import type { ImapFlow } from "imapflow";
import type { FolderCursor, SyncBatch } from "#shared/domain/sync";
import { flagsOf } from "./envelope-record";
import { slices } from "./uid-set";

type Compared = {
  readonly client: ImapFlow;
  readonly quick: boolean;
  readonly cursor: FolderCursor;
  readonly memory: { flags: Map<number, string> | null };
};

const WINDOW = 5000;
const QUICK_WINDOW = 2000;
const BATCH = 500;

/**
 * Tells the flags that differ from those last told in this session, for servers without mod-sequences: the newest 5,000 UIDs at a time,
 * or the newest 2,000 only on a quick look. The first look of a session tells them all.
 */
export async function comparedFlags(
  { client, quick, cursor, memory }: Compared,
  tell: (flags: SyncBatch["flags"]) => Promise<void>,
): Promise<void> {
  const known = (memory.flags ??= new Map());
  const lowest = Math.max(1, cursor.lowestUid);
  const bottom = quick ? Math.max(lowest, cursor.highestUid - QUICK_WINDOW + 1) : lowest;
  for (let top = cursor.highestUid; top >= bottom; top -= WINDOW) {
    const range = `${Math.max(bottom, top - WINDOW + 1)}:${top}`;
    const fetched = await client.fetchAll(range, { uid: true, flags: true }, { uid: true });
    const different: SyncBatch["flags"][number][] = [];
    for (const message of fetched) {
      const flags = flagsOf(message.flags);
      const written = flags.join(" ");
      if (known.get(message.uid) === written || message.uid > cursor.highestUid) continue;
      known.set(message.uid, written);
      different.push({ uid: message.uid, flags, modSeq: null });
    }
    for (const part of slices(different, BATCH)) await tell(part);
  }
}
