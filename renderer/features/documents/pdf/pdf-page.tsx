import type { PDFDocumentProxy, PDFPageProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import { useEffect, useRef, useState, type CSSProperties, type RefObject } from "react";
import { useText } from "../../../text";
import { scaleOf, type Zoom } from "./zoom";
import styles from "./pdf-view.module.css";

const A4 = { width: 595, height: 842 };
const MOST_PIXELS = 24_000_000;

/** One page: room kept at once, drawn when it comes near the screen, its text laid over it. */
export function PdfPage({
  document,
  number,
  pages,
  zoom,
  width,
  onText,
}: {
  readonly document: PDFDocumentProxy;
  readonly number: number;
  readonly pages: number;
  readonly zoom: Zoom;
  readonly width: number;
  /** The elements that hold the runs of its text, each time that they have been laid out. */
  readonly onText: (number: number, runs: readonly HTMLElement[]) => void;
}) {
  const t = useText();
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const text = useRef<HTMLDivElement>(null);
  const near = useNear(frame);
  const page = usePage(document, number, near);
  const natural = page?.getViewport({ scale: 1 }) ?? A4;
  const scale = scaleOf(zoom, natural.width, width);
  useEffect(() => {
    if (page === null || canvas.current === null || text.current === null) return;
    return drawPage(page, scale, canvas.current, text.current, (runs) => onText(number, runs));
  }, [page, scale, number, onText]);
  const size = {
    "--page-width": `${Math.floor(natural.width * scale)}px`,
    "--page-height": `${Math.floor(natural.height * scale)}px`,
    "--total-scale-factor": scale,
  } as CSSProperties;
  return (
    <div
      ref={frame}
      className={styles.page}
      style={size}
      role="group"
      aria-label={t("documents.page", { page: number, pages })}
    >
      <canvas ref={canvas} className={styles.canvas} aria-hidden="true" />
      <div ref={text} className={styles.text} />
    </div>
  );
}

/** The page of a document, read once it is `near`; null until then, or when it is broken. */
function usePage(document: PDFDocumentProxy, number: number, near: boolean): PDFPageProxy | null {
  const [page, setPage] = useState<PDFPageProxy | null>(null);
  useEffect(() => {
    if (!near) return;
    let current = true;
    document
      .getPage(number)
      .then((found) => current && setPage(found))
      .catch(() => {});
    return () => {
      current = false;
    };
  }, [document, near, number]);
  return page;
}

/** Draws a page and its text; gives how to stop. */
function drawPage(
  page: PDFPageProxy,
  scale: number,
  canvas: HTMLCanvasElement,
  text: HTMLDivElement,
  onText: (runs: readonly HTMLElement[]) => void,
): () => void {
  const viewport = page.getViewport({ scale });
  const sharp = Math.min(
    devicePixelRatio || 1,
    3,
    Math.sqrt(MOST_PIXELS / Math.max(1, viewport.width * viewport.height)),
  );
  canvas.width = Math.max(1, Math.floor(viewport.width * sharp));
  canvas.height = Math.max(1, Math.floor(viewport.height * sharp));
  const task = page.render({ canvas, viewport, transform: [sharp, 0, 0, sharp, 0, 0] });
  // A drawing that was stopped, or a page that is broken, leaves what could be drawn.
  task.promise.catch(() => {});
  let stopped = false;
  let layer: { cancel: () => void } | null = null;
  void import("pdfjs-dist/legacy/build/pdf.mjs").then(({ TextLayer }) => {
    if (stopped) return;
    text.replaceChildren();
    const made = new TextLayer({ textContentSource: page.streamTextContent(), container: text, viewport });
    layer = made;
    made.render().then(
      () => !stopped && onText(made.textDivs),
      () => {},
    );
  });
  return () => {
    stopped = true;
    task.cancel();
    layer?.cancel();
  };
}

/** True once the element has come within a screen of being seen. */
function useNear(element: RefObject<HTMLElement | null>): boolean {
  const [near, setNear] = useState(false);
  useEffect(() => {
    if (element.current === null || near) return;
    const observer = new IntersectionObserver(
      (entries) => entries.some((entry) => entry.isIntersecting) && setNear(true),
      { rootMargin: "800px" },
    );
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element, near]);
  return near;
}
