import { z } from "zod";
import type { DraftId, MailboxId, TemplateId } from "#shared/domain/ids";
import type { Signature, Template } from "#shared/domain/template";
import { TEMPLATE_LIMITS } from "#shared/rules/template-file";
import { id, line, method, nothing, WRITING } from "./method";

/** What became of a file of templates; `none`: the person chose no file. */
export type TemplateImport =
  | { readonly state: "none" }
  | { readonly state: "read"; readonly added: number; readonly known: number; readonly leftOut: number };

/** Templates of messages, shared by file, and the signature of each mailbox. */
export const templates = {
  /** Those a mailbox may use, by name; null: all. */
  "templates.list": method(z.strictObject({ mailboxId: id<MailboxId>().nullable() }), {
    needsStore: true,
    windows: WRITING,
  }).returns<readonly Template[]>(),
  "templates.save": method(
    z.strictObject({
      id: id<TemplateId>().nullable(),
      mailboxId: id<MailboxId>().nullable(),
      name: line(TEMPLATE_LIMITS.name).min(1),
      subject: line(TEMPLATE_LIMITS.subject),
      text: z.string().max(TEMPLATE_LIMITS.text),
    }),
    { needsStore: true },
  ).returns<Template>(),
  "templates.delete": method(z.strictObject({ id: id<TemplateId>() }), { needsStore: true }).returns<null>(),
  /** Asks where to save every template, in one file. */
  "templates.export": method(nothing, { needsStore: true }).returns<{ readonly saved: boolean }>(),
  /** Asks for a file and adds what it holds to a mailbox, or to all. Refused: `templates-unreadable`, `templates-too-big`. */
  "templates.import": method(z.strictObject({ mailboxId: id<MailboxId>().nullable() }), {
    needsStore: true,
  }).returns<TemplateImport>(),
  /** The template with the fields that are known for this draft. */
  "templates.fill": method(z.strictObject({ id: id<TemplateId>(), draftId: id<DraftId>() }), {
    needsStore: true,
    windows: WRITING,
  }).returns<Pick<Template, "subject" | "text">>(),
  "signatures.list": method(nothing, { needsStore: true, windows: WRITING }).returns<readonly Signature[]>(),
  "signatures.save": method(z.strictObject({ mailboxId: id<MailboxId>(), text: z.string().max(2000) }), {
    needsStore: true,
  }).returns<null>(),
} as const;
