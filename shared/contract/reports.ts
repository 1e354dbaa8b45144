import { z } from "zod";
import type { OutboxItem } from "#shared/domain/draft";
import type { DocumentId, MessageId, OutboxId } from "#shared/domain/ids";
import { INTEGRATION_CODES, type IntegrationCode } from "#shared/rules/integration-failure";
import { id, line, method, nothing } from "./method";

const code = z.enum(INTEGRATION_CODES as readonly [IntegrationCode, ...IntegrationCode[]]);

/** How a sender would be told that a message could not be integrated; code and words are the person's (`shared/rules/integration-failure`). */
export type ReportPreview = {
  readonly form: "mdn" | "mail";
  readonly to: string;
  /** The receipt is asked by another address than the one that wrote. */
  readonly elsewhere: boolean;
  /** Subject of the original, as it was received. */
  readonly subject: string;
  /** Bytes of the original, given back whole. */
  readonly originalSize: number;
  /** The code that fits what was found. */
  readonly suggested: IntegrationCode;
};

/** When failures are reported without asking: for these codes, where a receipt was asked by who sent the message. */
export type ReportRule = { readonly codes: readonly IntegrationCode[] };

/** Telling the sender that a document could not be integrated (UX.11): with the person's agreement, or by a rule that the person set. */
export const reports = {
  "reports.preview": method(z.strictObject({ messageId: id<MessageId>(), documentId: id<DocumentId>().nullable() }), {
    needsStore: true,
  }).returns<ReportPreview>(),
  /** Refused where the message was reported already. */
  "reports.send": method(z.strictObject({ messageId: id<MessageId>(), code, words: z.string().max(1000) }), {
    needsStore: true,
    traced: true,
  }).returns<OutboxItem>(),
  /** Takes a report back while it waits. */
  "reports.undo": method(z.strictObject({ id: id<OutboxId>() }), { needsStore: true, traced: true }).returns<null>(),
  "reports.rule": method(nothing, { needsStore: true }).returns<ReportRule>(),
  "reports.setRule": method(z.strictObject({ codes: z.array(code).max(7) }), {
    needsStore: true,
    traced: true,
  }).returns<ReportRule>(),
} as const;

/** The date of a rule, so that it never speaks of messages that came before it. */
export const keptRule = z.object({ codes: z.array(code), since: line(40) });
