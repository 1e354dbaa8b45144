import type { Mailbox, StoredMessage } from "../store/mailbox";
import { atomList } from "../wire/encode";
import type { Numbering } from "./numbering";
import { createNumbering } from "./numbering";

/** How pending changes are told: expunges are held back in FETCH, STORE and SEARCH (RFC 3501 §7.4.1). */
type Telling = { readonly expunges: boolean; readonly modseq: boolean };

/** A selected mailbox as one session knows it: sequence numbers move only when the session is told. */
export type View = Pick<Numbering, "count" | "largestUid" | "resolve"> & {
  readonly mailbox: Mailbox;
  readonly readOnly: boolean;
  /** Untagged lines for all that happened since the last call. */
  pending(telling: Telling): readonly string[];
  /** Runs a flag change of this session's own, whose echo it words itself. */
  quietly<T>(act: () => T): T;
  /** True once the mailbox was deleted or replaced. */
  gone(): boolean;
  leave(): void;
};

/** Opens a view; `wake` is called whenever something becomes pending. */
export function createView(mailbox: Mailbox, readOnly: boolean, wake: () => void): View {
  const changes = { added: false, flags: new Set<number>(), expunged: new Set<number>(), gone: false };
  const numbering = createNumbering(mailbox);
  let quiet = false;
  const leave = mailbox.watch((change) => {
    if (change.kind === "added") changes.added = true;
    else if (change.kind === "closed") changes.gone = true;
    else if (change.kind === "expunged") change.uids.forEach((uid) => changes.expunged.add(uid));
    else if (quiet) return;
    else changes.flags.add(change.uid);
    wake();
  });
  return {
    mailbox,
    readOnly,
    count: numbering.count,
    largestUid: numbering.largestUid,
    resolve: numbering.resolve,
    pending({ expunges, modseq }) {
      const lines: string[] = [];
      if (expunges && changes.expunged.size > 0) {
        // From the last to the first: each number is still right when its turn comes.
        for (const seq of numbering.drop(changes.expunged)) lines.push(`* ${seq} EXPUNGE`);
        changes.expunged.clear();
      }
      if (changes.added && numbering.extend()) lines.push(`* ${numbering.count()} EXISTS`);
      changes.added = false;
      for (const uid of changes.flags) lines.push(...flagLine(numbering.seqOf(uid), mailbox.message(uid), modseq));
      changes.flags.clear();
      return lines;
    },
    quietly(act) {
      quiet = true;
      try {
        return act();
      } finally {
        quiet = false;
      }
    },
    gone: () => changes.gone,
    leave,
  };
}

function flagLine(seq: number | undefined, message: StoredMessage | undefined, modseq: boolean): readonly string[] {
  if (!seq || !message) return [];
  const tail = modseq ? ` MODSEQ (${message.modseq})` : "";
  return [`* ${seq} FETCH (UID ${message.uid} FLAGS ${atomList(message.flags)}${tail})`];
}
