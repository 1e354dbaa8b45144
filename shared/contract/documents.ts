import { z } from "zod";
import type { CdaDocument } from "#shared/domain/document";
import type { ConversationId, DocumentId, MessageId, PatientId } from "#shared/domain/ids";
import type { ConversationRow, DocumentCard } from "#shared/domain/message";
import type { Patient } from "#shared/domain/patient";
import type { DifferenceRow } from "#shared/rules/text-difference";
import type { CsvTable } from "#shared/rules/csv-table";
import { id, line, method, nothing, WRITING } from "./method";

/** A difference between a document and a local record, field by field. */
export type TraitDifference = { readonly field: string; readonly document: string; readonly local: string };

/** What filing a document would do, and why (decision table of the INS rules). */
export type FilingDecision = {
  readonly outcome: "auto" | "manual" | "create" | "block";
  readonly reasons: readonly string[];
  /** Code 900–906 of the integration failure, where there is one. */
  readonly errorCode: number | null;
  readonly candidates: readonly {
    readonly patient: Patient;
    readonly differences: readonly TraitDifference[];
    readonly suggested: boolean;
  }[];
  /** Whom its sender can be told of a failure through: the message, where it was received; null for one sent from here. */
  readonly received: MessageId | null;
  /** Traits of the document, ready to create the record with. */
  readonly traits: Omit<Patient, "id">;
};

/** A document opened in the reader. */
export type DocumentView = {
  readonly card: DocumentCard;
  /** Null where the file is not a CDA that could be read: it is offered for saving. */
  readonly cda: CdaDocument | null;
  readonly hashChecked: boolean;
  /** The message it was received in; null for one sent from here. */
  readonly received: MessageId | null;
  readonly versions: readonly {
    readonly id: DocumentId;
    readonly version: number | null;
    readonly state: DocumentCard["state"];
    readonly date: string;
  }[];
};

/** Two versions of a document as they are compared; the older first. */
export type VersionComparison = {
  readonly before: DocumentCard;
  readonly after: DocumentCard;
  /** What their headers say, field by field; `name` is worded by the catalogue. */
  readonly fields: readonly { readonly name: string; readonly before: string; readonly after: string }[];
  /** Null where one of them holds no text: they are compared by eye. */
  readonly text: { readonly rows: readonly DifferenceRow[]; readonly cut: boolean } | null;
};

/** A patient's page. */
export type PatientView = {
  readonly patient: Patient;
  readonly documents: readonly DocumentCard[];
  readonly conversations: readonly ConversationRow[];
};

/** Patients as listed. */
export type PatientRow = Patient & { readonly documents: number; readonly lastDocument: string | null };

const traits = z.strictObject({
  birthName: line(100),
  firstName: line(100),
  names: line(200),
  usedName: line(100).optional(),
  usedFirstName: line(100).optional(),
  sex: z.enum(["male", "female", "unknown"]),
  birthDate: z.string().regex(/^(?:\d{8})?$/u),
  birthPlace: line(5),
  ins: z.strictObject({ matricule: z.string().regex(/^[0-9AB]{15}$/u), oid: z.string().max(64) }).nullable(),
  status: z.enum(["PROV", "RECUP", "VALI", "QUAL"]),
  opposedToMessagesOn: line(10).optional(),
  opposedToProfessionalsOn: line(10).optional(),
});

