import type { FolderId, LabelId, MailboxId, RuleId } from "./ids";
import type { CorrespondentKind } from "./message";

/** What a message must be for a rule to concern it; every part that is given must hold. */
export type RuleConditions = {
  /** An address, a domain written `@labo.mssante.fr`, or words of the sender's name; empty for anybody. */
  readonly from: string;
  readonly kind: CorrespondentKind | null;
  /** Code of a type of document, `any` for any document, null whether there is one or not. */
  readonly document: string | null;
  /** Words of the subject, all of them; empty for any subject. */
  readonly words: string;
};

/** What a rule does of it. Nothing here deletes. */
export type RuleActs = {
  readonly labelId: LabelId | null;
  readonly done: boolean;
  readonly moves: boolean;
  /** Where it is moved, null when the rule moves nothing or when its folder has disappeared. */
  readonly folderId: FolderId | null;
  /** The computer does not announce it. */
  readonly silent: boolean;
};

/** A rule as it is written, before it has an identity. */
export type WrittenRule = {
  readonly isOn: boolean;
  /** Null for every mailbox. */
  readonly mailboxId: MailboxId | null;
  readonly when: RuleConditions;
  readonly does: RuleActs;
};

/** A rule kept: it speaks of the mail received since it was written or last changed (ISO). */
export type MailRule = WrittenRule & { readonly id: RuleId; readonly since: string };

/** Why a message is where it is: what a rule did of it, and when (ISO). `rule` is null once the rule was removed. */
export type RuledBy = {
  readonly ruleId: RuleId;
  readonly rule: MailRule | null;
  readonly at: string;
  /** Name of the label it was given, empty for none. */
  readonly label: string;
  readonly done: boolean;
  /** Name of the folder it was moved to, empty for none. */
  readonly folder: string;
  readonly silent: boolean;
};
