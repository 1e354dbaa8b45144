import type { OpenPdf } from "./open-pdf";

/** Beyond, the pictures of the pages would weigh too much for one print. */
export const MOST_SHEETS = 200;
/** Pixels per point: 200 dots per inch. */
const SHARPNESS = 200 / 72;
const MOST_PIXELS = 8_000_000;

/** A page of a PDF as a picture sharp enough for paper, at an address of this page to revoke (`URL.revokeObjectURL`). */
export async function pagePicture(pdf: OpenPdf, number: number): Promise<string> {
  const page = await pdf.document.getPage(number);
  const natural = page.getViewport({ scale: 1 });
  const sharpness = Math.min(SHARPNESS, Math.sqrt(MOST_PIXELS / Math.max(1, natural.width * natural.height)));
  const viewport = page.getViewport({ scale: sharpness });
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.floor(viewport.width));
  canvas.height = Math.max(1, Math.floor(viewport.height));
  await page.render({ canvas, viewport, intent: "print" }).promise;
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve));
  canvas.width = 0;
  return URL.createObjectURL(blob ?? new Blob());
}
