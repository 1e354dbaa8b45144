import { bounceReason } from "./bounce-reason";
import type { BounceReason } from "./bounce-reason";
import { firstCharacters, singleLine } from "./fold";

const TYPES = ["displayed", "processed", "deleted", "dispatched"] as const;
const ACTIONS = ["delivered", "failed", "delayed", "relayed", "expanded"] as const;

/** What an MDN says happened to our message; `failure.code` is an ANS application code (900–906) or other digits, empty when none. */
export type Disposition = {
  readonly automatic: boolean;
  readonly type: (typeof TYPES)[number];
  readonly failure: { readonly code: string; readonly text: string } | null;
};

const text = (value: string): string => firstCharacters(singleLine(value.slice(0, 2000)), 300);

/** `902^Identifiant de patient inconnu^applicationErrorCondition| E^Error^errorSeverity`, or free text. */
const parseError = (value: string): { readonly code: string; readonly text: string } => {
  const [first = ""] = value.slice(0, 2000).split("|");
  const [code = "", label = ""] = first.split("^");
  return /^\s*\d{1,4}\s*$/.test(code) ? { code: code.trim(), text: text(label) } : { code: "", text: text(first) };
};

/**
 * Reads the fields Disposition and Error of an MDN (RFC 8098; ANS v1.1.3 and the older form with the error inside Disposition).
 * `null` when the disposition is not of the closed set.
 */
export const parseDisposition = (disposition: string, error = ""): Disposition | null => {
  const match = /^([^;]{0,200});\s*([a-z]{1,20})\s*(?:\/\s*([^]*))?$/i.exec(disposition.slice(0, 2000).trim());
  const type = TYPES.find((one) => one === match?.[2]?.toLowerCase());
  if (match === null || type === undefined) return null;
  const modifier = match[3] ?? "";
  const inline = /^error\s*:\s*([^]*)$/i.exec(modifier)?.[1] ?? "";
  const failed = error.trim() !== "" || /(?:^|,)\s*(?:error|failed)\b/i.test(modifier);
  return {
    automatic: /^\s*automatic-action\b/i.test(match[1] ?? ""),
    type,
    failure: failed ? parseError(error.trim() === "" ? inline : error) : null,
  };
};

/** Fields of one recipient of a delivery report (RFC 3464 §2.3), absent ones empty. */
export type DeliveryFields = {
  readonly finalRecipient: string;
  readonly originalRecipient: string;
  readonly action: string;
  readonly status: string;
  readonly diagnosticCode: string;
};

/** What a delivery report says of one recipient. */
export type DeliveryOutcome = {
  readonly recipient: string;
  readonly action: (typeof ACTIONS)[number];
  /** `class.subject.detail`, empty when unreadable. */
  readonly status: string;
  readonly reason: BounceReason;
};

/** `rfc822; someone@example` or a bare address, as a lower-case address. */
const recipientOf = (value: string): string =>
  singleLine(value.slice(0, 400).replace(/^[^;@]*;/, ""))
    .replace(/^<|>$/g, "")
    .toLowerCase();

/** Reads the block of one recipient in a delivery report; `null` when its action is not of the closed set. */
export const parseDeliveryBlock = (fields: DeliveryFields): DeliveryOutcome | null => {
  const action = ACTIONS.find((one) => one === fields.action.trim().toLowerCase());
  if (action === undefined) return null;
  const status = /^\s*([245]\.\d{1,3}\.\d{1,3})(?!\d)/.exec(fields.status)?.[1] ?? "";
  const bounced = action === "failed" || action === "delayed";
  // The address that we wrote to is the one that the person knows.
  const recipient = recipientOf(fields.originalRecipient) || recipientOf(fields.finalRecipient);
  // A report of failure with a status of success still is a failure.
  const reason = bounceReason(status.startsWith("2") ? "" : status, fields.diagnosticCode);
  return { recipient, action, status, reason: bounced ? reason : "none" };
};
