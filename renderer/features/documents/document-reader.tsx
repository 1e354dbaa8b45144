import { useEffect, useRef, type KeyboardEvent } from "react";
import type { DocumentView } from "#shared/contract/documents";
import type { DocumentId } from "#shared/domain/ids";
import { useQueryOf } from "../../bridge";
import { useText } from "../../text";
import { Banner, FailureBanner, LoadingNote, Skeleton } from "../../ui";
import { DocumentBody } from "./document-body";
import { DocumentHead } from "./document-head";
import { ReaderActions } from "./reader-actions";
import { titleOf } from "./document-words";
import { VersionNote } from "./version-note";
import styles from "./document-reader.module.css";

/** A medical document opened beside or over its conversation. Escape closes it. */
export function DocumentReader({ id, onClose }: { readonly id: DocumentId; readonly onClose: () => void }) {
  const t = useText();
  const query = useQueryOf("documents.open", { id });
  const region = useRef<HTMLElement>(null);
  useEffect(() => {
    region.current?.focus();
  }, []);
  const key = (event: KeyboardEvent<HTMLElement>): void => {
    if (
      event.key === "Escape" &&
      !event.defaultPrevented &&
      event.target instanceof Node &&
      event.currentTarget.contains(event.target)
    )
      onClose();
  };
  const view = query.data;
  return (
    // Escape is heard from wherever the focus is in the document.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      ref={region}
      tabIndex={-1}
      className={styles.reader}
      aria-label={view === undefined ? t("documents.reader") : titleOf(view.card, t)}
      onKeyDown={key}
      data-print="page"
    >
      <ReaderActions view={view ?? null} onClose={onClose} />
      <div className={styles.scroll}>
        {query.error !== null && (
          <FailureBanner failure={{ ...query.error.failure, retry: true }} onRetry={() => void query.refetch()} />
        )}
        {view === undefined ? query.error === null && <Opening /> : <Opened view={view} />}
      </div>
    </section>
  );
}

function Opened({ view }: { readonly view: DocumentView }) {
  const t = useText();
  return (
    <>
      <DocumentHead view={view} />
      {view.card.integrity === "broken" && (
        <Banner tone="warning" live>
          {t("documents.integrityAbout-broken")}
        </Banner>
      )}
      <VersionNote view={view} />
      {view.cda?.selfDisplaying === true && <Banner>{t("documents.selfDisplaying")}</Banner>}
      <DocumentBody view={view} />
    </>
  );
}

function Opening() {
  return (
    <div className={styles.opening}>
      <LoadingNote />
      <Skeleton widths={[60]} height={22} />
      <Skeleton widths={[80, 70, 50]} />
      <Skeleton widths={[100]} height={420} />
    </div>
  );
}
