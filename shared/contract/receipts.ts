import { z } from "zod";
import type { OutboxItem } from "#shared/domain/draft";
import type { MessageId } from "#shared/domain/ids";
import { RECEIPT_RULES, type ReceiptRule } from "#shared/rules/receipt-request";
import { id, line, method, nothing } from "./method";

/** What the person is asked about a receipt: to whom it would go. */
export type AskedReceipt = { readonly to: string; readonly elsewhere: boolean };

const message = z.strictObject({ messageId: id<MessageId>() });
const rule = z.enum(RECEIPT_RULES);

/** Read receipts that others ask of us (ECO.3.1.6): never sent without the person's gesture, or the rule that she set. */
export const receipts = {
  /** Null when there is nothing to decide: answered already, or she wants none. */
  "receipts.asked": method(message, { needsStore: true }).returns<AskedReceipt | null>(),
  "receipts.send": method(message, { needsStore: true, traced: true }).returns<OutboxItem>(),
  /** Notes on the server that none will be sent ($MDNSent, RFC 3503), so that nobody who shares the mailbox is asked again. */
  "receipts.decline": method(message, { needsStore: true, traced: true }).returns<null>(),
  "receipts.rule": method(nothing, { needsStore: true }).returns<ReceiptRule>(),
  "receipts.setRule": method(z.strictObject({ rule }), { needsStore: true, traced: true }).returns<ReceiptRule>(),
} as const;

/** The rule with its date, so that it never speaks of mail that came before it. */
export const keptReceiptRule = z.object({ rule, since: line(40) });
