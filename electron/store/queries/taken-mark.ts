import { takerOf } from "#shared/rules/taken";
import type { Store } from "../open";
import { SHOWN } from "./lookup";

/** Who takes care of a conversation, as its latest message that says so; empty for nobody. */
export function takerIn(store: Store, conversation: number): string {
  const row = store.get<{ flags: string }>(
    `SELECT m.flags FROM messages m WHERE m.conversation = ? AND m.outgoing = 0 AND m.roles & ${SHOWN} AND instr(m.flags, '$PliTaken_')
     ORDER BY m.date DESC, m.seq DESC LIMIT 1`,
    [conversation],
  );
  return row === undefined ? "" : takerOf(JSON.parse(row.flags) as string[]);
}
