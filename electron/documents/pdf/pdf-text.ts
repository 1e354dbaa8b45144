import { loadPdfReader } from "./load-pdf-reader";

/** Bounds of what is read of one PDF. `timeMs` is looked at between pages. */
export type PdfTextBounds = { readonly maxPages: number; readonly maxChars: number; readonly timeMs?: number };

/**
 * Text of a PDF, page after page, within the bounds; an empty string when it is broken, encrypted or holds no text. No script, form
 * or file of the PDF is ever run. A single page can still take long: run it where time is bounded (the parser process).
 */
export async function pdfText(bytes: Uint8Array, bounds: PdfTextBounds): Promise<string> {
  const reader = await loadPdfReader();
  // pdf.js takes the buffer over for itself: it gets a copy.
  const task = reader.open(Uint8Array.from(bytes));
  try {
    const pdf = await task.promise;
    const end = performance.now() + (bounds.timeMs ?? Number.POSITIVE_INFINITY);
    const pages: string[] = [];
    let size = 0;
    for (let number = 1; number <= Math.min(pdf.numPages, bounds.maxPages); number++) {
      if (size >= bounds.maxChars || performance.now() > end) break;
      const text = await pageText(pdf, number, bounds.maxChars - size);
      pages.push(text);
      size += text.length + 1;
    }
    return pages.join("\n").trim().slice(0, bounds.maxChars);
  } catch {
    // Broken or encrypted: a PDF that cannot be read has no text, and says so to nobody.
    return "";
  } finally {
    await task.destroy();
  }
}

type Pdf = Awaited<ReturnType<Awaited<ReturnType<typeof loadPdfReader>>["open"]>["promise"]>;

/** A page that cannot be read counts as empty: the others still are. */
async function pageText(pdf: Pdf, number: number, maxChars: number): Promise<string> {
  try {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    let text = "";
    for (const item of items) {
      if (text.length >= maxChars) break;
      if ("str" in item) text += item.str + (item.hasEOL ? "\n" : "");
    }
    page.cleanup();
    return text.replaceAll("\0", "").slice(0, maxChars);
  } catch {
    return "";
  }
}
