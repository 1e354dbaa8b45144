import type { CdaHeader, Coded, DocumentAction } from "#shared/domain/document";

/** A document to send: bytes of its CDA and what METADATA alone says of it. */
export type XdmInputDocument = {
  readonly bytes: Uint8Array;
  readonly action?: DocumentAction;
  /** Constant across the versions of a document (`@lid`). */
  readonly logicalId?: string;
  readonly comments?: string;
  /** JDV_J08 masks beside the confidentiality of the CDA. */
  readonly masks?: readonly ("MASQUE_PS" | "INVISIBLE_PATIENT" | "INVISIBLE_REPRESENTANTS_LEGAUX")[];
};

/** Who sends: national identifiers, names, and the OID that names the sending system. */
export type XdmSender = {
  readonly id: string;
  readonly family: string;
  readonly given: string;
  readonly specialty?: string;
  readonly organization: string;
  readonly organizationId: string;
  readonly address?: string;
  readonly phone?: string;
  readonly sourceId: string;
  /** Activity sector (JDV_J02) of the sender, used as contentTypeCode (JDV_J03). */
  readonly facility: string;
};

/** Software that writes the archive, as README.TXT names it. */
export type XdmSoftware = {
  readonly name: string;
  readonly version: string;
  readonly vendor: string;
  readonly contact: string;
};

/** An archive to write; `now` and `newId` (a fresh UUID at each call) are injected. */
export type XdmInput = {
  readonly documents: readonly XdmInputDocument[];
  readonly sender: XdmSender;
  readonly software: XdmSoftware;
  readonly title?: string;
  readonly comments?: string;
  readonly now: Date;
  readonly newId: () => string;
};

/** A document ready to be described: its place in the archive, its digest and what its CDA says. */
export type PreparedDocument = {
  readonly input: XdmInputDocument;
  readonly fileName: string;
  readonly sha1: string;
  readonly header: CdaHeader;
  readonly selfDisplaying: boolean;
  readonly authorRoots: readonly string[];
  readonly format: Required<Coded>;
};
