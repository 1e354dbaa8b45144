import type { CdaDocument, DocumentPlace } from "#shared/domain/document";
import { PliError } from "#shared/domain/failure";
import type { DocumentId } from "#shared/domain/ids";
import type { PracticeForm } from "#shared/domain/practice-folder";
import { extensionOfFile, fileExtension } from "#shared/rules/file-extension";
import { pdfName } from "#shared/rules/pdf-name";
import { safeFileName } from "#shared/rules/safe-filename";
import type { Services } from "./services";
import { sourceOf } from "./source";

/** A document as a file that leaves: its safe name, its bytes, its form. */
type DocumentFile = { readonly name: string; readonly bytes: Uint8Array; readonly as: PracticeForm };

/** A document as a file: the form asked, or with null the PDF that it holds, else its CDA. A PDF is the one that it holds, else drawn from it; an archive is the one that it came in, untouched. */
export async function fileOf(services: Services, id: DocumentId, asked: PracticeForm | null): Promise<DocumentFile> {
  const store = services.store.get();
  const { card, cda, messageId, place } = await store.document(id);
  const raw = await sourceOf(services, messageId);
  if (raw === null) throw new PliError("not-found");
  const held = cda?.media.some((one) => one.mimeType === "application/pdf") === true;
  const as = asked ?? (held ? "pdf" : "cda");
  const bytes = await bytesOf(services, as, { raw, ...place });
  // A document that could not be read as a CDA may be anything: its bytes say which file it is.
  const extension = cda === null && as === "cda" ? extensionOfFile(place.entry ?? "", bytes) : EXTENSIONS[as];
  return { name: fileName(card.typeLabel, cda, extension), bytes, as };
}

function bytesOf(
  { parser }: Services,
  as: PracticeForm,
  document: { readonly raw: Uint8Array } & DocumentPlace,
): Promise<Uint8Array> {
  switch (as) {
    case "pdf":
      return parser.documentPdf(document);
    case "cda":
      return parser.extractDocument(document);
    case "xdm":
      return parser.extractArchive(document);
  }
}

const EXTENSIONS = { pdf: "pdf", cda: "xml", xdm: "zip" } as const satisfies Readonly<Record<PracticeForm, string>>;

/** The safe name of a document as a file: day of the act, type, patient (ECO.2.1.6), else its type alone. */
export const documentFileName = (label: string, cda: CdaDocument | null, as: PracticeForm): string =>
  fileName(label, cda, EXTENSIONS[as]);

/** The same for a file that the document holds, by its type. */
export const heldFileName = (label: string, cda: CdaDocument | null, mimeType: string): string =>
  fileName(label, cda, fileExtension(mimeType));

function fileName(label: string, cda: CdaDocument | null, extension: string): string {
  const patient = cda?.header.patient;
  const named = pdfName({
    actDate: cda?.header.serviceStart || cda?.header.effectiveTime || "",
    typeLabel: label,
    birthName: patient?.birthName ?? "",
    firstName: patient?.firstName ?? "",
  });
  const stem = named.ok ? named.name.replace(/\.pdf$/u, "") : label;
  return safeFileName(`${stem}.${extension}`);
}
