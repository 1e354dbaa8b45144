import type { CdaDocument } from "#shared/domain/document";
import { PliError } from "#shared/domain/failure";
import type { DocumentId } from "#shared/domain/ids";
import { pdfName } from "#shared/rules/pdf-name";
import { safeFileName } from "#shared/rules/safe-filename";
import type { Services } from "./services";
import { sourceOf } from "./source";

/** A document as a file that leaves: its safe name, its bytes, its form. */
type DocumentFile = { readonly name: string; readonly bytes: Uint8Array; readonly as: "cda" | "pdf" };

/** A document as a file: the form asked, or with null its PDF where it has one. */
export async function fileOf(services: Services, id: DocumentId, asked: "cda" | "pdf" | null): Promise<DocumentFile> {
  const store = services.store.get();
  const { card, cda, messageId, uniqueId } = await store.document(id);
  const raw = await sourceOf(services, messageId);
  if (raw === null) throw new PliError("not-found");
  const pdf = cda?.media.find((one) => one.mimeType === "application/pdf");
  const as = asked ?? (pdf === undefined ? "cda" : "pdf");
  if (as === "pdf" && pdf === undefined) throw new PliError("no-pdf");
  const bytes =
    as === "pdf" && pdf !== undefined
      ? await services.parser.extractMedia({ raw, uniqueId, mediaId: pdf.id })
      : await services.parser.extractDocument({ raw, uniqueId });
  return { name: documentFileName(card.typeLabel, cda, as), bytes, as };
}

/** The safe name of a document as a file: day of the act, type, patient (ECO.2.1.6), else its type alone. */
export function documentFileName(label: string, cda: CdaDocument | null, as: "cda" | "pdf"): string {
  const patient = cda?.header.patient;
  const named = pdfName({
    actDate: cda?.header.serviceStart ?? "",
    typeLabel: label,
    birthName: patient?.birthName ?? "",
    firstName: patient?.firstName ?? "",
  });
  const stem = named.ok ? named.name.replace(/\.pdf$/u, "") : label;
  return safeFileName(`${stem}.${as === "pdf" ? "pdf" : "xml"}`);
}
