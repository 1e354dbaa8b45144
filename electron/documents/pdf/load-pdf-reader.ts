import type { PDFDocumentLoadingTask } from "pdfjs-dist/legacy/build/pdf.mjs";
import { madeOnce } from "#shared/rules/made-once";

/** pdf.js, set up to read text only. */
export type PdfReader = { readonly open: (bytes: Uint8Array) => PDFDocumentLoadingTask };

/** Loads pdf.js once, on first need: it costs some 100 ms and 20 MB. Its worker runs in this very process. */
export const loadPdfReader: () => Promise<PdfReader> = madeOnce(load);

async function load(): Promise<PdfReader> {
  prepareGlobals();
  // Importing the worker makes pdf.js run it here instead of looking for its file, which no bundle has.
  await import("pdfjs-dist/legacy/build/pdf.worker.mjs");
  const { getDocument, VerbosityLevel } = await withoutNativeCanvas(() => import("pdfjs-dist/legacy/build/pdf.mjs"));
  return {
    open: (data) =>
      getDocument({
        data,
        verbosity: VerbosityLevel.ERRORS,
        isEvalSupported: false,
        enableXfa: false,
        disableFontFace: true,
        useSystemFonts: false,
        useWorkerFetch: false,
        isOffscreenCanvasSupported: false,
        isImageDecoderSupported: false,
        maxImageSize: 1,
        disableAutoFetch: true,
        disableStream: true,
        disableRange: true,
        stopAtErrors: false,
        useWasm: false,
      }),
  };
}

/**
 * pdf.js 5.4 takes an Electron utility process for a page, and asks for drawing classes as soon as it is imported; text needs
 * none of them. `process.type` exists only in Electron.
 */
function prepareGlobals(): void {
  if ("type" in process) Object.defineProperty(process, "type", { value: "browser", configurable: true });
  const scope: Record<string, unknown> = globalThis;
  for (const name of ["DOMMatrix", "ImageData", "Path2D"]) scope[name] ??= class {};
}

/** pdf.js loads a native drawing library as soon as it is imported in Node: it gets an empty one, for text needs none. */
async function withoutNativeCanvas<Value>(act: () => Promise<Value>): Promise<Value> {
  const original = Object.getOwnPropertyDescriptor(process, "getBuiltinModule");
  const value = (id: string): unknown => (id === "module" ? { createRequire: () => () => ({}) } : undefined);
  Object.defineProperty(process, "getBuiltinModule", { value, configurable: true, writable: true });
  try {
    return await act();
  } finally {
    if (original) Object.defineProperty(process, "getBuiltinModule", original);
    else Reflect.deleteProperty(process, "getBuiltinModule");
  }
}
