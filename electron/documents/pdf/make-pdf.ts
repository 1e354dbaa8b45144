import type { PdfCheck } from "#shared/domain/pdf-check";
import { fileKind } from "#shared/rules/file-kind";
import { DocumentError } from "../document-error";
import { checkPdf } from "./check-pdf";
import type { PdfDescription } from "./pdf-archival";
import { picturePdf } from "./picture-pdf";

/** A file as the PDF that a document holds: itself, untouched, or a picture laid on a page. */
export type MadePdf = { readonly bytes: Uint8Array; readonly made: boolean; readonly check: PdfCheck };

/** Makes the PDF of a document out of a file; throws `pdf-refused` or `picture-refused` for what cannot be one. */
export async function makePdf(bytes: Uint8Array, description: PdfDescription): Promise<MadePdf> {
  const kind = fileKind(bytes.subarray(0, 4096));
  if (kind === "pdf") return { bytes, made: false, check: await checkPdf(bytes) };
  if (kind !== "jpeg" && kind !== "png") throw new DocumentError("pdf-refused", "kind");
  const made = await picturePdf(bytes, kind, description);
  return { bytes: made, made: true, check: await checkPdf(made) };
}
