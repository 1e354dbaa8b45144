import { useCallback, useEffect, useRef, useState, type KeyboardEvent, type RefObject } from "react";
import type { DraftId, OutboxId } from "#shared/domain/ids";
import { call, useQueryOf } from "../../bridge";
import { useText, type Text } from "../../text";
import { Banner, Button, FailureBanner, LoadingNote, Skeleton, toasts } from "../../ui";
import { workspace } from "../../workspace";
import { TemplateMenu } from "../templates";
import { ComposerFields } from "./composer-fields";
import { ComposerFoot } from "./composer-foot";
import { ComposerHead } from "./composer-head";
import { discard, keep } from "./discarding";
import { writesToPatient } from "./draft-recipients";
import { Guards, refusedAddresses } from "./guards";
import { insertTemplate } from "./insert-template";
import { leaveBlank } from "./leave-blank";
import { ScannedFiles } from "./scanned-files";
import { Sheet, type TextWriter } from "./sheet";
import { useAttaching } from "./use-attaching";
import { useDraft, type DraftInHand } from "./use-draft";
import { useSending } from "./use-sending";
import styles from "./composer.module.css";

type Props = {
  readonly draftId: DraftId;
  readonly onClose: () => void;
  /** In a window of its own: hears what was handed over, and for when; null in the main window. */
  readonly onSent?: ((id: OutboxId, at: Date | null) => Promise<unknown>) | undefined;
};

/** The message being written, in the place of the conversation. Ctrl+Enter sends, Escape closes and keeps the draft. */
export function Composer(props: Props) {
  const { draftId } = props;
  const elsewhere = useQueryOf("composers.state", undefined, { keep: true }).data?.windows.includes(draftId) ?? false;
  if (elsewhere && props.onSent === undefined) return <InItsWindow draftId={draftId} />;
  return <Editor key={draftId} {...props} />;
}

function Editor({ draftId, onClose, onSent }: Props) {
  const t = useText();
  const check = useQueryOf("drafts.check", { id: draftId }, { keep: true });
  const { refetch } = check;
  const recheck = useCallback((): void => void refetch(), [refetch]);
  const { draft, error } = useDraft(draftId);
  const savedAt = draft?.saved.state === "saved" ? draft.saved.at : 0;
  // What is checked is what main has kept.
  useEffect(() => {
    if (savedAt > 0) recheck();
  }, [savedAt, recheck]);
  useEffect(() => {
    keep(draftId);
  }, [draftId]);
  return (
    <section className={styles.composer} aria-label={t("writing.composer")}>
      {draft === null ? (
        <div className={styles.waiting}>{error === null ? <Opening /> : <FailureBanner failure={error.failure} />}</div>
      ) : (
        <Writing
          draftId={draftId}
          draft={draft}
          check={check.data}
          recheck={recheck}
          onClose={onClose}
          onSent={onSent}
        />
      )}
    </section>
  );
}

/** It is being written in its own window: two places for one text would lose words. */
function InItsWindow({ draftId }: { readonly draftId: DraftId }) {
  const t = useText();
  return (
    <section className={styles.composer} aria-label={t("writing.composer")}>
      <div className={styles.waiting}>
        <Banner>{t("writing.inItsWindow")}</Banner>
        <p>
          <Button onPress={() => void call("composers.open", { id: draftId })}>{t("writing.showWindow")}</Button>
        </p>
      </div>
    </section>
  );
}

