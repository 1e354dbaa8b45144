import type { ArchiveRefusal } from "./archive-refusal";
import type { RuledBy } from "./mail-rule";
import type { AddressedPatient, PatientTraits, IdentityStatus, Ins } from "./patient";
import type {
  ConversationId,
  DocumentId,
  DraftId,
  FolderId,
  LabelId,
  MailboxId,
  MessageId,
  PartId,
  PatientId,
} from "./ids";

/** A mail address with the name that came with it (untrusted text). */
export type Address = { readonly name: string; readonly address: string };

/** Who a correspondent is; decided by the address, told by icon and word, never by the domain alone (UX.25). */
export type CorrespondentKind = "patient" | "professional" | "other";

/** Values of the X-MSS headers of a message; `null` where absent. */
export type MssHeaders = {
  readonly nil: string | null;
  readonly ins: "O" | "N" | null;
  readonly codeCda: readonly string[];
  readonly mes: "FIN" | null;
};

/** An attachment as listed. */
export type Attachment = {
  readonly id: PartId;
  readonly name: string;
  readonly mimeType: string;
  readonly size: number;
  /** The bytes or the name tell that it could be executed: it is saved, never opened. */
  readonly dangerous: boolean;
  /** An archive that was not opened, and why. */
  readonly refused?: ArchiveRefusal;
  readonly inline: boolean;
  /** The archive of the documents that are shown, or a file that one of them holds byte for byte. */
  readonly original: boolean;
};

/** A receipt carried by a message (MDN, RFC 8098, or DSN, RFC 3464). */
export type Receipt =
  | {
      readonly kind: "read";
      readonly originalMessageId: string;
      readonly recipient: string;
      readonly disposition: "displayed" | "processed" | "deleted" | "dispatched";
      readonly failure: { readonly code: string; readonly text: string } | null;
    }
  | {
      readonly kind: "delivery";
      readonly originalMessageId: string;
      readonly recipient: string;
      readonly action: "delivered" | "failed" | "delayed" | "relayed" | "expanded";
      readonly status: string;
      readonly reason: BounceReason;
      /** The other recipients that the same report speaks of, each with how it fared; absent when it speaks of one. */
      readonly others?: readonly Pick<DeliveryReport, "recipient" | "action">[];
    };

/** What servers or software told of one recipient of a message that we sent. */
export type DeliveryReport = {
  readonly recipient: string;
  readonly action: "delivered" | "failed" | "delayed" | "relayed" | "expanded" | "displayed";
  readonly at: string;
};

/** Why a message did not reach its recipient (MES bounces: closed, unknown, invalid, too big). */
export type BounceReason =
  | "none"
  | "closed"
  | "unknown"
  | "invalid"
  | "too-big"
  | "refused"
  | "quota"
  | "temporary"
  | "other";

/** Where a patient conversation stands (X-MSS-MES FIN). */
export type ExchangeState = "open" | "closed" | "reopened";

/** The patient that a conversation or a message is about, with how far that is trusted. */
export type PatientBanner = {
  readonly addressed: AddressedPatient;
  readonly ins: Ins | null;
  /** Known in the local base by this INS. */
  readonly known: (PatientTraits & { readonly id: PatientId; readonly status: IdentityStatus }) | null;
  /** Name announced by Mon espace santé, not verified. */
  readonly announcedName: string;
};

/** A medical document card inside a message or a list. */
export type DocumentCard = {
  readonly id: DocumentId;
  readonly messageId: MessageId;
  readonly title: string;
  readonly typeLabel: string;
  readonly date: string;
  readonly author: string;
  readonly patientName: string;
  readonly patientMatricule: string | null;
  /** The INS is of the test or demonstration range. */
  readonly test: boolean;
  readonly body: "pdf" | "structured" | "other";
  readonly action: "new" | "replace" | "delete";
  readonly state: "current" | "replaced" | "deleted";
  readonly integrity: "ok" | "unverifiable" | "broken";
  /** It came back inside a returned message: shown as such, never filed. */
  readonly returned: boolean;
  readonly anomalies: readonly string[];
  /** A person filed a document of this message on another computer that shares the mailbox (`$PliFiled`), none here did. */
  readonly filedElsewhere?: true;
  /** Does the document's patient agree with the correspondent (patient mail) or the local record? */
  readonly match: "same" | "different" | "unknown";
  readonly filed: { readonly patientId: PatientId; readonly at: string; readonly automatic: boolean } | null;
};

/** A label that a person puts on conversations; `colour` is one of six, by its number. */
export type Label = { readonly id: LabelId; readonly name: string; readonly colour: number };

