import type { CorrespondentKind } from "../domain/message";

/** What the person wants done with the read receipts that others ask (RFC 8098 §2.1): be asked each time, never, or sent to professionals by itself. */
export const RECEIPT_RULES = ["ask", "never", "professionals"] as const;
export type ReceiptRule = (typeof RECEIPT_RULES)[number];

/** A received message that asks a receipt. `returnPath` is what the server wrote on arrival, empty when it did not. */
export type ReceiptRequest = {
  readonly askedBy: string;
  readonly returnPath: string;
  readonly from: string;
  readonly senderKind: CorrespondentKind;
  /** A program wrote the message by itself. */
  readonly automatic: boolean;
};

/** What to do with it; `elsewhere`: the receipt would go to another address than the one that sent the message. */
export type ReceiptVerdict =
  | { readonly act: "nothing" }
  | { readonly act: "ask"; readonly to: string; readonly elsewhere: boolean }
  | { readonly act: "send"; readonly to: string };

const same = (one: string, other: string): boolean => one.trim().toLowerCase() === other.trim().toLowerCase();

/**
 * Decides for one message: a rule only speaks to a professional, and only when the address that asks is the one that sent, by the envelope and
 * by the author (RFC 8098 §2.1: anything else is the person's decision). Two programs never answer each other (RFC 3834 §2).
 */
export const receiptVerdict = (rule: ReceiptRule, request: ReceiptRequest): ReceiptVerdict => {
  const to = request.askedBy.trim();
  if (to === "" || rule === "never") return { act: "nothing" };
  const proven = request.returnPath.trim() !== "" && same(to, request.returnPath);
  const elsewhere = !same(to, request.from);
  const fromHim = request.senderKind === "professional" && proven && !elsewhere;
  if (rule === "professionals" && fromHim && !request.automatic) return { act: "send", to };
  return { act: "ask", to, elsewhere };
};
