import type { Store } from "../open";
import { ROLE_BITS } from "./lookup";

/** Recomputes where a message stands (its roles) and gives its conversation; without any place left it is gone, kept until housekeeping. */
export function refreshRoles(store: Store, message: number): number {
  store.run(
    `UPDATE messages SET roles = (roles & ${ROLE_BITS.local}) | coalesce((SELECT sum(DISTINCT f.bit) FROM placements p JOIN folders f ON f.seq = p.folder
       WHERE p.message = messages.seq AND p.state <> 'leaving'), 0) WHERE seq = ?`,
    [message],
  );
  store.run(
    "UPDATE messages SET gone_at = CASE WHEN roles = 0 THEN coalesce(gone_at, ?) END WHERE seq = ? AND (roles = 0) <> (gone_at IS NOT NULL)",
    [store.now().toISOString(), message],
  );
  return (
    store.get<{ conversation: number }>("SELECT conversation FROM messages WHERE seq = ?", [message])?.conversation ?? 0
  );
}

/** Puts a message in a folder; a place that was waiting for its UID receives it. */
export function place(store: Store, message: number, folder: number, uid: number): void {
  const arriving = store.get<{ seq: number }>(
    "SELECT seq FROM placements WHERE message = ? AND folder = ? AND uid IS NULL ORDER BY seq LIMIT 1",
    [message, folder],
  );
  if (arriving !== undefined)
    store.run(
      "UPDATE placements SET uid = ?, state = CASE state WHEN 'arriving' THEN 'here' ELSE state END WHERE seq = ?",
      [uid, arriving.seq],
    );
  else placeNew(store, message, folder, uid);
}

/** Puts a message that nothing of this computer waits for in a folder. */
export function placeNew(store: Store, message: number, folder: number, uid: number): void {
  store.run("INSERT INTO placements (message, folder, uid) VALUES (?, ?, ?)", [message, folder, uid]);
}

/** Forgets every place of a folder and gives the messages that were there (UIDVALIDITY changed). */
export function clearFolder(store: Store, folder: number): readonly number[] {
  const places = store.all<{ message: number; state: string }>(
    "SELECT message, state FROM placements WHERE folder = ? ORDER BY seq",
    [folder],
  );
  store.run("DELETE FROM placements WHERE folder = ?", [folder]);
  for (const { message, state } of places) if (state === "leaving") forgetArrivals(store, message);
  dropEmptyOperations(store);
  return [...new Set(places.map(({ message }) => message))];
}

/** Forgets the places that a message was to come to by moves of this computer that will not be done. */
export function forgetArrivals(store: Store, message: number): void {
  store.run("DELETE FROM placements WHERE message = ? AND uid IS NULL", [message]);
}

/** Operations whose every message is gone have nothing left to tell the server. */
export function dropEmptyOperations(store: Store): void {
  store.run(
    "DELETE FROM operations WHERE NOT EXISTS (SELECT 1 FROM operation_placements o WHERE o.operation = operations.seq)",
  );
}
