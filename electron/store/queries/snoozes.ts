import type { ConversationId } from "#shared/domain/ids";
import type { Store } from "../open";
import { seqOf } from "./lookup";
import { refreshConversations } from "./summary";

/** Puts conversations off until a moment (ISO), or brings them back now (null). Nothing is told to the server: the day is the person's own. */
export function snooze(store: Store, ids: readonly ConversationId[], until: string | null): void {
  store.transaction(() => {
    const now = store.now().toISOString();
    const touched = ids.map((id) => seqOf(store, "conversations", id));
    for (const conversation of touched)
      store.run("UPDATE conversations SET snoozed_until = ?, snoozed_at = ?, snooze_due = 0 WHERE seq = ?", [
        until,
        until === null ? null : now,
        conversation,
      ]);
    refreshConversations(store, touched);
  });
}

/** Brings back what was put off until now or before; gives how many, and when the next one comes (ISO, null for none). */
export function wakeSnoozed(store: Store): { readonly woken: number; readonly next: string | null } {
  return store.transaction(() => {
    const due = store
      .all<{ seq: number }>(
        "SELECT seq FROM conversations WHERE snoozed_until IS NOT NULL AND snooze_due = 0 AND snoozed_until <= ?",
        [store.now().toISOString()],
      )
      .map(({ seq }) => seq);
    for (const seq of due) store.run("UPDATE conversations SET snooze_due = 1 WHERE seq = ?", [seq]);
    refreshConversations(store, due);
    const next = store.get<{ until: string | null }>(
      "SELECT min(snoozed_until) AS until FROM conversations WHERE snoozed_until IS NOT NULL AND snooze_due = 0",
    );
    return { woken: due.length, next: next?.until ?? null };
  });
}
