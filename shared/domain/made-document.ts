import type { Coded } from "./document";
import type { DocumentId, PatientId } from "./ids";

/** What a person says of a document that she makes out of a file; codes are those of the ANS value sets. */
export type DocumentFacts = {
  /** JDV_J07. */
  readonly type: string;
  readonly title: string;
  /** `YYYYMMDD`. */
  readonly actDate: string;
  readonly patientId: PatientId | null;
  readonly confidentiality: "N" | "R" | "V";
  readonly author: AuthorFacts;
  /** The document sent before that this one replaces. */
  readonly replaces: DocumentId | null;
};

/** What the identity of Pro Santé Connect does not tell of an author; kept from one document to the next. */
export type AuthorFacts = {
  /** JDV_J246, empty for none. */
  readonly title: string;
  /** JDV_J01, empty for none. */
  readonly specialty: string;
  readonly organization: string;
  /** FINESS of nine characters, empty for a structure known by its professional alone. */
  readonly finess: string;
  /** JDV_J04. */
  readonly practiceSetting: string;
  /** JDV_J02. */
  readonly facility: string;
};

/** Values proposed for the codes of a document. */
export type DocumentChoices = {
  readonly types: readonly Required<Coded>[];
  readonly titles: readonly Required<Coded>[];
  readonly specialties: readonly Required<Coded>[];
  readonly practiceSettings: readonly Required<Coded>[];
  readonly facilities: readonly Required<Coded>[];
};
