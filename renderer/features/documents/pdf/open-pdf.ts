import type { PDFDocumentProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
// Vite gives the address of the file as the default export.
// eslint-disable-next-line import/default
import workerUrl from "pdfjs-dist/legacy/build/pdf.worker.min.mjs?url";
import { BundledFonts, BundledMaps } from "./bundled-data";

const MOST_PAGES = 2000;

/** A PDF opened for drawing. */
export type OpenPdf = { readonly document: PDFDocumentProxy; readonly pages: number; readonly close: () => void };

/** Opens a PDF in a worker of our own origin: no script, no form, no eval, no WebAssembly, no fetching. Throws when it is unreadable. */
export async function openPdf(bytes: Uint8Array): Promise<OpenPdf> {
  const pdfjs = await import("pdfjs-dist/legacy/build/pdf.mjs");
  pdfjs.GlobalWorkerOptions.workerSrc = workerUrl;
  const task = pdfjs.getDocument({
    // The worker takes the bytes away from us: it is given a copy.
    data: bytes.slice(),
    isEvalSupported: false,
    enableXfa: false,
    useWasm: false,
    useWorkerFetch: false,
    // The same page on every computer: the fonts of PDF are ours, not the system's.
    useSystemFonts: false,
    StandardFontDataFactory: BundledFonts,
    CMapReaderFactory: BundledMaps,
    disableAutoFetch: true,
    maxImageSize: 64_000_000,
    canvasMaxAreaInBytes: 268_435_456,
  });
  const document = await task.promise;
  return { document, pages: Math.min(document.numPages, MOST_PAGES), close: () => void task.destroy() };
}
