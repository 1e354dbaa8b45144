import { useDeferredValue, useEffect, useRef, useState, type KeyboardEvent, type RefObject } from "react";
import type { DocumentView } from "#shared/contract/documents";
import type { DocumentId } from "#shared/domain/ids";
import { useQueryOf } from "../../bridge";
import { useText } from "../../text";
import { Banner, FailureBanner, LoadingNote, Skeleton } from "../../ui";
import { useShortcuts } from "../help";
import { DocumentBody, firstTab, type DocumentTab } from "./document-body";
import { DocumentHead } from "./document-head";
import { FindBar } from "./find/find-bar";
import { FindContext } from "./find/find-context";
import { createFinder, type Finder } from "./find/finder";
import { paint } from "./find/paint";
import { ReaderActions } from "./reader-actions";
import { titleOf } from "./document-words";
import { VersionNote } from "./version-note";
import styles from "./document-reader.module.css";

/** A medical document opened beside or over its conversation. Escape closes it, Ctrl+F looks for words in it. */
export function DocumentReader({ id, onClose }: { readonly id: DocumentId; readonly onClose: () => void }) {
  const t = useText();
  const query = useQueryOf("documents.open", { id });
  const region = useRef<HTMLElement>(null);
  useFocusHere(region);
  const [finder] = useState(() => createFinder(paint));
  useEffect(() => () => finder.close(), [finder]);
  useShortcuts({ find: finder.open });
  const view = useDeferredValue(query.data);
  const [chosen, setShown] = useState<DocumentTab | null>(null);
  const shown = chosen ?? (view === undefined ? "text" : firstTab(view));
  return (
    // Escape is heard from wherever the focus is in the document.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      ref={region}
      tabIndex={-1}
      className={styles.reader}
      aria-label={view === undefined ? t("documents.reader") : titleOf(view.card, t)}
      onKeyDown={(event) => hear(event, finder, onClose)}
      data-print="page"
    >
      <ReaderActions view={view ?? null} shown={shown} onFind={finder.open} onClose={onClose} />
      <FindBar finder={finder} onClose={() => region.current?.focus()} />
      <div className={styles.scroll} data-paper="">
        {query.error !== null && (
          <FailureBanner failure={{ ...query.error.failure, retry: true }} onRetry={() => void query.refetch()} />
        )}
        <FindContext value={finder}>
          {view === undefined ? (
            query.error === null && <Opening />
          ) : (
            <Opened view={view} shown={shown} onShow={setShown} />
          )}
        </FindContext>
      </div>
    </section>
  );
}

/** Takes the focus when it opens, and gives it back to what it was opened from. */
function useFocusHere(region: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const from = document.activeElement;
    region.current?.focus();
    return () => {
      const isLost = document.activeElement === document.body;
      if (isLost && from instanceof HTMLElement && from.isConnected) from.focus();
    };
  }, [region]);
}

/** Escape closes the search, then the document; Ctrl+F looks for words. */
function hear(event: KeyboardEvent<HTMLElement>, finder: Finder, close: () => void): void {
  // What is heard from a menu or a dialog drawn elsewhere is not for the document.
  if (event.defaultPrevented || !(event.target instanceof Node && event.currentTarget.contains(event.target))) return;
  if (event.key === "Escape" && finder.state.getState().open) finder.close();
  else if (event.key === "Escape") close();
  if (event.key.toLowerCase() === "f" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey) {
    event.preventDefault();
    finder.open();
  }
}

type Shown = { readonly shown: DocumentTab; readonly onShow: (tab: DocumentTab) => void };

function Opened({ view, ...tabs }: { readonly view: DocumentView } & Shown) {
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
      <DocumentBody view={view} {...tabs} />
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
