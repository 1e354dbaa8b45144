import type { Store } from "../open";

/** Bytes of the messages kept as they came, and how many they are. */
export function cacheSize(store: Store): { readonly bytes: number; readonly messages: number } {
  return (
    store.get<{ bytes: number; messages: number }>(
      "SELECT coalesce(sum(length(raw)), 0) AS bytes, count(*) AS messages FROM sources",
    ) ?? { bytes: 0, messages: 0 }
  );
}

/**
 * Drops the bytes and text of messages of before `before` (ISO) that their server still has; they are fetched again when opened, and stay
 * found by their words. Never one that exists only here, holds a filed document, or is still in the outbox. Gives how many were dropped: `most`
 * at a time, so that nothing waits long for it; to be called until there are none.
 */
export function dropBodies(
  store: Store,
  before: string,
  most = DROPPED_AT_ONCE,
): { readonly dropped: number; readonly bytes: number } {
  return store.transaction(() => {
    const dropped = store.all<{ seq: number; bytes: number }>(
      `SELECT m.seq, length(s.raw) AS bytes FROM sources s JOIN messages m ON m.seq = s.message
       WHERE m.date < ? AND m.body_state = 'stored' AND m.gone_at IS NULL
         AND EXISTS (SELECT 1 FROM placements p WHERE p.message = m.seq AND p.uid IS NOT NULL AND p.state = 'here')
         AND NOT EXISTS (SELECT 1 FROM documents d WHERE d.message = m.seq AND d.patient IS NOT NULL)
         AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.message = m.seq AND o.state <> 'sent')
       LIMIT ?`,
      [before, most],
    );
    for (const { seq } of dropped) {
      store.run("DELETE FROM sources WHERE message = ?", [seq]);
      // The row stays, empty: it says that the message was read here before.
      store.run("UPDATE bodies SET text = '', html = NULL WHERE message = ?", [seq]);
      store.run("UPDATE messages SET body_state = 'not-fetched' WHERE seq = ?", [seq]);
    }
    return { dropped: dropped.length, bytes: dropped.reduce((sum, { bytes }) => sum + bytes, 0) };
  });
}

/**
 * Gives a slice of the room of what was dropped back to the disk, and tells how many pages remain to give back: to be called until there are none.
 * A store made before this was possible is rewritten whole, once.
 */
export function compact(store: Store): { readonly left: number } {
  if (store.get<{ auto_vacuum: number }>("PRAGMA auto_vacuum")?.auto_vacuum !== INCREMENTAL) {
    store.run("PRAGMA auto_vacuum=INCREMENTAL");
    store.run("VACUUM");
  }
  store.all(`PRAGMA incremental_vacuum(${PAGES_AT_ONCE})`);
  return { left: store.get<{ freelist_count: number }>("PRAGMA freelist_count")?.freelist_count ?? 0 };
}

/** SQLite's number for that mode of `auto_vacuum`. */
const INCREMENTAL = 2;
/** A few milliseconds each: whoever opens a message meanwhile does not notice. */
const PAGES_AT_ONCE = 256;
const DROPPED_AT_ONCE = 10;
