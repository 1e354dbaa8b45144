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
 * found by their words. Never one that exists only here, holds a filed document, or is still in the outbox. Gives how many were dropped.
 */
export function dropBodies(store: Store, before: string): { readonly dropped: number; readonly bytes: number } {
  return store.transaction(() => {
    const dropped = store.all<{ seq: number; bytes: number }>(
      `SELECT m.seq, length(s.raw) AS bytes FROM sources s JOIN messages m ON m.seq = s.message
       WHERE m.date < ? AND m.body_state = 'stored' AND m.gone_at IS NULL
         AND EXISTS (SELECT 1 FROM placements p WHERE p.message = m.seq AND p.uid IS NOT NULL AND p.state = 'here')
         AND NOT EXISTS (SELECT 1 FROM documents d WHERE d.message = m.seq AND d.patient IS NOT NULL)
         AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.message = m.seq AND o.state <> 'sent')`,
      [before],
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

/** Gives the room of what was deleted back to the disk; everything waits meanwhile. */
export function compact(store: Store): void {
  store.run("VACUUM");
}
