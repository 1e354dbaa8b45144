import type { Store } from "../open";
import { DONE_KEYWORD } from "./messages";

/** Flags of a message as the server says, under what the person did here and the server does not know yet; gives the conversation when something changed. */
export function setFlags(store: Store, message: number, placement: number, flags: readonly string[]): number | null {
  return writeFlags(store, message, withPending(store, placement, withLocal(store, placement, flags)));
}

/** Keywords say what people of the practice did; what starts with a backslash is the server's own (RFC 3501 §2.3.2). */
export const isKeyword = (flag: string): boolean => !flag.startsWith("\\");

/** Where the folder keeps no keywords, those of here stay whatever the server says. */
function withLocal(store: Store, placement: number, flags: readonly string[]): readonly string[] {
  const local = store.get<{ flags: string }>(
    "SELECT m.flags FROM placements p JOIN folders f ON f.seq = p.folder JOIN messages m ON m.seq = p.message WHERE p.seq = ? AND f.keywords = 0",
    [placement],
  );
  return local === undefined ? flags : [...flags, ...(JSON.parse(local.flags) as string[]).filter(isKeyword)];
}

/** Writes flags as they are; gives the conversation when something changed. */
export function writeFlags(store: Store, message: number, flags: readonly string[]): number | null {
  const wanted = JSON.stringify([...new Set(flags)].slice(0, 100).toSorted());
  const row = store.get<{ conversation: number; flags: string }>(
    "SELECT conversation, flags FROM messages WHERE seq = ?",
    [message],
  );
  if (row === undefined || row.flags === wanted) return null;
  store.run("UPDATE messages SET flags = ?, seen = ?, done = ? WHERE seq = ?", [
    wanted,
    Number(flags.includes("\\Seen")),
    Number(flags.includes(DONE_KEYWORD)),
    message,
  ]);
  return row.conversation;
}

/** Adds and removes flags here at once. */
export function changeFlags(
  store: Store,
  message: number,
  add: readonly string[],
  remove: readonly string[],
): number | null {
  const row = store.get<{ flags: string }>("SELECT flags FROM messages WHERE seq = ?", [message]);
  if (row === undefined) return null;
  return writeFlags(store, message, changed(JSON.parse(row.flags) as string[], add, remove));
}

function withPending(store: Store, placement: number, flags: readonly string[]): readonly string[] {
  const pending = store.all<{ add_flags: string; remove_flags: string }>(
    "SELECT o.add_flags, o.remove_flags FROM operation_placements p JOIN operations o ON o.seq = p.operation WHERE p.placement = ? AND o.kind = 'flags' ORDER BY o.seq",
    [placement],
  );
  return pending.reduce<readonly string[]>(
    (so, one) => changed(so, JSON.parse(one.add_flags) as string[], JSON.parse(one.remove_flags) as string[]),
    flags,
  );
}

function changed(flags: readonly string[], add: readonly string[], remove: readonly string[]): readonly string[] {
  return [...flags.filter((flag) => !remove.includes(flag) && !add.includes(flag)), ...add];
}
