import type { Store } from "../open";

/** Where a conversation stands with the moment it was put off to: asleep, back and waiting, or neither; what came since ends it. */
export function snoozeOf(store: Store, conversation: number): "asleep" | "due" | null {
  const row = store.get<{ snoozed_until: string | null; snooze_due: number; answered: number }>(
    `SELECT snoozed_until, snooze_due, EXISTS (SELECT 1 FROM messages m WHERE m.conversation = c.seq AND m.outgoing = 0 AND m.receipt = 0
       AND m.received_at > c.snoozed_at) AS answered FROM conversations c WHERE seq = ?`,
    [conversation],
  );
  if (row === undefined || row.snoozed_until === null) return null;
  if (row.answered === 1) {
    forgetSnooze(store, conversation);
    return null;
  }
  return row.snooze_due === 1 ? "due" : "asleep";
}

/** Forgets that a conversation was put off: it was dealt with. */
export function forgetSnooze(store: Store, conversation: number): void {
  store.run("UPDATE conversations SET snoozed_until = NULL, snoozed_at = NULL, snooze_due = 0 WHERE seq = ?", [
    conversation,
  ]);
}
