import Maximize from "lucide-react/icons/move-horizontal";
import ZoomIn from "lucide-react/icons/zoom-in";
import ZoomOut from "lucide-react/icons/zoom-out";
import { useEffect, useRef, useState, type RefObject } from "react";
import { useText } from "../../../text";
import { Banner, IconButton } from "../../../ui";
import { openPdf, type OpenPdf } from "./open-pdf";
import { PdfPage } from "./pdf-page";
import { nextZoom, type Zoom } from "./zoom";
import styles from "./pdf-view.module.css";

/** A PDF as its pages one under the other, drawn when they come near the screen, with their text to select and copy. */
export function PdfView({ bytes }: { readonly bytes: Uint8Array }) {
  const t = useText();
  const room = useRef<HTMLDivElement>(null);
  const [pdf, setPdf] = useState<OpenPdf | null>(null);
  const [failed, setFailed] = useState(false);
  const [zoom, setZoom] = useState<Zoom>("fit");
  const width = useWidth(room);
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
    <div className={styles.view}>
      <Tools pages={pdf?.pages ?? null} zoom={zoom} onZoom={setZoom} />
      {/* Scrolled by keys when it is wider than its room. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div ref={room} className={styles.pages} role="region" aria-label={t("documents.pdf")} tabIndex={0}>
        {pdf !== null &&
          width > 0 &&
          Array.from({ length: pdf.pages }, (_, at) => (
            <PdfPage key={at + 1} document={pdf.document} number={at + 1} pages={pdf.pages} zoom={zoom} width={width} />
          ))}
      </div>
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
      <IconButton icon={ZoomOut} label={t("documents.zoomOut")} onPress={() => onZoom(nextZoom(zoom, -1))} />
      <span className={styles.percent} aria-live="polite">
        {zoom === "fit" ? "" : t("documents.zoom", { percent: zoom })}
      </span>
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
