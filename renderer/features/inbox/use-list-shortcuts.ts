import type { ConversationRow } from "#shared/domain/message";
import { snoozeTimes } from "#shared/rules/snooze-times";
import { useText } from "../../text";
import { neighbour, type Choice } from "../../ui";
import { concerned, mark, snooze, take, workspace, workspaceStore, type Change } from "../../workspace";
import { useShortcuts } from "../help";
import { takingOf, useShared } from "../sharing";
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
  const shared = useShared();
  const walk = (by: number): void => {
    const to = neighbour(keys, cursor, by);
    if (to !== null) open(to);
  };
  const markThem = (change: Change): void => {
    const ids = concerned();
    if (workspaceStore.getState().draft === null) void mark(ids, change, t);
  };
  const takeThem = (): void => {
    const ids = concerned();
    const taking = takingOf(
      rows.filter((row) => ids.includes(row.id)),
      shared,
    );
    if (taking !== null) void take(taking.ids, taking.taken, t);
  };
  useShortcuts({
    next: () => walk(1),
    previous: () => walk(-1),
    check: () => cursor !== null && onChoose({ kind: "toggle", key: cursor }),
    open: focusReader,
    done: () => markThem(allDone(rows, concerned()) ? "to-do" : "done"),
    archive: () => markThem("archive"),
    snooze: () => {
      const [tomorrow] = snoozeTimes(new Date());
      if (tomorrow !== undefined) void snooze(concerned(), tomorrow.at, t);
    },
    take: () => takeThem(),
    labels: () => concerned().length > 0 && workspace.labels(true),
    unread: () => markThem("unread"),
    remove: () => markThem("delete"),
  });
}

const allDone = (rows: readonly ConversationRow[], ids: readonly string[]): boolean =>
  rows.filter((row) => ids.includes(row.id)).every((row) => !row.toDo);
