import { deflateSync } from "node:zlib";
import {
  degrees,
  ParseSpeeds,
  PDFDict,
  PDFDocument,
  PDFName,
  rgb,
  StandardFonts,
  type PDFFont,
  type PDFPage,
  type PDFPageDrawTextOptions,
} from "pdf-lib";
import { PAPER_BANDS } from "#shared/domain/paper";
import { winAnsi } from "../cda/pdf-text";
import { DocumentError } from "../document-error";
import { sealPage } from "./seal-page";

/** What each printed page says of the document: whom and what it is about above, when it was printed below, before its number. */
export type PaperWords = {
  /** Patient, then title and author; the first is written strong. */
  readonly head: readonly string[];
  readonly foot: string;
  /** Words before the number of the page and its count, such as `Page`. */
  readonly page: string;
};

const MOST_PAGES = 2000;
const WIDTH = 595.28;
const MARGIN = 34;
const SIZE = 8.5;
const SMALLEST = 4.5;
const LEADING = 11.5;
const ink = rgb(0.11, 0.15, 0.14);
const line = rgb(0.87, 0.89, 0.87);

type Turn = 0 | 90 | 180 | 270;
type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
type Fonts = { readonly strong: PDFFont; readonly plain: PDFFont };

/**
 * The PDF with a band above and below each page that says whom it is about, what it is, when it was printed and which page it is. The page
 * itself keeps its size and its drawing: its paper grows (`PAPER_BANDS`, in points for a page as wide as A4), and nothing of it can reach the
 * bands. What would act when the file is opened is taken out. Throws `pdf-refused` for what is no PDF, is encrypted, cannot be read, or has
 * more than 2000 pages.
 */
export async function stampPdf(bytes: Uint8Array, words: PaperWords): Promise<Uint8Array> {
  const pdf = await open(bytes);
  const fonts = {
    strong: await pdf.embedFont(StandardFonts.HelveticaBold),
    plain: await pdf.embedFont(StandardFonts.Helvetica),
  };
  disarm(pdf);
  packNatively(pdf);
  const pages = pdf.getPages();
  await sealed(pdf, pages);
  pages.forEach((page, at) => stamp(page, fonts, words, `${words.page} ${at + 1} / ${pages.length}`));
  // All in one go, as it was read: this process has nobody to answer meanwhile.
  return pdf.save({ updateFieldAppearances: false, objectsPerTick: Infinity });
}

/** The drawing of each page is packed by zlib: the packer of their library sets up its tables anew for each, half of the time of a long document. */
function packNatively({ context }: PDFDocument): void {
  context.flateStream = (contents, dict = {}) =>
    context.stream(deflateSync(contents), { ...dict, Filter: "FlateDecode" });
}

async function open(bytes: Uint8Array): Promise<PDFDocument> {
  try {
    const pdf = await PDFDocument.load(bytes, {
      updateMetadata: false,
      ignoreEncryption: true,
      parseSpeed: ParseSpeeds.Fastest,
    });
    const count = pdf.getPageCount();
    if (pdf.context.trailerInfo.Encrypt === undefined && count > 0 && count <= MOST_PAGES) return pdf;
  } catch {
    // Whatever its reader says of a broken file, it is refused with one code.
  }
  throw new DocumentError("pdf-refused", "paper");
}

async function sealed(pdf: PDFDocument, pages: readonly PDFPage[]): Promise<void> {
  try {
    for (const page of pages) await sealPage(pdf, page, page.getCropBox());
  } catch {
    throw new DocumentError("pdf-refused", "paper");
  }
}

/** Takes out what a reader would run or fill in by itself. */
function disarm(pdf: PDFDocument): void {
  for (const name of ["OpenAction", "AA", "Names"]) pdf.catalog.delete(PDFName.of(name));
  const form = pdf.catalog.lookup(PDFName.of("AcroForm"));
  if (form instanceof PDFDict) form.delete(PDFName.of("XFA"));
  for (const page of pdf.getPages()) page.node.delete(PDFName.of("AA"));
}

