import { z } from "zod";
import type { Draft } from "#shared/domain/draft";
import type { DocumentId, DraftId, PatientId } from "#shared/domain/ids";
import type { DocumentChoices, DocumentFacts } from "#shared/domain/made-document";
import type { Patient } from "#shared/domain/patient";
import type { PdfCheck } from "#shared/domain/pdf-check";
import { id, line, method, WRITING } from "./method";

const facts = z.strictObject({
  type: line(64),
  title: line(200),
  actDate: z.string().regex(/^(?:\d{8})?$/u),
  patientId: id<PatientId>().nullable(),
  confidentiality: z.enum(["N", "R", "V"]),
  author: z.strictObject({
    title: line(20),
    specialty: line(64),
    organization: line(200),
    finess: line(9),
    practiceSetting: line(64),
    facility: line(64),
  }),
  replaces: id<DocumentId>().nullable(),
}) satisfies z.ZodType<DocumentFacts>;

const attachment = { draftId: id<DraftId>(), attachmentId: id<string>() };

/** What the form of a document starts with. */
export type DocumentForm = {
  readonly fileName: string;
  readonly facts: DocumentFacts;
  readonly patient: Patient | null;
  readonly choices: DocumentChoices;
  /** What was seen in the PDF; null for a picture, which becomes a PDF/A-1b. */
  readonly check: PdfCheck | null;
};

/** Sending documents of one's own: made out of a PDF or a picture, replaced, or asked to be deleted (ECO.2.1.1, UX.05.BIS, AMBU.MSS/va1.02). */
export const madeDocuments = {
  "madeDocuments.form": method(z.strictObject(attachment), {
    needsStore: true,
    windows: WRITING,
  }).returns<DocumentForm>(),
  /** Refused (`document-not-made`, about the first problem) where the document could not leave as it is. */
  "madeDocuments.make": method(z.strictObject({ ...attachment, facts }), {
    needsStore: true,
    windows: WRITING,
    traced: true,
  }).returns<Draft>(),
  /** Asks for the corrected file, and starts a draft to the same recipients; null when none was chosen. */
  "madeDocuments.replace": method(z.strictObject({ documentId: id<DocumentId>() }), { needsStore: true }).returns<{
    readonly draft: Draft;
    readonly attachmentId: string;
  } | null>(),
  /** Starts a draft that asks the same recipients to delete a document sent to them. */
  "madeDocuments.askDeletion": method(z.strictObject({ documentId: id<DocumentId>() }), {
    needsStore: true,
  }).returns<Draft>(),
} as const;
