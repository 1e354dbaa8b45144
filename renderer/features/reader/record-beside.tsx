import type { ReactNode } from "react";
import type { ConversationId, DraftId, PatientId } from "#shared/domain/ids";
import type { ConversationView } from "#shared/domain/message";
import { useQueryOf } from "../../bridge";
import { useText } from "../../text";
import { classes, useMedia } from "../../ui";
import { useWorkspace } from "../../workspace";
import { PatientPanel } from "../patients";
import styles from "./reader.module.css";

/** What is read or written, with the patient's record beside it where there is one to show. One tree with the record or without: the answer begun outlives a window made wider and a document opened beside. */
export function RecordBeside({
  record,
  children,
}: {
  readonly record: PatientId | null;
  readonly children: ReactNode;
}) {
  const t = useText();
  const alone = useWorkspace((now) => now.alone);
  return (
    <div
      className={classes(styles.opened, record !== null && styles.withRecord, alone && styles.centred)}
      data-print="page"
    >
      {children}
      {record !== null && (
        <aside className={styles.record} aria-label={t("reader.recordTitle")} data-print="never">
          <PatientPanel key={record} id={record} />
        </aside>
      )}
    </div>
  );
}

/** The patient whose record stands beside the conversation: a known one, in a wide window, while nothing else is open there. */
export function useRecordBeside(patient: ConversationView["patient"]): PatientId | null {
  const alone = useWorkspace((now) => now.alone);
  // A window of its own has neither rail nor list.
  const wide = useMedia(`(min-width: ${alone ? 1180 : 1760}px)`);
  const side = useWorkspace((now) => now.side);
  return wide && side === null ? (patient?.known?.id ?? null) : null;
}

/** The patient a draft is about: the one of the open conversation, while it is a message of it that is answered or sent on. */
export function useAnswered(draft: DraftId, selected: ConversationId | null): ConversationView["patient"] {
  const answers = useQueryOf("drafts.open", { id: draft }).data?.answers ?? null;
  const conversation = useQueryOf(
    "conversations.read",
    { id: selected ?? ("" as ConversationId) },
    { enabled: selected !== null && answers !== null },
  ).data;
  return conversation?.messages.some(({ id }) => id === answers) === true ? conversation.patient : null;
}
