import { useEffect } from "react";
import type { ConversationId } from "#shared/domain/ids";
import { call, useQueryOf } from "../../bridge";
import { Boundary, toasts } from "../../ui";
import { useWorkspace, workspace, workspaceStore } from "../../workspace";
import { useShortcuts } from "../help";
import { LabelDialog } from "../labels";
import { ReaderPane } from "../reader";
import { CorrespondentDialog } from "../recipients";
import { RuleDialog } from "../rules";
import { useActivity } from "../../use-activity";
import { useListShortcuts } from "./use-list-shortcuts";
import styles from "./main-window.module.css";

/** The conversation of a window alone: read and filed with the same keys, answered in the window of a draft. The window goes when it is closed (Escape, or marked unread). */
export function ConversationWindow() {
  const selected = useWorkspace((now) => now.selected);
  useEffect(() => {
    if (selected === null) window.close();
  }, [selected]);
  useActivity();
  useDraftsApart();
  return selected === null ? null : <Alone id={selected} />;
}

/** A draft begun here is written in a window of its own: this one keeps what is answered in sight. */
function useDraftsApart(): void {
  const draft = useWorkspace((now) => now.draft);
  useEffect(() => {
    if (draft === null) return;
    workspace.undock(draft);
    void call("composers.open", { id: draft }).then((result) => {
      if (!result.ok) toasts.failure(result.failure);
    });
  }, [draft]);
}

function Alone({ id }: { readonly id: ConversationId }) {
  const row = useQueryOf("conversations.read", { id }).data?.row;
  useListShortcuts({
    keys: [id],
    cursor: id,
    open: () => undefined,
    onChoose: () => undefined,
    rows: row === undefined ? [] : [row],
  });
  useShortcuts({ leave });
  return (
    <main id="main" className={styles.alone}>
      <Boundary>
        <ReaderPane />
      </Boundary>
      <LabelDialog />
      <CorrespondentDialog />
      <RuleDialog />
    </main>
  );
}

/** Escape closes what stands over the conversation, then the window. */
function leave(): void {
  if (workspaceStore.getState().side === null) window.close();
  else workspace.back();
}
