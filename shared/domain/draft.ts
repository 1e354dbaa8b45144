import type { Address } from "./message";
import type { DocumentFacts } from "./made-document";
import type { RichText } from "./rich-text";
import type { DocumentId, DraftId, MailboxId, MessageId, OutboxId, PatientId } from "./ids";

/** A file joined to a draft; its bytes stay with the store. */
export type DraftAttachment = {
  readonly id: string;
  readonly name: string;
  readonly mimeType: string;
  readonly size: number;
  /** The medical document it carries, when it was joined as such (sent as CDA in an XDM archive). */
  readonly documentId?: DocumentId;
  readonly patientMatricule?: string;
  /** OID of that matricule. */
  readonly patientOid?: string;
  /** The record of the local base that it is about: its document is filed there, or was made for it. */
  readonly patientId?: PatientId;
  /** What the person said of it, when it is a document made here. */
  readonly facts?: DocumentFacts;
  /** It was made into a document that is ready to leave. */
  readonly made?: true;
  /** What is asked of the receiver, where it is not simply a new document. */
  readonly asks?: "replace" | "delete";
};

/** A message being written. */
export type Draft = {
  readonly id: DraftId;
  readonly mailboxId: MailboxId;
  readonly to: readonly Address[];
  readonly cc: readonly Address[];
  readonly bcc: readonly Address[];
  readonly subject: string;
  /** The whole text, plain; that of `rich` where there is one. */
  readonly text: string;
  /** The text with its formatting; none for a plain message. */
  readonly rich?: RichText | null;
  readonly attachments: readonly DraftAttachment[];
  /** Bloquer la réponse du patient (X-MSS-MES FIN, ECO.2.2.8). */
  readonly fin: boolean;
  readonly readReceipt: boolean;
  /** A report of its delivery is asked of the servers (DSN, ECO.2.3.1). */
  readonly deliveryReceipt?: boolean;
  readonly answers: MessageId | null;
  readonly updatedAt: string;
};

/** Fields of a draft that the composer writes. */
export type DraftFields = Pick<
  Draft,
  "mailboxId" | "to" | "cc" | "bcc" | "subject" | "text" | "rich" | "fin" | "readReceipt" | "deliveryReceipt"
>;

/** A message handed over for sending, as the outbox shows it. */
export type OutboxItem = {
  readonly id: OutboxId;
  /** The draft it was written as; null for a report made here. */
  readonly draftId: DraftId | null;
  readonly mailboxId: MailboxId;
  readonly subject: string;
  readonly to: readonly Address[];
  readonly state: "waiting" | "sending" | "retry" | "to-verify" | "sent" | "failed";
  /** ISO date-time before which it can still be undone, then of the next attempt. */
  readonly sendAt: string;
  readonly attempts: number;
  readonly failure: string | null;
};

/** One place where a person or a service works (situation d’exercice). */
export type Situation = {
  readonly structure: string;
  readonly service: string;
  readonly street: string;
  readonly postalCode: string;
  readonly city: string;
};

/** A correspondent proposed while typing or found in the directory. */
export type Recipient = {
  readonly address: string;
  readonly name: string;
  readonly kind: "patient" | "PER" | "ORG" | "APP" | "CAB" | "team" | "unknown";
  readonly profession: string;
  readonly specialty: string;
  readonly structure: string;
  readonly city: string;
  readonly postalCode: string;
  readonly idNat: string;
  readonly source: "recent" | "contact" | "patient" | "offline" | "ldap" | "fhir";
  readonly preferred: boolean;
  readonly lastUsed: string | null;
  readonly bounced: boolean;
  /** The directory published it once and no longer does (adresse disparue). */
  readonly gone?: true;
  /** Every place that the directories know behind this address, the first being the one of the flat fields. */
  readonly situations?: readonly Situation[];
  readonly patientId?: PatientId;
  /** Those of a care team, each written to in its place; its own address is none that could be written to. */
  readonly members?: readonly Address[];
};
