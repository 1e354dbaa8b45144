import type { ReactNode } from "react";
import type { ConversationId, DraftId, PatientId } from "#shared/domain/ids";
import type { ConversationView } from "#shared/domain/message";
import { useQueryOf } from "../../bridge";
import { useText } from "../../text";
import { classes, useMedia } from "../../ui";
import { useWorkspace } from "../../workspace";
import { PatientPanel } from "../patients";
import { CorrespondentPanel } from "../recipients";
import { besideOf, type Beside } from "./beside-of";
import styles from "./reader.module.css";

/** What is read or written, with what is known of whom it is about beside it where there is room. One tree with the record or without: the answer begun outlives a window made wider and a document opened beside. */
export function RecordBeside({ beside, children }: { readonly beside: Beside | null; readonly children: ReactNode }) {
  const t = useText();
  const alone = useWorkspace((now) => now.alone);
  return (
    <div
      className={classes(styles.opened, beside !== null && styles.withRecord, alone && styles.centred)}
      data-print="page"
    >
      {children}
      {beside !== null && (
        <aside
          className={styles.record}
          aria-label={t(beside.kind === "patient" ? "reader.recordTitle" : "reader.correspondentTitle")}
          data-print="never"
        >
          {beside.kind === "patient" ? (
            <PatientPanel key={beside.id} id={beside.id} />
          ) : (
            <CorrespondentPanel key={beside.id} id={beside.id} />
          )}
        </aside>
      )}
    </div>
  );
}

/** Whether the window has room for it, while nothing else is open there. */
function useRoomBeside(): boolean {
  const alone = useWorkspace((now) => now.alone);
  // A window of its own has neither rail nor list.
  const wide = useMedia(`(min-width: ${alone ? 1180 : 1760}px)`);
  return useWorkspace((now) => now.side === null) && wide;
}

/** What stands beside a conversation, and what could: the first is null where there is no room, or the person put it away. */
export function useBeside(conversation: ConversationView | null): {
  readonly beside: Beside | null;
  readonly could: Beside | null;
} {
  const hasRoom = useRoomBeside();
  const shown = useWorkspace((now) => now.beside);
  const could = hasRoom && conversation !== null ? besideOf(conversation) : null;
  return { beside: shown ? could : null, could };
}

/** The conversation a draft answers: the open one, while it is a message of it that is answered or sent on. */
export function useAnswered(draft: DraftId, selected: ConversationId | null): ConversationView | null {
  const answers = useQueryOf("drafts.open", { id: draft }).data?.answers ?? null;
  const conversation = useQueryOf(
    "conversations.read",
    { id: selected ?? ("" as ConversationId) },
    { enabled: selected !== null && answers !== null },
  ).data;
  return conversation?.messages.some(({ id }) => id === answers) === true ? conversation : null;
}

/** The record that a button opens over the conversation, where none stands beside it. */
export const recordOf = (conversation: ConversationView): PatientId | null => {
  const could = besideOf(conversation);
  return could?.kind === "patient" ? could.id : null;
};
