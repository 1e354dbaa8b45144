import Copy from "lucide-react/icons/copy";
import FileQuestion from "lucide-react/icons/file-question-mark";
import { useCallback, useDeferredValue, useMemo, useRef } from "react";
import type { DocumentView } from "#shared/contract/documents";
import type { CdaMedia } from "#shared/domain/document";
import { openNarrative } from "#shared/rules/packed-narrative";
import { useText } from "../../text";
import { guardLink } from "../../frame";
import { Button, EmptyState, Tabs, toasts } from "../../ui";
import { CdaNarrative } from "./cda-narrative";
import { useFoundIn } from "./find/find-context";
import { MediaPdf, MediaPicture } from "./document-media";
import styles from "./document-reader.module.css";

const TABS = ["pdf", "cda", "text"] as const;

const isPdf = (media: CdaMedia): boolean => media.mimeType === "application/pdf";

/** What of a document is shown: the PDF that it holds, its structured content, its text alone. */
export type DocumentTab = "pdf" | "cda" | "text";

/** What is read first: the embedded PDF, else the narrative. */
export const firstTab = ({ cda }: DocumentView): DocumentTab =>
  cda?.media.some(isPdf) === true
    ? "pdf"
    : cda !== null && (cda.narrative !== "" || cda.media.length > 0)
      ? "cda"
      : "text";

/** What is read: the embedded PDF first, else the narrative; then the text alone. Which one may be held by who shows it. */
export function DocumentBody({
  view,
  shown,
  onShow,
}: {
  readonly view: DocumentView;
  readonly shown?: DocumentTab;
  readonly onShow?: (tab: DocumentTab) => void;
}) {
  const t = useText();
  const { cda, card } = view;
  const pdf = cda?.media.find(isPdf);
  const narrative = cda !== null && cda.narrative !== "";
  const inside = narrative || (pdf === undefined && cda !== null && cda.media.length > 0);
  const text = cda?.narrativeText ?? "";
  const tabs = [
    ...(pdf === undefined
      ? []
      : [{ id: "pdf", label: t("documents.tabDocument"), content: <MediaPdf id={card.id} mediaId={pdf.id} /> }]),
    ...(inside
      ? [
          {
            id: "cda",
            label: t(pdf === undefined ? "documents.tabDocument" : "documents.tabData"),
            content: narrative ? <Narrative view={view} /> : <HeldFiles view={view} />,
          },
        ]
      : []),
    ...(pdf === undefined && !inside
      ? []
      : [{ id: "text", label: t("documents.tabText"), content: <PlainText text={text} /> }]),
  ];
  if (tabs.length === 0) {
    return (
      <EmptyState icon={FileQuestion} title={t("documents.unreadable")}>
        {t("documents.unreadableText")}
      </EmptyState>
    );
  }
  return (
    <Tabs
      label={t("documents.reader")}
      tabs={tabs}
      {...(shown === undefined ? {} : { selected: shown })}
      {...(onShow === undefined ? {} : { onSelect: (id) => onShow(TABS.find((tab) => tab === id) ?? "text") })}
    />
  );
}

function Narrative({ view: { cda, card } }: { readonly view: DocumentView }) {
  const t = useText();
  const paper = useRef<HTMLElement>(null);
  const sections = useMemo(() => (cda === null ? [] : openNarrative(cda.narrative)), [cda]);
  // Tabs are drawn at one go, once they know each other: what they hold comes after, a little at a time.
  const drawn = useDeferredValue(true, false);
  // « Nowhere » is only said of a document that was read to its end: what is looked for meanwhile waits.
  const whole = useMemo(() => ({ sections, ...awaited() }), [sections]);
  useFoundIn(paper, sections, whole.reached);
  const renderMedia = useCallback(
    (media: CdaMedia, caption: string) =>
      isPdf(media) ? (
        <MediaPdf id={card.id} mediaId={media.id} />
      ) : (
        <MediaPicture id={card.id} media={media} caption={caption} />
      ),
    [card.id],
  );
  if (cda === null) return null;
  return (
    // Reached by keyboard, as a long text is; and the panel that holds it finds there, without walking all of it, that something can be.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <article ref={paper} className={styles.paper} tabIndex={0} aria-label={t("documents.reader")}>
      {drawn && (
        <CdaNarrative
          sections={sections}
          media={cda.media}
          onLink={guardLink}
          renderMedia={renderMedia}
          onWhole={whole.reach}
        />
      )}
    </article>
  );
}

/** An unstructured document that is no PDF: the picture or the file that it is (CDA R2 `nonXMLBody`). */
function HeldFiles({ view: { cda, card } }: { readonly view: DocumentView }) {
  return (
    <article className={styles.paper}>
      {cda?.media.map((media) => (
        <MediaPicture key={media.id} id={card.id} media={media} caption="" />
      ))}
    </article>
  );
}

/** Something to wait for: `reach` tells that it has come. */
function awaited(): { readonly reached: Promise<void>; readonly reach: () => void } {
  let reach = (): void => undefined;
  const reached = new Promise<void>((resolve) => (reach = resolve));
  return { reached, reach };
}

function PlainText({ text }: { readonly text: string }) {
  const t = useText();
  const paper = useRef<HTMLElement>(null);
  useFoundIn(paper, text);
  if (text.trim() === "") return <p>{t("documents.noText")}</p>;
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(text);
    toasts.show(t("app.copied"));
  };
  return (
    <div className={styles.text}>
      <div data-print="never">
        <Button icon={Copy} onPress={() => void copy()}>
          {t("documents.copyText")}
        </Button>
      </div>
      <article ref={paper} className={styles.paper}>
        <pre className={styles.plain}>{text}</pre>
      </article>
    </div>
  );
}