function Writing({
  draftId,
  draft,
  check,
  recheck,
  onClose,
  onSent,
}: Props & {
  readonly draft: DraftInHand;
  readonly check: Parameters<typeof Guards>[0]["check"];
  readonly recheck: () => void;
}) {
  const t = useText();
  const writer = useRef<TextWriter>(null);
  const hold = useCallback((now: TextWriter | null): void => {
    writer.current = now;
  }, []);
  const [tried, setTried] = useState(false);
  const attaching = useAttaching(draftId, recheck);
  const hasPatient = writesToPatient(draft.fields);
  const refused = (): void => {
    setTried(true);
    recheck();
  };
  const close = (): void => {
    // A window of its own closes on what is kept; the main window then judges whether it was blank.
    if (onSent !== undefined) return void draft.flush().finally(onClose);
    onClose();
    // What was typed and erased again is saved first: a save after the end would find nothing.
    if (!attaching.pending) void draft.flush().then((isKept) => (isKept ? leaveBlank(draftId, draft) : undefined));
  };
  const ready = async (): Promise<DraftId | null> => ((await draft.flush()) ? draftId : null);
  const sending = useSending({ ready, onBlocked: refused, onSent: onClose, tell: onSent });
  return (
    // Keys of the whole form: its fields hold the focus.
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions
    <div className={styles.writing} onKeyDown={(event) => keyed(event, sending.send, close)} {...attaching.zone}>
      <ComposerHead
        draft={draft}
        place={onSent === undefined ? "docked" : "window"}
        onMove={() => void move(draftId, draft, onSent === undefined)}
        onClose={close}
        onDiscard={() => void thrown(draftId, { t, close: onClose, here: onSent === undefined })}
      />
      <div className={styles.scroll}>
        <ComposerFields draft={draft} refused={refusedAddresses(check)} />
        <Guards check={check} tried={tried} />
        <Sheet draftId={draftId} draft={draft} hasPatient={hasPatient} onDetach={attaching.detach} onWriter={hold} />
      </div>
      <ComposerFoot
        draft={draft}
        reportsDelivery={check?.reportsDelivery ?? null}
        attaching={attaching.pending}
        sending={sending}
        onAttach={attaching.choose}
        tools={<Tools draftId={draftId} draft={draft} writer={writer} recheck={recheck} />}
      />
      {attaching.dropping && <p className={styles.drop}>{t("writing.drop")}</p>}
      {sending.dialog}
    </div>
  );
}

/** Thrown away, with the time to change one's mind: the main window gives it, since a window of its own closes. */
async function thrown(
  draftId: DraftId,
  { t, close, here }: { readonly t: Text; readonly close: () => void; readonly here: boolean },
): Promise<void> {
  if (here) discard(draftId, t);
  else await call("composers.thrown", { id: draftId });
  close();
}

/** From the main window to a window of its own, and back; what is typed goes along. */
async function move(draftId: DraftId, draft: DraftInHand, docked: boolean): Promise<void> {
  if (!(await draft.flush())) return;
  const result = await call(docked ? "composers.open" : "composers.dock", { id: draftId });
  if (!result.ok) toasts.failure(result.failure);
  else if (docked) workspace.undock(draftId);
}

/** The templates of the mailbox that is written from, and what was scanned. */
function Tools({
  draftId,
  draft,
  writer,
  recheck,
}: {
  readonly draftId: DraftId;
  readonly draft: DraftInHand;
  readonly writer: RefObject<TextWriter | null>;
  readonly recheck: () => void;
}) {
  return (
    <>
      <TemplateMenu
        draftId={draftId}
        mailboxId={draft.fields.mailboxId}
        ready={draft.flush}
        onInsert={(filled) => insertTemplate(draft, writer.current, filled)}
      />
      <ScannedFiles draftId={draftId} onAttached={recheck} />
    </>
  );
}

/** Ctrl+Enter sends, Escape closes. */
function keyed(event: KeyboardEvent<HTMLElement>, send: () => void, close: () => void): void {
  // A dialog's keys rise through React although it is drawn elsewhere.
  if (!(event.target instanceof Node && event.currentTarget.contains(event.target))) return;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    send();
  } else if (event.key === "Escape" && !event.defaultPrevented) close();
}

function Opening() {
  return (
    <>
      <LoadingNote />
      <Skeleton widths={[40]} height={22} />
      <Skeleton widths={[100, 100, 60]} height={26} />
      <Skeleton widths={[100]} height={220} />
    </>
  );
}