/** Medical documents and the patient base. */
export const documents = {
  "documents.open": method(z.strictObject({ id: id<DocumentId>() }), {
    needsStore: true,
    traced: true,
  }).returns<DocumentView>(),
  "documents.media": method(z.strictObject({ id: id<DocumentId>(), mediaId: id<string>() }), {
    needsStore: true,
  }).returns<{ readonly mimeType: string; readonly bytes: Uint8Array }>(),
  "documents.decide": method(z.strictObject({ id: id<DocumentId>() }), { needsStore: true }).returns<FilingDecision>(),
  /** Files the document in a patient's folder; with `create`, makes the record from the document's traits first. */
  "documents.file": method(
    z.strictObject({
      id: id<DocumentId>(),
      patientId: id<PatientId>().nullable(),
      create: z.boolean(),
      status: z.enum(["PROV", "RECUP", "VALI", "QUAL"]),
    }),
    { needsStore: true, traced: true },
  ).returns<{
    readonly patientId: PatientId;
    /** Whether the practice software was given it too; `off` where no folder was chosen. */
    readonly handedOver: "off" | "written" | "failed";
  }>(),
  "documents.unfile": method(z.strictObject({ id: id<DocumentId>() }), {
    needsStore: true,
    traced: true,
  }).returns<null>(),
  /** What the person answers to the deletion that an author asks; null takes the answer back. Nothing is erased. */
  "documents.answerDeletion": method(
    z.strictObject({ id: id<DocumentId>(), answer: z.enum(["delete", "keep"]).nullable() }),
    { needsStore: true, traced: true },
  ).returns<null>(),
  /** A version kept apart for a doubt takes the place of those before it, on the person's word. */
  "documents.putInForce": method(z.strictObject({ id: id<DocumentId>() }), {
    needsStore: true,
    traced: true,
  }).returns<null>(),
  /** Two versions of a document, what they say side by side. */
  "documents.compare": method(z.strictObject({ id: id<DocumentId>(), other: id<DocumentId>() }), {
    needsStore: true,
  }).returns<VersionComparison>(),
  "documents.save": method(z.strictObject({ id: id<DocumentId>(), as: z.enum(["cda", "pdf"]) }), {
    needsStore: true,
    traced: true,
  }).returns<{ readonly saved: boolean }>(),
  /** A file that the document holds and the window does not draw, saved where the person says to be opened with other software. */
  "documents.saveMedia": method(z.strictObject({ id: id<DocumentId>(), mediaId: id<string>() }), {
    needsStore: true,
    traced: true,
  }).returns<{ readonly saved: boolean }>(),
  /** The document as it goes on paper: a PDF whose pages each say whom it is about, what it is and when it was printed. `from` the PDF that it holds, or the page that shows it. */
  "documents.print": method(z.strictObject({ id: id<DocumentId>(), from: z.enum(["pdf", "page"]) }), {
    needsStore: true,
    traced: true,
  }).returns<{ readonly bytes: Uint8Array }>(),
  /** Saves that PDF where the person says. */
  "documents.savePrint": method(z.strictObject({ id: id<DocumentId>(), from: z.enum(["pdf", "page"]) }), {
    needsStore: true,
    traced: true,
  }).returns<{ readonly saved: boolean }>(),
  /** Drags the document out of the window: its PDF where it has one, else the CDA. */
  "documents.drag": method(z.strictObject({ id: id<DocumentId>() }), {
    needsStore: true,
    traced: true,
  }).returns<null>(),
  "patients.list": method(z.strictObject({ search: line(100), limit: z.number().int().min(1).max(500) }), {
    needsStore: true,
    windows: WRITING,
  }).returns<readonly PatientRow[]>(),
  "patients.open": method(z.strictObject({ id: id<PatientId>() }), { needsStore: true }).returns<PatientView>(),
  "patients.save": method(z.strictObject({ id: id<PatientId>().nullable(), traits }), {
    needsStore: true,
    traced: true,
  }).returns<Patient>(),
  /** Asks for a file of patients and reads it as a table; null when none was chosen. Nothing is kept of it. */
  "patients.readFile": method(nothing, { needsStore: true }).returns<CsvTable | null>(),
  /** Adds the records that are not here yet; nothing that is here is changed. */
  "patients.import": method(z.strictObject({ patients: z.array(traits).max(20_000) }), {
    needsStore: true,
    traced: true,
  }).returns<{ readonly created: number; readonly known: number; readonly different: number }>(),
  "patients.export": method(nothing, { needsStore: true, traced: true }).returns<{
    readonly saved: boolean;
    readonly count: number;
  }>(),
  /** Makes one record of two; refused where each has an INS of its own. */
  "patients.merge": method(z.strictObject({ kept: id<PatientId>(), gone: id<PatientId>() }), {
    needsStore: true,
    traced: true,
  }).returns<Patient>(),
  "patients.conversation": method(z.strictObject({ id: id<PatientId>() }), { needsStore: true }).returns<{
    readonly id: ConversationId | null;
  }>(),
} as const;
