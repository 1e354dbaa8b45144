import type { Mailbox, StoredMessage } from "../store/mailbox";
import type { NumberRange } from "../wire/sequence-set";

/** A message under the sequence number that a session knows it by. */
export type Numbered = { readonly seq: number; readonly message: StoredMessage };

/** The sequence numbers of one session: they stay as they are until `drop` or `extend` moves them. */
export type Numbering = {
  count(): number;
  largestUid(): number;
  seqOf(uid: number): number | undefined;
  /** The messages in ranges of UIDs or of sequence numbers, in order; those already gone are left out. */
  resolve(ranges: readonly NumberRange[], by: "uid" | "seq"): Numbered[];
  /** Takes UIDs out; returns the sequence numbers they had, from the last to the first. */
  drop(gone: ReadonlySet<number>): readonly number[];
  /** Takes the mailbox's newer messages in; says whether there were any. */
  extend(): boolean;
};

/** Numbers the messages of a mailbox as it is now. */
export function createNumbering(mailbox: Mailbox): Numbering {
  let uids = mailbox.uids();
  const seqOf = (uid: number): number | undefined => {
    const index = lowerBound(uids, uid);
    return uids[index] === uid ? index + 1 : undefined;
  };
  return {
    count: () => uids.length,
    largestUid: () => uids.at(-1) ?? 0,
    seqOf,
    resolve(ranges, by) {
      const found: Numbered[] = [];
      for (const { from, to } of ranges) {
        let index = by === "uid" ? lowerBound(uids, from) : from - 1;
        for (let uid = uids[index]; uid !== undefined; uid = uids[index]) {
          if ((by === "uid" ? uid : index + 1) > to) break;
          const message = mailbox.message(uid);
          if (message) found.push({ seq: index + 1, message });
          index += 1;
        }
      }
      return found;
    },
    drop(gone) {
      const numbers = [...gone].map(seqOf).filter((seq) => seq !== undefined);
      uids = uids.filter((uid) => !gone.has(uid));
      return numbers.sort((a, b) => b - a);
    },
    extend() {
      const last = uids.at(-1) ?? 0;
      const more = mailbox.uids().filter((uid) => uid > last);
      uids = [...uids, ...more];
      return more.length > 0;
    },
  };
}

function lowerBound(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
