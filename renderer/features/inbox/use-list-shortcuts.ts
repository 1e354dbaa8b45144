import type { ConversationRow } from "#shared/domain/message";
import type { ConversationId } from "#shared/domain/ids";
import { useText } from "../../text";
import { neighbour, type Choice } from "../../ui";
import { mark, workspaceStore, type Change } from "../../workspace";
import { useShortcuts } from "../help";
import { focusReader } from "./places-on-screen";

type ListKeys = {
  readonly keys: readonly string[];
  readonly cursor: string | null;
  readonly open: (id: string) => void;
  readonly onChoose: (choice: Choice) => void;
  readonly rows: readonly ConversationRow[];
};

/** The keys of the list: walk, tick, and mark what is ticked, or the open conversation when nothing is. */
export function useListShortcuts({ keys, cursor, open, onChoose, rows }: ListKeys): void {
  const t = useText();
  const walk = (by: number): void => {
    const to = neighbour(keys, cursor, by);
    if (to !== null) open(to);
  };
  const markThem = (change: Change): void => {
    const ids = concerned(cursor);
    if (workspaceStore.getState().draft === null) void mark(ids, change, t);
  };
  useShortcuts({
    next: () => walk(1),
    previous: () => walk(-1),
    check: () => cursor !== null && onChoose({ kind: "toggle", key: cursor }),
    open: focusReader,
    done: () => markThem(allDone(rows, concerned(cursor)) ? "to-do" : "done"),
    archive: () => markThem("archive"),
    unread: () => markThem("unread"),
    remove: () => markThem("delete"),
  });
}

/** The ticked conversations, or the one where the list stands. */
function concerned(cursor: string | null): readonly ConversationId[] {
  const { checked } = workspaceStore.getState();
  const ids = checked.size > 0 ? [...checked] : cursor === null ? [] : [cursor];
  return ids.map((id) => id as ConversationId);
}

const allDone = (rows: readonly ConversationRow[], ids: readonly string[]): boolean =>
  rows.filter((row) => ids.includes(row.id)).every((row) => !row.toDo);
