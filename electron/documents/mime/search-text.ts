import type { CdaDocument } from "#shared/domain/document";
import { pdfText } from "../pdf/pdf-text";
import type { OpenedXdm } from "./find-xdm";
import { LIMITS } from "./mime-limits";
import { contentOf, type MimeNode } from "./mime-tree";

/** PDFs read for one message, bytes of the longest, and the time that all may take: search must never hold a message back. */
const PDF = { files: 8, bytes: 20 * 1024 * 1024, pages: 60, timeMs: 1_500 } as const;

/** Text of the documents of a message for search: the narratives of its CDAs, then its PDFs, attached or embedded; bounded by `LIMITS`. */
export async function readSearchText(
  parts: readonly MimeNode[],
  xdm: OpenedXdm | null,
  withPdf: boolean,
): Promise<string> {
  const texts: string[] = [];
  const left = (): number => LIMITS.searchChars - texts.reduce((sum, text) => sum + text.length + 1, 0);
  const cdas = xdm?.archive.documents.flatMap(({ cda }) => cda ?? []) ?? [];
  for (const cda of cdas) texts.push(cdaWords(cda).slice(0, Math.max(0, left())));
  if (withPdf) await addPdfs(pdfFiles(parts, xdm), texts, left);
  return texts
    .filter((text) => text !== "")
    .join("\n")
    .slice(0, LIMITS.searchChars);
}

async function addPdfs(files: readonly Uint8Array[], texts: string[], left: () => number): Promise<void> {
  const end = performance.now() + PDF.timeMs;
  const known = new Set<string>();
  for (const bytes of files.slice(0, PDF.files)) {
    const timeMs = end - performance.now();
    if (left() <= 0 || timeMs <= 0) return;
    const text = await pdfText(bytes, { maxPages: PDF.pages, maxChars: left(), timeMs });
    // The PDF beside an archive is the one inside its document (ECO.2.1.5): once is enough.
    if (!known.has(text)) texts.push(text);
    known.add(text);
  }
}

function cdaWords({ header, narrativeText }: CdaDocument): string {
  return `${header.title}\n${header.code.label}\n${narrativeText}`;
}

function pdfFiles(parts: readonly MimeNode[], xdm: OpenedXdm | null): readonly Uint8Array[] {
  const attached = parts
    .filter((part) => part.type === "application/pdf" || part.type === "application/octet-stream")
    .map(contentOf);
  const embedded = (xdm?.archive.documents ?? []).flatMap(({ uniqueId, entryName: entry, cda }) =>
    (cda?.media ?? [])
      .filter(({ mimeType }) => mimeType === "application/pdf")
      .flatMap(({ id }) => xdm?.media({ uniqueId, entry }, id) ?? []),
  );
  return [...embedded, ...attached].filter((bytes) => bytes.length <= PDF.bytes && isPdf(bytes));
}

function isPdf(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 1024)).includes("%PDF-");
}
