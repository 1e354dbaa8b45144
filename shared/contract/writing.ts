import { z } from "zod";
import type { DirectoryCriteria } from "#shared/domain/directory-criteria";
import type { Draft, OutboxItem, Recipient } from "#shared/domain/draft";
import type { ConversationId, DocumentId, DraftId, MailboxId, MessageId, OutboxId } from "#shared/domain/ids";
import type { Sex } from "#shared/domain/patient";
import { id, line, method, nothing, WRITING } from "./method";
import { richText } from "./rich-text";

const address = z.strictObject({ name: line(200), address: line(254) });

/** Fields that the composer saves, a second after the last key. */
export const draftFields = z.strictObject({
  mailboxId: id<MailboxId>(),
  to: z.array(address).max(100),
  cc: z.array(address).max(100),
  bcc: z.array(address).max(100),
  subject: line(400),
  text: z.string().max(2_000_000),
  rich: richText.nullish(),
  fin: z.boolean(),
  readReceipt: z.boolean(),
  deliveryReceipt: z.boolean().optional(),
});

/** Criteria of the directory window (UX.10, UX.41). */
export const directoryCriteria = z.strictObject({
  idNat: line(20),
  family: line(80),
  given: line(80),
  profession: line(80),
  specialty: line(80),
  structure: line(120),
  street: line(120),
  postalCode: line(10),
  city: line(80),
  address: line(254),
} satisfies Record<keyof DirectoryCriteria, z.ZodType<string>>);

/** An answer of one source of the directory. */
export type DirectoryAnswer = {
  readonly source: Recipient["source"];
  readonly recipients: readonly Recipient[];
  /** More exist than are shown: the source cut at its limit. */
  readonly cut: "no" | "size" | "time";
  /** Criteria that the source could not take; applied here instead where possible. */
  readonly ignored: readonly string[];
  readonly failure: string | null;
};

/** Why a message may not leave, or what must be confirmed first. */
export type DraftCheck = {
  readonly blocks: readonly CheckPoint[];
  readonly confirms: readonly CheckPoint[];
  readonly informs: readonly CheckPoint[];
  /** Largest message that the operator takes, in encoded bytes (RFC 1870); null where it is not known. */
  readonly sizeLimit: number | null;
  /** Whether the operator reports deliveries (DSN, RFC 3461); null where it is not known. */
  readonly reportsDelivery: boolean | null;
};
export type CheckPoint = {
  readonly code: string;
  /** An address, a matricule or a number of bytes. */
  readonly about?: string;
  /** What a confirmation is kept under; it names the patient, so that another recipient asks again. */
  readonly key: string;
  /** What the matricule tells of the patient, and what the local base says. */
  readonly patient?: {
    readonly sex: Sex;
    readonly birthYear2: string;
    readonly birthMonth?: number;
    readonly known: { readonly name: string; readonly birthDate: string; readonly agrees: boolean } | null;
  };
};

/** Drafts, sending, and finding the person to write to. */
export const writing = {
  "drafts.create": method(
    z.strictObject({
      mailboxId: id<MailboxId>().nullable(),
      answers: id<MessageId>().nullable(),
      mode: z.enum(["new", "reply", "reply-all", "forward", "close", "reopen", "fin-message"]),
      to: z.array(address).max(20),
      documentId: id<DocumentId>().nullable(),
      /** Written with formatting from the start. */
      formatted: z.boolean().optional(),
    }),
    { needsStore: true },
  ).returns<Draft>(),
  "drafts.open": method(z.strictObject({ id: id<DraftId>() }), { needsStore: true, windows: WRITING }).returns<Draft>(),
  "drafts.save": method(z.strictObject({ id: id<DraftId>(), fields: draftFields }), {
    needsStore: true,
    windows: WRITING,
  }).returns<Draft>(),
  /** Goes on with a draft that lies in the operator's folder of drafts, written by another client or on another computer. */
  "drafts.continue": method(z.strictObject({ messageId: id<MessageId>() }), { needsStore: true }).returns<Draft>(),
  "drafts.discard": method(z.strictObject({ id: id<DraftId>() }), {
    needsStore: true,
    windows: WRITING,
  }).returns<null>(),
  /** Opens the system's file chooser and joins what was chosen. */
  "drafts.attach": method(z.strictObject({ id: id<DraftId>() }), {
    needsStore: true,
    windows: WRITING,
  }).returns<Draft>(),
  /** Joins bytes dropped or pasted into the composer. */
  "drafts.attachBytes": method(
    z.strictObject({
      id: id<DraftId>(),
      name: line(255),
      bytes: z.instanceof(Uint8Array).refine((value) => value.byteLength <= 30_000_000),
    }),
    { needsStore: true, windows: WRITING },
  ).returns<Draft>(),
  "drafts.detach": method(z.strictObject({ id: id<DraftId>(), attachmentId: id<string>() }), {
    needsStore: true,
    windows: WRITING,
  }).returns<Draft>(),
  "drafts.check": method(z.strictObject({ id: id<DraftId>() }), {
    needsStore: true,
    windows: WRITING,
  }).returns<DraftCheck>(),
  /** Builds the bytes once, keeps them with their Message-ID, then waits for the undo delay. Refused while a block or an unconfirmed point remains. */
  "drafts.send": method(
    z.strictObject({ id: id<DraftId>(), confirmed: z.array(line(60)).max(20), sendAt: line(40).nullable() }),
    { needsStore: true, windows: WRITING, traced: true },
  ).returns<OutboxItem>(),
  "outbox.undo": method(z.strictObject({ id: id<OutboxId>() }), { needsStore: true }).returns<Draft>(),
  /** Moves a message that waits to another moment; null: now. Refused once it is being sent, or when something must be confirmed again. */
  "outbox.reschedule": method(z.strictObject({ id: id<OutboxId>(), sendAt: line(40).nullable() }), {
    needsStore: true,
  }).returns<OutboxItem>(),
  "outbox.retry": method(z.strictObject({ id: id<OutboxId>() }), { needsStore: true }).returns<OutboxItem>(),
  "outbox.list": method(nothing, { needsStore: true }).returns<readonly OutboxItem[]>(),
  /** The conversation that a sent item ended in, once it is filed in Sent. */
  "outbox.conversation": method(z.strictObject({ id: id<OutboxId>() }), { needsStore: true }).returns<{
    readonly id: ConversationId | null;
  }>(),
  /** While typing: what is known here, at once. */
  "recipients.local": method(z.strictObject({ text: line(120) }), { needsStore: true, windows: WRITING }).returns<
    readonly Recipient[]
  >(),
  /** What is known here of these addresses (contacts, people written to, the directory of this computer); nothing of an unknown one. */
  "recipients.of": method(z.strictObject({ addresses: z.array(line(254)).max(100).readonly() }), {
    needsStore: true,
    windows: WRITING,
  }).returns<readonly Recipient[]>(),
  /** While typing: what the live directory answers; a newer call of the same window cancels it. */
  "recipients.live": method(z.strictObject({ text: line(120) }), { needsStore: true, windows: WRITING }).returns<
    readonly DirectoryAnswer[]
  >(),
  "directory.search": method(directoryCriteria, { needsStore: true, traced: true }).returns<
    readonly DirectoryAnswer[]
  >(),
} as const;