/** Somebody of a shared mailbox, by national identifier; `name` is empty where nothing here knows her, `mine`: it is who signed in. */
export type Colleague = { readonly idNat: string; readonly name: string; readonly mine: boolean };

/** A row of the conversation list. */
export type ConversationRow = {
  readonly id: ConversationId;
  readonly mailboxId: MailboxId;
  readonly kind: CorrespondentKind;
  /** The correspondent's name as shown. */
  readonly name: string;
  /** Second line: the patient whose documents a professional sent; empty when there are none, or several patients. */
  readonly about: string;
  /** What tells the patient it is of from a namesake: date of birth (`YYYYMMDD`), else matricule; empty when unknown, or of nobody. */
  readonly patientMark: string;
  readonly subject: string;
  readonly preview: string;
  /** ISO date-time of the last message. */
  readonly date: string;
  readonly unread: boolean;
  readonly messages: number;
  readonly documents: number;
  readonly attachments: number;
  readonly toDo: boolean;
  readonly exchange: ExchangeState | null;
  /** The last word is the professional's, and no answer came. */
  readonly awaiting: boolean;
  /** Who takes care of it in a shared mailbox, null for nobody. */
  readonly takenBy: Colleague | null;
  readonly flags: readonly ("identity-to-check" | "replaced" | "filed" | "bounced" | "draft" | "elsewhere")[];
  readonly labels: readonly Label[];
  /** Put off until this moment (ISO); null when it is not. */
  readonly snoozedUntil: string | null;
};

/** How a message that we sent fared. */
export type DeliveryState =
  | { readonly state: "queued"; readonly sendAt: string }
  | { readonly state: "sending" }
  | { readonly state: "sent"; readonly at: string }
  | { readonly state: "to-verify"; readonly since: string }
  | { readonly state: "failed"; readonly reason: string; readonly canRetry: boolean }
  | { readonly state: "delivered"; readonly at: string }
  | { readonly state: "read"; readonly at: string }
  /** Arrived, but the recipient's software could not integrate its documents: code 900–906, empty when none was told. */
  | { readonly state: "not-integrated"; readonly code: string; readonly at: string }
  | { readonly state: "bounced"; readonly reason: BounceReason };

/** A message as the reader shows it. */
export type MessageView = {
  readonly id: MessageId;
  readonly conversationId: ConversationId;
  readonly mailboxId: MailboxId;
  readonly folderId: FolderId;
  readonly outgoing: boolean;
  /** Who of a shared mailbox sent it, null where it is not said. */
  readonly sentBy: Colleague | null;
  readonly from: Address;
  readonly to: readonly Address[];
  readonly cc: readonly Address[];
  readonly replyTo: readonly Address[];
  readonly senderKind: CorrespondentKind;
  readonly subject: string;
  readonly rawSubject: string;
  /** ISO date-time. */
  readonly date: string;
  readonly unread: boolean;
  readonly mss: MssHeaders;
  /** Text of the message; empty until the body is fetched (`bodyState`). */
  readonly text: string;
  /** Untrusted HTML, to be shown only inside the message frame. */
  readonly html: string | null;
  readonly bodyState: "stored" | "not-fetched" | "too-big" | "unreadable";
  readonly attachments: readonly Attachment[];
  readonly documents: readonly DocumentCard[];
  readonly receipt: Receipt | null;
  /** The sender asks for a read receipt to this address. */
  readonly receiptAskedBy: string | null;
  /** The receipt was sent, or refused, from here or by another who shares the mailbox. */
  readonly receiptSettled: boolean;
  /** The integration failure that was reported to the sender from here (UX.11). */
  readonly reported: { readonly code: string; readonly at: string } | null;
  readonly delivery: DeliveryState | null;
  /** Recipient by recipient, what came back of a message that we sent, oldest first; absent when nothing did. */
  readonly reports?: readonly DeliveryReport[];
  /** What rules did of it, first to last; what was taken back is not told. */
  readonly ruledBy: readonly RuledBy[];
  readonly warnings: readonly ("name-holds-address" | "reply-to-elsewhere" | "outside-trust-space" | "forged-date")[];
};

/** Most messages of one conversation that are read at once: the latest ones. */
export const MOST_SHOWN = 500;

/** A conversation opened: its banner, then its messages, oldest first. */
export type ConversationView = {
  readonly row: ConversationRow;
  readonly patient: PatientBanner | null;
  readonly messages: readonly MessageView[];
  /** Drafts begun in it and not sent, the last touched first. */
  readonly drafts: readonly DraftId[];
};
