import type { Input } from "#shared/contract/index";
import type { ConversationId } from "#shared/domain/ids";
import { call } from "../bridge";
import { comingMoment } from "#shared/text/formats/index";
import type { Text } from "../text";
import { neighbour, toasts } from "../ui";
import { workspace, workspaceStore } from "./workspace";

/** What may be done to conversations. */
export type Change = Input<"conversations.mark">["change"];

const undoes = {
  done: "to-do",
  "to-do": "done",
  archive: "restore",
  restore: "archive",
  delete: "restore",
  read: "unread",
  unread: "read",
} as const satisfies Record<Change, Change>;

/** Marks conversations, moves on to the next one where they leave the list, and offers to undo. No confirmation: everything here can be taken back. */
export async function mark(ids: readonly ConversationId[], change: Change, t: Text): Promise<void> {
  if (ids.length === 0) return;
  const { selected, checked } = workspaceStore.getState();
  const concernsOpen = selected !== null && ids.includes(selected);
  // An open conversation is a read one: marking it unread closes it first.
  if (change === "unread" && concernsOpen) workspace.select(null);
  else if (concernsOpen && leaves(change)) workspace.select(following(ids));
  if (checked.size > 0) workspace.check(new Set());
  const result = await call("conversations.mark", { ids: [...ids], change });
  if (!result.ok) return void toasts.failure(result.failure);
  toasts.undoable(t.ofCode("inbox", `marked-${change}`, { count: ids.length }), t("app.undo"), async () => {
    const undone = await call("conversations.mark", { ids: [...ids], change: undoes[change] });
    if (undone.ok && ids.length === 1 && ids[0] !== undefined) workspace.select(ids[0]);
    return undone;
  });
}

/** Puts conversations off until a moment, moves on to the next one where they leave the list, and offers to undo. */
export async function snooze(ids: readonly ConversationId[], until: Date, t: Text): Promise<void> {
  if (ids.length === 0) return;
  const { selected, checked, place } = workspaceStore.getState();
  if (selected !== null && ids.includes(selected) && place.kind === "list" && place.view === "to-do")
    workspace.select(following(ids));
  if (checked.size > 0) workspace.check(new Set());
  const result = await call("conversations.snooze", { ids: [...ids], until: until.toISOString() });
  if (!result.ok) return void toasts.failure(result.failure);
  const when = comingMoment(until.toISOString(), new Date(), t.language);
  toasts.undoable(t("day.snoozed", { count: ids.length, when }), t("app.undo"), () =>
    call("conversations.snooze", { ids: [...ids], until: null }),
  );
}

/** Takes conversations in charge, or lets them go: whoever shares the mailbox sees it, where its operator keeps such marks; the same gesture takes it back. */
export async function take(ids: readonly ConversationId[], taken: boolean, t: Text): Promise<void> {
  if (ids.length === 0) return;
  if (workspaceStore.getState().checked.size > 0) workspace.check(new Set());
  const result = await call("conversations.take", { ids: [...ids], taken });
  if (!result.ok) return void toasts.failure(result.failure);
  const said = taken ? (result.value.shared ? "day.taken" : "day.takenHere") : "day.letGo";
  toasts.undoable(t(said, { count: ids.length }), t("app.undo"), () =>
    call("conversations.take", { ids: [...ids], taken: !taken }),
  );
}

/** Opens a conversation in a window of its own. */
export async function openWindow(id: ConversationId | null): Promise<void> {
  const result = id === null ? null : await call("conversations.openWindow", { id });
  if (result?.ok === false) toasts.failure(result.failure);
}

/** What an act concerns: what is ticked, else the conversation where the list stands. */
export function concerned(): readonly ConversationId[] {
  const { checked, cursor } = workspaceStore.getState();
  const ids = checked.size > 0 ? [...checked] : cursor === null ? [] : [cursor];
  return ids.map((id) => id as ConversationId);
}

/** Whether the conversation goes out of the list that is shown. */
function leaves(change: Change): boolean {
  const { place, search, alone } = workspaceStore.getState();
  if (alone || place.kind !== "list" || search !== "") return false;
  if (change === "done") return place.view === "to-do";
  if (change === "restore") return place.view === "archive" || place.view === "trash";
  return change === "delete" || (change === "archive" && place.view !== "archive");
}

/** The first conversation after those that leave, else the last before them. */
function following(ids: readonly string[]): ConversationId | null {
  const { order, selected } = workspaceStore.getState();
  const gone = new Set(ids.filter((id) => id !== selected));
  const left = order.filter((key) => !gone.has(key));
  const after = neighbour(left, selected, 1);
  const next = after === selected ? neighbour(left, selected, -1) : after;
  return next === selected ? null : (next as ConversationId | null);
}
