import {
  decodePDFRawStream,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFName,
  PDFNumber,
  PDFRawStream,
  type PDFObject,
} from "pdf-lib";
import type { PdfCheck, PdfProblem } from "#shared/domain/pdf-check";
import { DocumentError } from "../document-error";

/** Objects looked at: a sane document has thousands. */
const MOST_OBJECTS = 500_000;
const MOST_DEPTH = 30;
const MOST_METADATA = 1_000_000;

/**
 * Reads what a PDF says of PDF/A and looks for what contradicts PDF/A-1 (ISO 19005-1 §6.1–6.7): identifier, encryption, syntax later than 1.4,
 * output intent, fonts not embedded, transparency, scripts, embedded files. It is a reading, not a certification: glyphs, colours of each
 * drawing and structure are not looked at. Throws `pdf-refused` for a file that is no PDF, or that no reader could open.
 */
export async function checkPdf(bytes: Uint8Array): Promise<PdfCheck> {
  const pdf = await open(bytes);
  const claim = claimOf(pdf);
  const found = new Set<PdfProblem>();
  if (claim === "") found.add("no-claim");
  else if (!claim.startsWith("1")) found.add("other-claim");
  if (!(pdf.catalog.lookup(PDFName.of("OutputIntents")) instanceof PDFArray)) found.add("no-output-intent");
  if (pdf.context.trailerInfo.ID === undefined) found.add("no-identifier");
  if (pdf.context.trailerInfo.Encrypt !== undefined) found.add("encrypted");
  let looked = 0;
  for (const [, object] of pdf.context.enumerateIndirectObjects()) {
    looked += 1;
    if (looked > MOST_OBJECTS) throw new DocumentError("pdf-refused", "objects");
    lookWithin(object, found, 0);
  }
  // Their reader takes these streams apart: they are seen in the file alone.
  if (/\/(?:ObjStm|XRef)\b/u.test(Buffer.from(bytes).toString("latin1"))) found.add("later-syntax");
  return { pages: pdf.getPageCount(), claim, problems: [...found].toSorted() };
}

async function open(bytes: Uint8Array): Promise<PDFDocument> {
  if (Buffer.from(bytes.subarray(0, 1024)).indexOf("%PDF-") < 0) throw new DocumentError("pdf-refused", "kind");
  try {
    const pdf = await PDFDocument.load(bytes, { updateMetadata: false, ignoreEncryption: true });
    if (pdf.getPageCount() > 0) return pdf;
  } catch {
    // Whatever its reader says of a broken file, it is refused with one code.
  }
  throw new DocumentError("pdf-refused", "unreadable");
}

/** Part and level in the XMP metadata, written as elements or as attributes. */
function claimOf(pdf: PDFDocument): string {
  const stream = pdf.catalog.lookup(PDFName.of("Metadata"));
  if (!(stream instanceof PDFRawStream)) return "";
  const text = Buffer.from(contentsOf(stream).subarray(0, MOST_METADATA)).toString("utf8");
  const part = /pdfaid:part(?:\s*=\s*["']|>)\s*(\d)/u.exec(text)?.[1] ?? "";
  const level = /pdfaid:conformance(?:\s*=\s*["']|>)\s*([ABU])/iu.exec(text)?.[1] ?? "";
  return part === "" ? "" : `${part}${level.toLowerCase()}`;
}

function contentsOf(stream: PDFRawStream): Uint8Array {
  if (stream.dict.lookup(PDFName.of("Filter")) === undefined) return stream.contents;
  if (stream.contents.length > MOST_METADATA) return new Uint8Array();
  return decodePDFRawStream(stream).decode();
}

/** An object and those written inside it; what it refers to comes in its own turn. */
function lookWithin(object: PDFObject, found: Set<PdfProblem>, depth: number): void {
  if (depth > MOST_DEPTH) return;
  if (object instanceof PDFArray) for (const item of object.asArray()) lookWithin(item, found, depth + 1);
  const dict = object instanceof PDFRawStream ? object.dict : object instanceof PDFDict ? object : undefined;
  if (dict === undefined) return;
  look(dict, found);
  for (const value of dict.values()) lookWithin(value, found, depth + 1);
}

function look(dict: PDFDict, found: Set<PdfProblem>): void {
  const name = (key: string): string => {
    const value = dict.lookup(PDFName.of(key));
    return value instanceof PDFName ? value.asString() : "";
  };
  const has = (key: string): boolean => dict.get(PDFName.of(key)) !== undefined;
  const type = name("Type");
  if (type === "/Font" && !isEmbedded(dict, name("Subtype"))) found.add("fonts-not-embedded");
  if (isTransparent(dict, name)) found.add("transparency");
  if (name("S") === "/JavaScript" || has("JavaScript") || has("AA")) found.add("scripts");
  if (has("EmbeddedFiles") || type === "/EmbeddedFile") found.add("embedded-files");
}

/** A composite font is embedded by its descendant, a Type 3 font draws itself. */
function isEmbedded(font: PDFDict, subtype: string): boolean {
  if (subtype === "/Type0" || subtype === "/Type3") return true;
  const descriptor = font.lookup(PDFName.of("FontDescriptor"));
  if (!(descriptor instanceof PDFDict)) return false;
  return ["FontFile", "FontFile2", "FontFile3"].some((key) => descriptor.get(PDFName.of(key)) !== undefined);
}

function isTransparent(dict: PDFDict, name: (key: string) => string): boolean {
  const below = (key: string): boolean => {
    const value = dict.lookup(PDFName.of(key));
    return value instanceof PDFNumber && value.asNumber() < 1;
  };
  const mask = dict.lookup(PDFName.of("SMask"));
  if (mask !== undefined && !(mask instanceof PDFName)) return true;
  const blend = name("BM");
  if (blend !== "" && blend !== "/Normal" && blend !== "/Compatible") return true;
  return name("S") === "/Transparency" || below("ca") || below("CA");
}
