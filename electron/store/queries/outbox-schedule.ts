import type { OutboxItem } from "#shared/domain/draft";
import type { OutboxId } from "#shared/domain/ids";
import type { OutgoingMessage } from "#shared/domain/sync";
import type { Store } from "../open";
import { StoreError } from "../store-error";
import { utc } from "./lookup";
import { outboxBytes, outboxItem } from "./outbox";

/** Notes that an attempt starts, on the disk itself, and gives the bytes, in one step: null when the message was taken back, or moved to a later moment, just before. */
export function claimOutbox(store: Store, id: OutboxId, now: string): OutgoingMessage | null {
  return store.durable(() => (start(store, id, now) ? outboxBytes(store, id) : null));
}

/** As `claimOutbox` for whoever holds the bytes: false when nothing may leave. */
export function startOutbox(store: Store, id: OutboxId, now: string): boolean {
  return store.durable(() => start(store, id, now));
}

function start(store: Store, id: OutboxId, now: string): boolean {
  const { changes } = store.run(
    "UPDATE outbox SET state = 'sending', attempts = attempts + 1, failure = NULL, changed_at = ? WHERE id = ? AND state IN ('waiting', 'retry') AND send_at <= ?",
    [store.now().toISOString(), id, utc(now, now)],
  );
  return changes > 0;
}

/** Moves a message that waits to another moment, on the disk itself, its bytes dated anew under the same Message-ID. Anything else is `refused`. */
export function rescheduleOutbox(
  store: Store,
  id: OutboxId,
  moved: { readonly raw: Uint8Array; readonly sendAt: string },
): OutboxItem {
  return store.durable(() => {
    const { changes } = store.run(
      "UPDATE outbox SET send_at = ?, changed_at = ? WHERE id = ? AND state = 'waiting' AND draft_id <> ''",
      [utc(moved.sendAt, moved.sendAt), store.now().toISOString(), id],
    );
    if (changes === 0) throw new StoreError("refused", { about: "outbox" });
    store.run("UPDATE sources SET raw = ? WHERE message = (SELECT message FROM outbox WHERE id = ?)", [moved.raw, id]);
    return outboxItem(store, id);
  });
}

/** Sends again, from now on, what failed, waits for another attempt or may not have left, as the person asks. What left or is leaving meanwhile stays as it is: it is not sent twice. */
export function retryOutbox(store: Store, id: OutboxId, at: string): OutboxItem {
  return store.transaction(() => {
    store.run(
      `UPDATE outbox SET state = 'waiting', attempts = 0, failure = NULL, send_at = ?, changed_at = ?
       WHERE id = ? AND state IN ('failed', 'retry', 'to-verify')`,
      [utc(at, at), store.now().toISOString(), id],
    );
    return outboxItem(store, id);
  });
}

/** Keys of the points that the person confirmed when the message was handed over. */
export function confirmedPoints(store: Store, id: OutboxId): readonly string[] {
  const row = store.get<{ confirmed: string }>("SELECT confirmed FROM outbox WHERE id = ?", [id]);
  return row === undefined ? [] : (JSON.parse(row.confirmed) as string[]);
}

/** What a clock that was ahead dated, later than this from now, was not dated by the clock of today. */
const AHEAD_MS = 60_000;
/** A person who takes her time to change her mind takes less; a message that waits longer was planned for an hour of her choice. */
const LONGEST_UNDO_MS = 120_000;

/** Puts back on the clock of today what was queued, or is to be tried again, by one that has gone back since; what a person planned keeps its hour. */
export function redateOutbox(store: Store): void {
  const now = store.now().getTime();
  store.transaction(() => {
    const ahead = store.all<{ seq: number; state: string; send_at: string; changed_at: string }>(
      "SELECT seq, state, send_at, changed_at FROM outbox WHERE state IN ('waiting', 'retry', 'to-verify', 'filing') AND changed_at > ?",
      [new Date(now + AHEAD_MS).toISOString()],
    );
    for (const { seq, state, send_at, changed_at } of ahead) {
      const wait = Math.max(0, Date.parse(send_at) - Date.parse(changed_at));
      const planned = state === "waiting" && wait > LONGEST_UNDO_MS;
      const sendAt = planned ? send_at : new Date(now + wait).toISOString();
      store.run("UPDATE outbox SET send_at = ?, changed_at = ? WHERE seq = ?", [
        sendAt,
        new Date(now).toISOString(),
        seq,
      ]);
    }
  });
}
