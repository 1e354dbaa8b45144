import { lazy, Suspense, useMemo, useState } from "react";
import type { DraftId } from "#shared/domain/ids";
import type { RichText } from "#shared/domain/rich-text";
import { richToHtml } from "#shared/rules/rich-html";
import { richToText } from "#shared/rules/rich-text";
import { useText } from "../../text";
import { LoadingNote, Skeleton } from "../../ui";
import { AttachmentList } from "./attachment-list";
import type { RichHandle } from "./rich/rich-editor";
import type { DraftInHand } from "./use-draft";
import styles from "./composer.module.css";

/** The text of the message as what is inserted from elsewhere finds it: plain, or with its formatting. */
export type TextWriter =
  | { readonly kind: "plain"; readonly area: HTMLTextAreaElement }
  | ({ readonly kind: "rich" } & RichHandle);

// What few messages need is not read at start.
const RichEditor = lazy(async () => ({ default: (await import("./rich/rich-editor")).RichEditor }));

/** The text and what is joined to it. */
export function Sheet({
  draftId,
  draft,
  hasPatient,
  onDetach,
  onWriter,
}: {
  readonly draftId: DraftId;
  readonly draft: DraftInHand;
  readonly hasPatient: boolean;
  readonly onDetach: (attachmentId: string) => void;
  readonly onWriter: (writer: TextWriter | null) => void;
}) {
  const { text, rich = null } = draft.fields;
  const weighed = useMemo(() => (rich === null ? text : `${text}${richToHtml(rich)}`), [text, rich]);
  return (
    <div className={styles.sheet}>
      {rich === null ? (
        <PlainText draft={draft} onWriter={onWriter} />
      ) : (
        <FormattedText draft={draft} rich={rich} onWriter={onWriter} />
      )}
      <AttachmentList
        draftId={draftId}
        attachments={draft.attachments}
        text={weighed}
        hasPatient={hasPatient}
        onDetach={onDetach}
      />
    </div>
  );
}

type TextProps = { readonly draft: DraftInHand; readonly onWriter: (writer: TextWriter | null) => void };

function PlainText({ draft, onWriter }: TextProps) {
  const t = useText();
  return (
    <textarea
      ref={(area) => onWriter(area === null ? null : { kind: "plain", area })}
      className={styles.text}
      aria-label={t("writing.text")}
      placeholder={t("writing.textPlaceholder")}
      value={draft.fields.text}
      maxLength={2_000_000}
      // An answer is begun at its text, a new message at its recipients.
      // eslint-disable-next-line jsx-a11y/no-autofocus
      autoFocus={draft.fields.to.length > 0}
      onChange={(event) => draft.set({ text: event.target.value })}
      onFocus={startAtTop}
    />
  );
}

function FormattedText({ draft, rich, onWriter }: TextProps & { readonly rich: RichText }) {
  // Once it is open, a recipient that is added does not take the caret away.
  const [takesFocus] = useState(draft.fields.to.length > 0);
  return (
    <Suspense
      fallback={
        <>
          <LoadingNote />
          <Skeleton widths={[100, 100, 60]} height={26} />
        </>
      }
    >
      <RichEditor
        ref={(handle) => onWriter(handle === null ? null : { kind: "rich", ...handle })}
        rich={rich}
        takesFocus={takesFocus}
        onChange={(now) => draft.set({ rich: now, text: richToText(now) })}
      />
    </Suspense>
  );
}

/** An answer begins above what it quotes. */
function startAtTop({ currentTarget }: { readonly currentTarget: HTMLTextAreaElement }): void {
  if (currentTarget.selectionStart === currentTarget.value.length && currentTarget.value.startsWith("\n"))
    currentTarget.setSelectionRange(0, 0);
}
