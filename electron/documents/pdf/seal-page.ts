import { PDFArray, PDFDict, type PDFDocument, PDFName, PDFNumber, type PDFPage } from "pdf-lib";

type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

const SAME = [1, 0, 0, 1, 0, 0] as const;

/**
 * Shuts the drawing of a page in a form of its own, cut to the box that is seen (ISO 32000-1 §8.10): nothing that the file left open, a clip, a
 * scale, a stack out of balance, reaches what is drawn after it. Its annotations are brought back into the box, those wholly outside are taken
 * out, as is what one would do by itself. Throws when the drawing cannot be read.
 */
export async function sealPage(pdf: PDFDocument, page: PDFPage, seen: Box): Promise<void> {
  keepAnnotationsWithin(page, seen);
  const { Contents } = page.node.normalizedEntries();
  if (Contents === undefined) return;
  const bounds = { left: seen.x, bottom: seen.y, right: seen.x + seen.width, top: seen.y + seen.height };
  const drawing = await pdf.embedPage(page, bounds, [...SAME]);
  // Now, while the page still has its drawing: the library would read it when the file is saved.
  await drawing.embed();
  page.node.delete(PDFName.of("Contents"));
  page.node.set(PDFName.of("Resources"), pdf.context.obj({ Font: {}, XObject: {}, ExtGState: {} }));
  page.drawPage(drawing, { x: 0, y: 0 });
}

function keepAnnotationsWithin(page: PDFPage, seen: Box): void {
  const all = page.node.lookup(PDFName.of("Annots"));
  if (!(all instanceof PDFArray)) return;
  const kept = all.asArray().filter((one) => {
    const annotation = page.doc.context.lookup(one);
    if (!(annotation instanceof PDFDict)) return false;
    annotation.delete(PDFName.of("AA"));
    const within = placeWithin(annotation, seen);
    if (within !== null) annotation.set(PDFName.of("Rect"), page.doc.context.obj([...within]));
    return within !== null;
  });
  page.node.set(PDFName.of("Annots"), page.doc.context.obj(kept));
}

/** Where an annotation stands in the box; null where it stands outside, or nowhere. */
function placeWithin(annotation: PDFDict, { x, y, width, height }: Box): readonly number[] | null {
  const rect = annotation.lookup(PDFName.of("Rect"));
  if (!(rect instanceof PDFArray) || rect.size() !== 4) return null;
  const sides = Array.from({ length: 4 }, (_, at) => rect.lookup(at)).flatMap((side) =>
    side instanceof PDFNumber && Number.isFinite(side.asNumber()) ? [side.asNumber()] : [],
  );
  const [left = 0, bottom = 0, right = 0, top = 0] = sides;
  const [from, to] = [Math.max(x, Math.min(left, right)), Math.min(x + width, Math.max(left, right))];
  const [low, high] = [Math.max(y, Math.min(bottom, top)), Math.min(y + height, Math.max(bottom, top))];
  return sides.length === 4 && from < to && low < high ? [from, low, to, high] : null;
}
