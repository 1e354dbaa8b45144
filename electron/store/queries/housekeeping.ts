import type { Store } from "../open";
import { refreshConversations } from "./summary";

/** Bytes of the database, and how many messages it holds. */
export function size(store: Store): { readonly bytes: number; readonly messages: number } {
  // SQLCipher answers `page_size` under a name and a type of its own.
  const pragma = (name: "page_count" | "page_size"): number =>
    Number(Object.values(store.get(`PRAGMA ${name}`) ?? {})[0] ?? 0);
  const messages = store.get<{ total: number }>("SELECT count(*) AS total FROM messages WHERE roles > 0")?.total ?? 0;
  return { bytes: pragma("page_count") * pragma("page_size"), messages };
}

/** Forgets messages that left the server before `before` (ISO) and did not come back elsewhere; one with a filed document stays. Gives how many went. */
export function purgeGone(store: Store, before: string): number {
  return store.transaction(() => {
    const gone = store.all<{ seq: number; conversation: number }>(
      `SELECT seq, conversation FROM messages m WHERE gone_at IS NOT NULL AND gone_at < ?
         AND NOT EXISTS (SELECT 1 FROM documents d WHERE d.message = m.seq AND d.patient IS NOT NULL) LIMIT 5000`,
      [before],
    );
    for (const { seq } of gone) {
      store.run("DELETE FROM message_words WHERE rowid = ?", [seq]);
      store.run("DELETE FROM messages WHERE seq = ?", [seq]);
    }
    refreshConversations(
      store,
      gone.map(({ conversation }) => conversation),
    );
    return gone.length;
  });
}
