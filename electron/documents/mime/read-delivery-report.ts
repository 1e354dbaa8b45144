import type { Receipt } from "#shared/domain/message";
import { bounceReason } from "./bounce-reason";
import type { HeaderFields } from "./header-fields";
import type { MimeNode } from "./mime-tree";
import { readMessageId } from "./message-ids";
import { returnPathOf } from "./return-path";
import { readReportAddress, readReportBlocks, returnedMessageId } from "./report-fields";

type DeliveryReceipt = Extract<Receipt, { readonly kind: "delivery" }>;
type Action = DeliveryReceipt["action"];

/** Worst first: of several recipients the one that needs a person is told. */
const ACTIONS: readonly Action[] = ["failed", "delayed", "expanded", "relayed", "delivered"];

/**
 * The delivery report of a message (DSN, RFC 3464): of its recipients, the one that fared worst. Which message it is about is told by
 * the Message-ID of what it gives back, else by the envelope identifier that we gave (RFC 3461 §4.4); empty when it tells neither. Null when it carries no report, or when
 * the server that received it names who sent it: only servers report, with an empty return path (RFC 3464 §2, RFC 5321 §4.5.5).
 */
export function readDeliveryReport(nodes: readonly MimeNode[], root: MimeNode, text: string): DeliveryReceipt | null {
  if (returnPathOf(root.fields) !== "") return null;
  const part = nodes.find((node) => node.type === "message/delivery-status" && node.messageDepth === 0);
  if (!part) return null;
  const blocks = readReportBlocks(part);
  const recipients = blocks.filter((block) => actionOf(block) !== null);
  const [worst, ...rest] = recipients.toSorted((one, other) => rank(one) - rank(other));
  const action = worst && actionOf(worst);
  if (!worst || !action) return null;
  const status = /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(worst.first("status").slice(0, 200))?.[0] ?? "";
  return {
    kind: "delivery",
    originalMessageId: returnedMessageId(nodes) || envelopeId(blocks[0]),
    recipient: recipientOf(worst),
    action,
    status,
    reason: reasonOf(action, status, worst.first("diagnostic-code"), text),
    ...(rest.length === 0 ? {} : { others: rest.flatMap(otherOf) }),
  };
}

/** Ours is the Message-ID itself, with its brackets; written as it is or still in xtext (RFC 3461 §4). */
function envelopeId(about: HeaderFields | undefined): string {
  const written = about?.first("original-envelope-id").slice(0, 1000) ?? "";
  return readMessageId(
    written.replace(/\+([0-9A-F]{2})/gu, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16))),
  );
}

function actionOf(block: HeaderFields): Action | null {
  const word = /^[a-z]+/.exec(block.first("action").toLowerCase())?.[0] ?? "";
  return ACTIONS.find((action) => action === word) ?? null;
}

function otherOf(block: HeaderFields): readonly { readonly recipient: string; readonly action: Action }[] {
  const action = actionOf(block);
  const recipient = recipientOf(block);
  return action === null || recipient === "" ? [] : [{ recipient, action }];
}

const recipientOf = (block: HeaderFields): string =>
  readReportAddress(block.first("final-recipient")) || readReportAddress(block.first("original-recipient"));

function rank(block: HeaderFields): number {
  const action = actionOf(block);
  return action ? ACTIONS.indexOf(action) : ACTIONS.length;
}

function reasonOf(action: Action, status: string, diagnostic: string, text: string): DeliveryReceipt["reason"] {
  if (action !== "failed" && action !== "delayed") return "none";
  const reason = bounceReason(status, diagnostic, text);
  return action === "delayed" && reason === "other" ? "temporary" : reason;
}
