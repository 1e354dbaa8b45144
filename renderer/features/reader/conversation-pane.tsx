import { memo, useDeferredValue, useEffect, useRef } from "react";
import type { ConversationId } from "#shared/domain/ids";
import type { ConversationView, MessageView } from "#shared/domain/message";
import { useQueryOf } from "../../bridge";
import { useText } from "../../text";
import { FailureBanner, LoadingNote, Skeleton } from "../../ui";
import { openWindow, startDraft, workspace, workspaceStore } from "../../workspace";
import { QuickReply } from "../composer";
import { useShortcuts } from "../help";
import { Bringing } from "./bringing";
import { ExchangeLine } from "./exchange-line";
import { Messages } from "./messages";
import { PatientHead } from "./patient-head";
import { RecordBeside, recordOf, useBeside } from "./record-beside";
import { saveAsPdf } from "./save-as-pdf";
import { SubjectHead } from "./subject-head";
import { useOpening } from "./use-opening";
import styles from "./reader.module.css";

/** A conversation: its subject and actions, whom it is about, its messages, the answer. */
export function ConversationPane({ id }: { readonly id: ConversationId }) {
  const query = useQueryOf("conversations.read", { id });
  // Drawn a little at a time: the keys that walk on are not held up.
  const conversation = useDeferredValue(query.data);
  const isBringing = useOpening(conversation);
  // What is read stays on screen, with the answer being written under it, where reading it again fails for a moment.
  if (query.error !== null && (query.data === undefined || !query.error.failure.retry))
    return (
      <div className={styles.failure}>
        <FailureBanner failure={{ ...query.error.failure, retry: true }} onRetry={() => void query.refetch()} />
      </div>
    );
  if (conversation === undefined) return <Loading />;
  return (
    <Bringing value={isBringing}>
      <Opened conversation={conversation} />
    </Bringing>
  );
}

const Opened = memo(({ conversation }: { readonly conversation: ConversationView }) => {
  const t = useText();
  const { row, patient, messages } = conversation;
  const region = useRef<HTMLElement>(null);
  useReaderShortcuts(conversation);
  const { beside, could } = useBeside(conversation);
  const record = beside === null ? recordOf(conversation) : null;
  const last = messages.at(-1);
  const justSent = last?.outgoing === true ? last.id : null;
  useEffect(() => {
    // The last message is what one came for; then the answer that one wrote.
    region.current?.querySelector("[data-last]")?.scrollIntoView({ block: "nearest" });
  }, [row.id, justSent]);
  return (
    <RecordBeside beside={beside}>
      <section
        ref={region}
        className={styles.conversation}
        aria-label={t("reader.conversation", { subject: row.subject === "" ? t("reader.noSubject") : row.subject })}
      >
        <SubjectHead
          conversation={conversation}
          onRecord={record === null ? null : () => workspace.show({ kind: "patient", id: record })}
          canPutAway={could !== null}
        />
        {patient !== null && (
          <div className={styles.about}>
            <PatientHead patient={patient} name={row.name} />
            {row.exchange !== null && (
              <ExchangeLine
                key={row.id}
                state={row.exchange}
                answers={answered(messages.filter(isLetter))?.id ?? null}
              />
            )}
          </div>
        )}
        <div key={row.id} className={styles.scroll}>
          <div className={styles.column}>
            <Messages messages={messages} />
          </div>
        </div>
        <div className={styles.reply} data-quick-reply="" data-print="never">
          <QuickReply conversation={conversation} />
        </div>
      </section>
    </RecordBeside>
  );
});

/** The message that an answer answers: the last one received, else the last one. */
const answered = (messages: readonly MessageView[]): MessageView | undefined =>
  messages.findLast((message) => !message.outgoing) ?? messages.at(-1);

const isLetter = ({ receipt }: MessageView): boolean => receipt === null;

function useReaderShortcuts({ messages, row }: ConversationView): void {
  const t = useText();
  // Another row may be chosen whose conversation is not drawn yet: no key answers the one before in its place.
  const here = (act: () => void) => (): void => void (workspaceStore.getState().selected === row.id && act());
  const draft = (mode: "reply" | "reply-all" | "forward"): void =>
    void startDraft({ mode, answers: answered(messages)?.id ?? null });
  useShortcuts({
    reply: here(() => {
      const field = document.querySelector<HTMLElement>("[data-quick-reply] textarea, [data-quick-reply] input");
      if (field === null) draft("reply");
      else field.focus();
    }),
    ...(window.pli.window === "main" ? { window: here(() => void openWindow(row.id)) } : {}),
    replyAll: here(() => draft("reply-all")),
    forward: here(() => draft("forward")),
    print: here(() => print()),
    savePdf: here(() => void saveAsPdf(t)),
  });
}

function Loading() {
  return (
    <div className={styles.loading}>
      <LoadingNote />
      <Skeleton widths={[46]} height={22} />
      <Skeleton widths={[100]} height={72} />
      <Skeleton widths={[30, 88, 76, 82]} />
    </div>
  );
}
