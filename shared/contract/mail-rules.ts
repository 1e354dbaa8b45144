import { z } from "zod";
import type { FolderId, LabelId, MailboxId, MessageId, RuleId } from "#shared/domain/ids";
import type { MailRule } from "#shared/domain/mail-rule";
import { id, line, method, nothing } from "./method";

const rule = z.strictObject({
  isOn: z.boolean(),
  mailboxId: id<MailboxId>().nullable(),
  when: z.strictObject({
    from: line(120),
    kind: z.enum(["patient", "professional", "other"]).nullable(),
    document: line(60).nullable(),
    words: line(120),
  }),
  does: z.strictObject({
    labelId: id<LabelId>().nullable(),
    done: z.boolean(),
    moves: z.boolean(),
    folderId: id<FolderId>().nullable(),
    silent: z.boolean(),
  }),
});
const one = z.strictObject({ id: id<RuleId>() });

/** Rules over mail that arrives: few, each a sentence, none deletes. */
export const mailRules = {
  "rules.list": method(nothing, { needsStore: true }).returns<readonly MailRule[]>(),
  /** Keeps a rule, new (id null) or changed; it speaks of what arrives from now on. */
  "rules.save": method(z.strictObject({ id: id<RuleId>().nullable(), rule }), {
    needsStore: true,
    traced: true,
  }).returns<MailRule>(),
  "rules.remove": method(one, { needsStore: true, traced: true }).returns<null>(),
  "rules.order": method(z.strictObject({ ids: z.array(id<RuleId>()).max(50) }), { needsStore: true }).returns<null>(),
  /** What a rule would act on in the inboxes now, before it does. */
  "rules.preview": method(one, { needsStore: true }).returns<{
    readonly messages: number;
    readonly conversations: number;
  }>(),
  /** Applies a rule to the messages of the inboxes; gives those that it acted on, so that it can be taken back. */
  "rules.apply": method(one, { needsStore: true, traced: true }).returns<{
    readonly messageIds: readonly MessageId[];
  }>(),
  /** Takes back what a rule did of these messages. */
  "rules.undo": method(z.strictObject({ id: id<RuleId>(), messageIds: z.array(id<MessageId>()).min(1).max(2000) }), {
    needsStore: true,
    traced: true,
  }).returns<null>(),
  /** The types of the documents received so far, to choose one. */
  "rules.documentTypes": method(nothing, { needsStore: true }).returns<
    readonly { readonly code: string; readonly label: string }[]
  >(),
} as const;
