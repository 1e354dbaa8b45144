import type { AnomalyCode } from "./anomaly-codes";
import type { Ins, PatientTraits } from "./patient";

/** A coded value with the label that is shown. */
export type Coded = { readonly code: string; readonly system?: string; readonly label: string };

/** Somebody, or a device, that made or signed a document. */
export type DocumentAuthor = {
  readonly kind: "person" | "device" | "patient";
  /** National identifier (`8` + RPPS…) when given. */
  readonly id?: string;
  readonly family?: string;
  readonly given?: string;
  readonly title?: string;
  readonly specialty?: Coded;
  readonly role?: string;
  readonly organization?: string;
  readonly organizationId?: string;
  /** HL7 date-time as written in the document. */
  readonly time?: string;
};

/** What a document or METADATA says of the patient; absent fields are empty strings. */
export type DocumentPatient = Partial<Omit<PatientTraits, "sex">> & {
  readonly sex: PatientTraits["sex"];
  readonly ins: Ins | null;
  readonly localIds: readonly { readonly root: string; readonly extension: string }[];
};

/**
 * An element of the narrative, already reduced to the closed set that the interface renders (no attribute of the source is kept but these);
 * a text is a string. What is usual is left out (no style, a span of 1), and a string in a `tr` is a whole `td`: a large report holds a hundred
 * thousand cells.
 */
export type NarrativeNode =
  | string
  | {
      readonly kind: "paragraph" | "item" | "content" | "caption" | "sub" | "sup" | "footnote";
      readonly styles?: readonly string[];
      readonly children: readonly NarrativeNode[];
    }
  | { readonly kind: "break" }
  | {
      readonly kind: "list";
      readonly ordered: boolean;
      readonly styles?: readonly string[];
      readonly children: readonly NarrativeNode[];
    }
  | {
      readonly kind: "table" | "thead" | "tbody" | "tfoot" | "tr";
      readonly styles?: readonly string[];
      readonly children: readonly NarrativeNode[];
    }
  | {
      readonly kind: "td" | "th";
      readonly colSpan?: number;
      readonly rowSpan?: number;
      readonly align?: "left" | "center" | "right";
      readonly styles?: readonly string[];
      readonly children: readonly NarrativeNode[];
    }
  /** A link is shown as text with its target; it opens only through the guarded opener. */
  | { readonly kind: "link"; readonly href: string; readonly children: readonly NarrativeNode[] }
  /** A picture or PDF of the same document, by index in `CdaDocument.media`. */
  | { readonly kind: "media"; readonly index: number; readonly caption?: string };

/** A section of a structured body. */
export type NarrativeSection = {
  readonly title: string;
  readonly code?: string;
  readonly content: readonly NarrativeNode[];
  readonly sections: readonly NarrativeSection[];
};

/** The sections of a document as one string, empty without any: opened by `openNarrative` where they are drawn, and there alone. */
export type PackedNarrative = string & { readonly __kind: "narrative" };

/** A file embedded in a CDA body. `bytes` stay with the store; the interface asks for them by id. */
export type CdaMedia = {
  readonly id: string;
  readonly mimeType: string;
  readonly size: number;
  readonly sha256: string;
};

/** The header of a French CDA R2 and what its body holds (CI-SIS Structuration minimale). */
export type CdaHeader = {
  readonly id: string;
  readonly setId: string;
  readonly version: number | null;
  readonly title: string;
  readonly code: Coded;
  /** Document class (TRE_A03) deduced from the type code. */
  readonly classCode?: Coded;
  /** HL7 date-time with its zone, as written. */
  readonly effectiveTime: string;
  /** Date of the act (`documentationOf/serviceEvent/effectiveTime/low`). */
  readonly serviceStart: string;
  readonly serviceStop?: string;
  readonly confidentiality: string;
  readonly language: string;
  readonly templateIds: readonly string[];
  readonly patient: DocumentPatient;
  readonly authors: readonly DocumentAuthor[];
  readonly legalAuthenticator?: DocumentAuthor;
  readonly custodian?: string;
  readonly recipients: readonly string[];
  readonly practiceSetting?: Coded;
  readonly facility?: Coded;
  readonly events: readonly Coded[];
  /** Id of the document that this one replaces (`relatedDocument[@typeCode='RPLC']`). */
  readonly replaces: string | null;
};

/** A whole CDA as the reader of documents shows it. */
export type CdaDocument = {
  readonly header: CdaHeader;
  readonly body: "pdf" | "structured" | "other";
  /** The root was an XSL stylesheet around the document; it was never executed. */
  readonly selfDisplaying: boolean;
  readonly narrative: PackedNarrative;
  readonly media: readonly CdaMedia[];
  /** Narrative as plain text, for search and copy. */
  readonly narrativeText: string;
};

/** Something odd in an archive or between METADATA and the document; worded by the catalogue. */
export type Anomaly = { readonly code: AnomalyCode; readonly about?: string };

/** What the sender asks for a document (slot `urn:action:extraMetadataSlot`). */
export type DocumentAction = "new" | "replace" | "delete";

/**
 * Which document of a message: its identifier, and where it lies (name in its archive, index of that archive's part), for a sender may give one
 * identifier to several documents. Without a place, or where nothing of that identifier lies there, the first that has it.
 */
export type DocumentPlace = {
  readonly uniqueId: string;
  readonly entry?: string;
  readonly partIndex?: number | null;
};

/** A document of an XDM archive with the checks made on it. `null` in hashOk/sizeOk: not verifiable. */
export type XdmDocument = {
  readonly uniqueId: string;
  /** Index of the part whose archive holds it, where its message carries several archives. */
  readonly archivePart?: number;
  readonly entryUuid: string;
  readonly title: string;
  readonly type: Coded;
  readonly classCode: Coded;
  readonly mimeType: string;
  readonly size: number;
  readonly sha1: string;
  readonly sha256: string;
  readonly hashOk: boolean | null;
  readonly sizeOk: boolean | null;
  readonly action: DocumentAction;
  /** CX as written, e.g. `<matricule>^^^&<OID>&ISO^NH`. */
  readonly patientId: string;
  readonly author: string;
  readonly creationTime: string;
  readonly serviceStart: string;
  readonly entryName: string;
  readonly submissionSet: string;
  readonly anomalies: readonly Anomaly[];
  readonly cda: CdaDocument | null;
};

/** A submission set of an archive. */
export type SubmissionSet = {
  readonly uniqueId: string;
  readonly sourceId: string;
  readonly patientId: string;
  readonly submissionTime: string;
  readonly title: string;
  readonly author: string;
};

/** An XDM archive as read (IHE ITI-32). */
export type XdmArchive = {
  /** Follows IHE ITI-32 and the French content rules without any anomaly. */
  readonly conform: boolean;
  readonly anomalies: readonly Anomaly[];
  readonly submissionSets: readonly SubmissionSet[];
  readonly documents: readonly XdmDocument[];
};
