import type { Coded, DocumentPatient } from "#shared/domain/document";

/** A professional as a document names them: national identifier (`8` + RPPS), names, JDV_J01 specialty, JDV_J245 civility, JDV_J246 title. */
export type CdaProfessional = {
  readonly id: string;
  readonly family: string;
  readonly given: string;
  readonly civility?: string;
  readonly title?: string;
  readonly specialty?: string;
  readonly role?: Coded;
  readonly organization: CdaOrganization;
};

/** A structure with its national identifier (`1` + FINESS, `3` + SIRET…). */
export type CdaOrganization = { readonly id: string; readonly name: string };

/** A block of narrative to write. */
export type CdaBlock =
  | { readonly kind: "paragraph"; readonly text: string; readonly bold?: boolean }
  | { readonly kind: "list"; readonly ordered?: boolean; readonly items: readonly string[] }
  | {
      readonly kind: "table";
      readonly caption?: string;
      readonly head: readonly string[];
      readonly rows: readonly (readonly string[])[];
    };

/** A section to write, with its LOINC code. */
export type CdaSection = {
  readonly title: string;
  readonly code?: Coded;
  readonly blocks: readonly CdaBlock[];
  readonly sections?: readonly CdaSection[];
};

/** Body to write: a PDF alone (N1), or sections (N3) of a document model, with a PDF beside them when given. */
export type CdaBody =
  | { readonly kind: "pdf"; readonly bytes: Uint8Array }
  | {
      readonly kind: "structured";
      readonly templateIds: readonly string[];
      readonly sections: readonly CdaSection[];
      readonly pdf?: Uint8Array;
    };

/**
 * A document to write. `patient.ins` is given only for a qualified identity (INS/va1.53): otherwise `null` and a local id.
 * Ids are `root` or `root^extension`; times are HL7 with their zone; codes are those of the tables.
 */
export type CdaInput = {
  readonly id: string;
  readonly setId: string;
  readonly version: number;
  readonly type: string;
  readonly title: string;
  readonly effectiveTime: string;
  readonly confidentiality?: "N" | "R" | "V";
  readonly patient: DocumentPatient;
  /** Address of the patient in Mon espace santé, built by the caller from a qualified INS. */
  readonly patientAddress?: string;
  readonly authors: readonly CdaProfessional[];
  readonly legalAuthenticator: CdaProfessional;
  readonly custodian: CdaOrganization;
  readonly recipients?: readonly CdaProfessional[];
  readonly act: {
    readonly start: string;
    readonly stop?: string;
    readonly code?: Required<Coded>;
    readonly performer: CdaProfessional;
  };
  /** JDV_J04. */
  readonly practiceSetting: string;
  /** JDV_J02. */
  readonly facility: string;
  /** Id of the document that this one replaces. */
  readonly replaces?: string;
  readonly body: CdaBody;
};
