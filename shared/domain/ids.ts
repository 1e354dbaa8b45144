/** A string that only its own kind may be passed for. */
type Branded<Kind extends string> = string & { readonly __kind: Kind };

/** A mailbox (BAL) of this profile. */
export type MailboxId = Branded<"mailbox">;
/** An IMAP folder of a mailbox. */
export type FolderId = Branded<"folder">;
/** One stored message. */
export type MessageId = Branded<"message">;
/** One conversation: messages that answer each other, never about two patients. */
export type ConversationId = Branded<"conversation">;
/** One part (attachment) of a stored message. */
export type PartId = Branded<"part">;
/** One medical document found in an XDM archive. */
export type DocumentId = Branded<"document">;
/** One patient of the local base. */
export type PatientId = Branded<"patient">;
/** One draft being written. */
export type DraftId = Branded<"draft">;
/** One message handed to the outbox. */
export type OutboxId = Branded<"outbox">;
/** One template of message. */
export type TemplateId = Branded<"template">;
/** One label: its slug, the same for all who share a mailbox. */
export type LabelId = Branded<"label">;
/** A correspondent kept in the contacts. */
export type ContactId = Branded<"contact">;
/** A care team: people written to together. */
export type TeamId = Branded<"team">;
/** One rule of the person's over mail that arrives. */
export type RuleId = Branded<"rule">;
