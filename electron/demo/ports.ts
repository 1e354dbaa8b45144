import type { DemoAct, ProtocolLine } from "#shared/contract/demo-panel";
import type { Environment } from "#shared/domain/environment";
import type { MailboxKind } from "#shared/domain/mailbox";
import type { Patient } from "#shared/domain/patient";

/** A mailbox of the make-believe practice; `owners` are the national identifiers (`8` + RPPS) of those who may open it. */
export type DemoMailbox = {
  readonly address: string;
  readonly kind: MailboxKind;
  readonly name: string;
  /** Label of the From field (ECO.2.2.7). */
  readonly fromLabel: string;
  readonly owners: readonly string[];
};

/** Somebody of the practice who owns an e-CPS; `mailboxes` are addresses. */
export type DemoIdentity = { readonly idNat: string; readonly name: string; readonly mailboxes: readonly string[] };

/** A patient of the practice's own files, as the local base takes it. */
export type DemoPatient = Omit<Patient, "id">;

/** Everything the application needs to know of the demonstration, as plain data. */
export type DemoInfo = {
  readonly environment: Environment;
  readonly people: readonly DemoIdentity[];
  readonly mailboxes: readonly DemoMailbox[];
  readonly knownPatients: readonly DemoPatient[];
};

/** A sign-in request that waits for an answer on the e-CPS; `expiresAt` is ISO 8601. */
export type DemoRequest = {
  readonly id: string;
  readonly idNat: string;
  readonly name: string;
  readonly bindingMessage: string;
  readonly channel: "mobile" | "card";
  readonly expiresAt: string;
};

/** What a person may do on the e-CPS. */
export type DemoAnswer = "approve" | "deny" | "expire";

/** Served by the demonstration's process over `link()`. */
export type DemoService = {
  /** Starts the operator with its state in the file `statePath`; the same info again when it already runs. */
  readonly start: (options: { readonly statePath: string }) => Promise<DemoInfo>;
  readonly pending: () => readonly DemoRequest[];
  /** False when the request no longer waits. */
  readonly answer: (request: { readonly id: string; readonly answer: DemoAnswer }) => Promise<boolean>;
  /** Does what a scenario wants of the demonstration itself. */
  readonly act: (act: DemoAct) => Promise<void>;
  /** Lines of the protocols after a number. */
  readonly protocol: (after: number) => readonly ProtocolLine[];
  /** Puts the make-believe world back to its first day; every open session of mail ends. */
  readonly reset: () => Promise<DemoInfo>;
  /** Keeps the state and closes every server. */
  readonly stop: () => Promise<void>;
};

/** Called by the demonstration's process on its host. */
export type DemoHost = {
  /** A sign-in request appeared or ended: ask `pending()` again. */
  readonly changed: () => void;
  /** The world is being made: `done` of `total` messages. */
  readonly progress: (done: number, total: number) => void;
};

/** The one place where the operator keeps its state; `read` gives null at the first start. */
export type StateFile = {
  readonly read: () => Promise<Uint8Array | null>;
  readonly write: (bytes: Uint8Array) => Promise<void>;
  readonly erase: () => Promise<void>;
};

/** Somebody who signs a document of the demonstration. */
export type DocumentSigner = {
  readonly idNat: string;
  readonly family: string;
  readonly given: string;
  /** JDV_J01. */
  readonly specialty: string;
  readonly organization: { readonly id: string; readonly name: string };
};

/** A block of the narrative. */
export type DocumentBlock =
  | { readonly kind: "paragraph"; readonly text: string; readonly bold?: boolean }
  | {
      readonly kind: "table";
      readonly caption?: string;
      readonly head: readonly string[];
      readonly rows: readonly (readonly string[])[];
    };

/** A section of the narrative. */
export type DocumentSection = { readonly title: string; readonly blocks: readonly DocumentBlock[] };

/** A medical document to write; ids are OIDs, times HL7 with their zone, codes those of the CI-SIS tables. */
export type DocumentOrder = {
  readonly id: string;
  readonly setId: string;
  readonly version: number;
  readonly type: string;
  readonly title: string;
  readonly time: string;
  readonly patient: DemoPatient;
  readonly author: DocumentSigner;
  readonly practiceSetting: string;
  readonly facility: string;
  readonly replaces?: string;
  /** `pdf`: CDA N1 around a PDF; `structured`: CDA N3 with sections; `both`: N3 with a PDF copy inside. */
  readonly body: "pdf" | "structured" | "both";
  readonly sections: readonly DocumentSection[];
};

/** An archive to write. */
export type ArchiveOrder = {
  readonly cda: Uint8Array;
  readonly action: "new" | "replace" | "delete";
  readonly sender: DocumentSigner;
  readonly facility: string;
  readonly address: string;
  readonly now: Date;
  readonly newId: () => string;
};

/** Our own writers of medical documents, which live in another domain. */
export type DocumentWriters = {
  readonly writePdf: (order: DocumentOrder) => Promise<Uint8Array>;
  /** `pdf` is embedded unless `order.body` is `structured`. */
  readonly writeCda: (order: DocumentOrder, pdf: Uint8Array) => Uint8Array;
  readonly writeXdm: (order: ArchiveOrder) => Promise<Uint8Array>;
};