function stamp(page: PDFPage, fonts: Fonts, words: PaperWords, number: string): void {
  const turn = turnOf(page);
  const seen = page.getCropBox();
  const sideways = turn === 90 || turn === 270;
  const [width, height] = sideways ? [seen.height, seen.width] : [seen.width, seen.height];
  // A page read as A4 gets bands of A4; a receipt or a poster gets the same ones at its own scale.
  const scale = Math.max(0.05, Math.min(width, height) / WIDTH);
  const [top, bottom] = [PAPER_BANDS.top * scale, PAPER_BANDS.bottom * scale];
  const paper = grown(seen, turn, top, bottom);
  page.setMediaBox(paper.x, paper.y, paper.width, paper.height);
  page.setCropBox(paper.x, paper.y, paper.width, paper.height);
  const full = height + top + bottom;
  const pen = penOf(page, paper, turn);
  pen.rectangle(0, full - top, width, top);
  pen.rectangle(0, 0, width, bottom);
  const room = width - 2 * MARGIN * scale;
  words.head.forEach((text, at) => {
    const font = at === 0 ? fonts.strong : fonts.plain;
    const [fitting, size] = fit(text, font, SIZE * scale, room);
    pen.write(fitting, MARGIN * scale, full - (16 + at * LEADING) * scale, font, size);
  });
  pen.rule(MARGIN * scale, full - top + 4 * scale, room, scale);
  const last = fonts.plain.widthOfTextAtSize(winAnsi(number), SIZE * scale);
  const [foot, size] = fit(words.foot, fonts.plain, SIZE * scale, room - last - 12 * scale);
  pen.write(foot, MARGIN * scale, 10 * scale, fonts.plain, size);
  pen.write(winAnsi(number), MARGIN * scale + room - last, 10 * scale, fonts.plain, SIZE * scale);
}

function turnOf(page: PDFPage): Turn {
  const angle = ((Math.round(page.getRotation().angle / 90) * 90) % 360) + 360;
  return (angle % 360) as Turn;
}

/** The box with room above and below as the page is read, whichever way it is turned. */
function grown({ x, y, width, height }: Box, turn: Turn, top: number, bottom: number): Box {
  switch (turn) {
    case 90:
      return { x: x - top, y, width: width + top + bottom, height };
    case 180:
      return { x, y: y - top, width, height: height + top + bottom };
    case 270:
      return { x: x - bottom, y, width: width + top + bottom, height };
    default:
      return { x, y: y - bottom, width, height: height + top + bottom };
  }
}

/** Draws at places counted from the lower left corner of the page as it is read. */
function penOf(page: PDFPage, paper: Box, turn: Turn) {
  const at = (left: number, up: number): { readonly x: number; readonly y: number } => {
    switch (turn) {
      case 90:
        return { x: paper.x + paper.width - up, y: paper.y + left };
      case 180:
        return { x: paper.x + paper.width - left, y: paper.y + paper.height - up };
      case 270:
        return { x: paper.x + up, y: paper.y + paper.height - left };
      default:
        return { x: paper.x + left, y: paper.y + up };
    }
  };
  const rotate = degrees(turn);
  return {
    rectangle: (left: number, up: number, width: number, height: number) =>
      page.drawRectangle({ ...at(left, up), width, height, rotate, color: rgb(1, 1, 1) }),
    rule: (left: number, up: number, width: number, scale: number) =>
      page.drawLine({ start: at(left, up), end: at(left + width, up), thickness: 0.6 * scale, color: line }),
    write: (text: string, left: number, up: number, font: PDFFont, size: number) => {
      const how: PDFPageDrawTextOptions = { ...at(left, up), font, size, rotate, color: ink };
      page.drawText(text, how);
    },
  };
}

/** The text in the standard characters, smaller where it is too long, then cut: a name is never pushed out of the page. */
function fit(text: string, font: PDFFont, size: number, room: number): readonly [text: string, size: number] {
  const whole = winAnsi(text.slice(0, 400)).trim();
  const width = font.widthOfTextAtSize(whole, size);
  if (width <= room) return [whole, size];
  const smaller = Math.max((SMALLEST / SIZE) * size, (size * room) / width);
  let kept = whole;
  while (kept.length > 1 && font.widthOfTextAtSize(`${kept}…`, smaller) > room) kept = kept.slice(0, -1);
  return [kept === whole || font.widthOfTextAtSize(whole, smaller) <= room ? whole : `${kept}…`, smaller];
}
