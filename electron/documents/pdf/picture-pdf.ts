import { inflateSync, deflateSync } from "node:zlib";
import { degrees, PDFDocument, type PDFImage, PDFName, type PDFPage, type PDFRef } from "pdf-lib";
import { DocumentError } from "../document-error";
import { type PdfDescription, saveArchival } from "./pdf-archival";
import { jpegFacts, pngChunks, pngFacts, type QuarterTurns } from "./picture-facts";

/** A4 in points, with the margin left around a picture. */
const A4 = { short: 595.28, long: 841.89, margin: 28 };
/** Most pixels of a picture: a sheet of A4 at 600 dpi. */
const MOST_PIXELS = 36_000_000;

/**
 * A picture (JPEG, PNG) as one page of PDF/A-1b, upright, whole, never enlarged beyond the page; clear pixels become white. Throws
 * `picture-refused` for a picture of print inks, too large, or of a kind that could not be made archival.
 */
export async function picturePdf(
  bytes: Uint8Array,
  kind: "jpeg" | "png",
  description: PdfDescription,
): Promise<Uint8Array> {
  const pdf = await PDFDocument.create({ updateMetadata: false });
  if (kind === "jpeg") await addJpeg(pdf, bytes);
  else await addPng(pdf, bytes);
  return saveArchival(pdf, description);
}

async function addJpeg(pdf: PDFDocument, bytes: Uint8Array): Promise<void> {
  const { components, turns } = jpegFacts(bytes);
  if (components !== 1 && components !== 3) throw new DocumentError("picture-refused", "colours");
  // Their reader of JPEG looks at the whole buffer behind a view.
  const alone = bytes.byteLength === bytes.buffer.byteLength ? bytes : Uint8Array.from(bytes);
  const image = await embedded(() => pdf.embedJpg(alone));
  place(pdf, image, turns);
}

async function addPng(pdf: PDFDocument, bytes: Uint8Array): Promise<void> {
  const facts = pngFacts(bytes);
  if (facts.width * facts.height > MOST_PIXELS) throw new DocumentError("picture-refused", "size");
  if (!facts.transparent) return place(pdf, await embedded(() => pdf.embedPng(bytes)), 0);
  if (facts.depth !== 8 || facts.interlaced || (facts.colour !== 4 && facts.colour !== 6))
    throw new DocumentError("picture-refused", "transparency");
  const samples = onWhite(bytes, facts.width, facts.height, facts.colour === 6 ? 4 : 2);
  const stream = pdf.context.stream(deflateSync(samples), {
    Type: "XObject",
    Subtype: "Image",
    Width: facts.width,
    Height: facts.height,
    BitsPerComponent: 8,
    ColorSpace: facts.colour === 6 ? "DeviceRGB" : "DeviceGray",
    Filter: "FlateDecode",
  });
  placeRaw(pdf, pdf.context.register(stream), facts);
}

async function embedded(make: () => Promise<PDFImage>): Promise<PDFImage> {
  const image = await make().catch(() => null);
  if (image === null || image.width * image.height > MOST_PIXELS || image.width < 1 || image.height < 1)
    throw new DocumentError("picture-refused", "size");
  return image;
}

/** Centres a picture on a page turned as it is, at most at 96 pixels an inch. */
function place(pdf: PDFDocument, image: PDFImage, turns: QuarterTurns): void {
  const sideways = turns % 2 === 1;
  const seen = sideways ? { width: image.height, height: image.width } : image;
  const { page, box } = pageFor(pdf, seen);
  const [width, height] = sideways ? [box.height, box.width] : [box.width, box.height];
  // Turned about its lower left corner, which is then put where the upright picture begins.
  const x = box.x + (turns === 1 ? 0 : turns === 2 ? box.width : turns === 3 ? box.width : 0);
  const y = box.y + (turns === 1 ? box.height : turns === 2 ? box.height : 0);
  page.drawImage(image, { x, y, width, height, rotate: degrees(-90 * turns) });
}

function placeRaw(pdf: PDFDocument, ref: PDFRef, size: { readonly width: number; readonly height: number }): void {
  const { page, box } = pageFor(pdf, size);
  page.node.setXObject(PDFName.of("Picture"), ref);
  const draw = `q ${box.width} 0 0 ${box.height} ${box.x} ${box.y} cm /Picture Do Q`;
  page.node.addContentStream(pdf.context.register(pdf.context.stream(draw)));
}

function pageFor(
  pdf: PDFDocument,
  { width, height }: { readonly width: number; readonly height: number },
): { readonly page: PDFPage; readonly box: { x: number; y: number; width: number; height: number } } {
  const [across, up] = width > height ? [A4.long, A4.short] : [A4.short, A4.long];
  const scale = Math.min((across - 2 * A4.margin) / width, (up - 2 * A4.margin) / height, 72 / 96);
  const box = { width: width * scale, height: height * scale };
  const page = pdf.addPage([across, up]);
  return { page, box: { ...box, x: (across - box.width) / 2, y: (up - box.height) / 2 } };
}

/** Samples of an 8-bit PNG with an alpha channel, laid on white (ISO 15948 §9). */
function onWhite(bytes: Uint8Array, width: number, height: number, channels: 2 | 4): Buffer {
  const chunks = pngChunks(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  const packed = Buffer.concat(chunks.filter(({ type }) => type === "IDAT").map(({ data }) => data));
  const stride = width * channels;
  const raw = inflated(packed, (stride + 1) * height);
  const colours = channels - 1;
  const out = Buffer.alloc(width * height * colours);
  let above: Uint8Array = new Uint8Array(stride);
  for (let row = 0; row < height; row += 1) {
    const filter = raw[row * (stride + 1)] ?? 0;
    const line = raw.subarray(row * (stride + 1) + 1, (row + 1) * (stride + 1));
    unfilter(line, above, filter, channels);
    for (let column = 0; column < width; column += 1) {
      const alpha = (line[column * channels + colours] ?? 0) / 255;
      for (let colour = 0; colour < colours; colour += 1) {
        const sample = line[column * channels + colour] ?? 0;
        out[(row * width + column) * colours + colour] = Math.round(255 - alpha * (255 - sample));
      }
    }
    above = line;
  }
  return out;
}

function inflated(packed: Buffer, length: number): Buffer {
  let raw: Buffer | null = null;
  try {
    raw = inflateSync(packed, { maxOutputLength: length });
  } catch {
    // Cut, damaged or larger than its header says: refused below like any other wrong length.
  }
  if (raw?.length !== length) throw new DocumentError("picture-refused", "pixels");
  return raw;
}

/** Undoes the filter of a line in place; `above` is the line before, already undone. */
function unfilter(line: Uint8Array, above: Uint8Array, filter: number, step: number): void {
  if (filter > 4) throw new DocumentError("picture-refused", "pixels");
  for (let at = 0; at < line.length; at += 1) {
    const left = at < step ? 0 : (line[at - step] ?? 0);
    const up = above[at] ?? 0;
    const corner = at < step ? 0 : (above[at - step] ?? 0);
    const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter] ?? 0;
    line[at] = ((line[at] ?? 0) + guess) & 0xff;
  }
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}
