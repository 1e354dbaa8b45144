import Maximize from "lucide-react/icons/move-horizontal";
import ZoomIn from "lucide-react/icons/zoom-in";
import ZoomOut from "lucide-react/icons/zoom-out";
import { useCallback, useEffect, useRef, useState, type RefObject } from "react";
import { useText } from "../../../text";
import { Banner, IconButton, recall, remember } from "../../../ui";
import { useOnPaper } from "../draw-whole";
import { useFinder } from "../find/find-context";
import { openPdf, type OpenPdf } from "./open-pdf";
import { PaperPages } from "./paper-pages";
import { readRuns } from "./pdf-runs";
import { PdfPage } from "./pdf-page";
import { nextZoom, zoomKept, type Zoom } from "./zoom";
import styles from "./pdf-view.module.css";

/** What the zoom is kept under; 0 is « as wide as its room ». */
const ZOOM = "pdf-zoom";

/** A PDF as its pages one under the other, drawn when they come near the screen, with their text to select and copy. */
export function PdfView({ bytes }: { readonly bytes: Uint8Array }) {
  const t = useText();
  const room = useRef<HTMLDivElement>(null);
  const [pdf, setPdf] = useState<OpenPdf | null>(null);
  const [failed, setFailed] = useState(false);
  const [zoom, setZoom] = useZoom();
  const onPaper = useOnPaper();
  const width = useWidth(room);
  const onText = useFoundInPdf(pdf, room);
  useEffect(() => {
    let opened: OpenPdf | null = null;
    let left = false;
    openPdf(bytes)
      .then((made) => {
        opened = made;
        if (left) made.close();
        else setPdf(made);
      })
      .catch(() => setFailed(true));
    return () => {
      left = true;
      opened?.close();
    };
  }, [bytes]);
  if (failed) return <Banner tone="warning">{t("documents.pdfFailed")}</Banner>;
  return (
    <div className={styles.view} data-find="own">
      <Tools pages={pdf?.pages ?? null} zoom={zoom} onZoom={setZoom} />
      {/* Scrolled by keys when it is wider than its room. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div ref={room} className={styles.pages} role="region" aria-label={t("documents.pdf")} tabIndex={0}>
        {pdf !== null &&
          width > 0 &&
          Array.from({ length: pdf.pages }, (_, at) => (
            <PdfPage
              key={at + 1}
              document={pdf.document}
              number={at + 1}
              pages={pdf.pages}
              zoom={zoom}
              width={width}
              onText={onText}
            />
          ))}
      </div>
      {onPaper && <PaperPages pdf={pdf} />}
    </div>
  );
}

function Tools({
  pages,
  zoom,
  onZoom,
}: {
  readonly pages: number | null;
  readonly zoom: Zoom;
  readonly onZoom: (zoom: Zoom) => void;
}) {
  const t = useText();
  return (
    <div className={styles.tools} data-print="never">
      <span className={styles.count}>{pages === null ? "" : t("documents.pages", { count: pages })}</span>
      <span className={styles.percent} aria-live="polite">
        {zoom === "fit" ? "" : t("documents.zoom", { percent: zoom })}
      </span>
      <IconButton icon={ZoomOut} label={t("documents.zoomOut")} onPress={() => onZoom(nextZoom(zoom, -1))} />
      <IconButton icon={ZoomIn} label={t("documents.zoomIn")} onPress={() => onZoom(nextZoom(zoom, 1))} />
      <IconButton
        icon={Maximize}
        label={t("documents.zoomFit")}
        isPressed={zoom === "fit"}
        onPress={() => onZoom("fit")}
      />
    </div>
  );
}

/** The zoom chosen last, kept for the next document and the next start. */
function useZoom(): readonly [Zoom, (zoom: Zoom) => void] {
  const [zoom, setZoom] = useState<Zoom>(() => zoomKept(recall(ZOOM, 0)));
  return [
    zoom,
    (next) => {
      remember(ZOOM, next === "fit" ? 0 : next);
      setZoom(next);
    },
  ];
}

/** Offers the text of every page to the search of the document; gives what each page tells once its text is laid out. */
function useFoundInPdf(pdf: OpenPdf | null, room: RefObject<HTMLElement | null>) {
  const finder = useFinder();
  const laid = useRef(new Map<number, readonly HTMLElement[]>());
  useEffect(() => {
    if (finder === null || pdf === null) return;
    const drawn = laid.current;
    let runs: ReturnType<typeof readRuns> | null = null;
    const remove = finder.add({
      read: () => (runs ??= readRuns(pdf)),
      nodes: (page) => drawn.get(page + 1)?.map(({ firstChild }) => firstChild) ?? null,
      reveal: (page) => room.current?.children.item(page)?.scrollIntoView({ block: "center" }),
    });
    return () => {
      remove();
      drawn.clear();
    };
  }, [finder, pdf, room]);
  return useCallback(
    (number: number, runs: readonly HTMLElement[]) => {
      laid.current.set(number, runs);
      finder?.drawn();
    },
    [finder],
  );
}

/** The width of a place in CSS pixels, in steps, so that moving an edge does not draw everything at each pixel. */
function useWidth(place: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => setWidth(Math.floor(element.clientWidth / 8) * 8));
    observer.observe(element);
    return () => observer.disconnect();
  }, [place]);
  return width;
}
