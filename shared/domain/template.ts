import type { MailboxId, TemplateId } from "./ids";

/** A text kept to be written again, with fields in braces (`shared/rules/template-fields`). */
export type Template = {
  readonly id: TemplateId;
  /** The mailbox it is for; null for all. */
  readonly mailboxId: MailboxId | null;
  readonly name: string;
  /** Given to a message that has no subject yet; may be empty. */
  readonly subject: string;
  readonly text: string;
};

/** What is put at the foot of the messages of a mailbox; empty for nothing. */
export type Signature = { readonly mailboxId: MailboxId; readonly text: string };
