import type { Receipt } from "#shared/domain/message";
import { parseIntegrationFailure } from "#shared/rules/subject";
import { readFirstAddress } from "./address-list";
import { decodeWords } from "./encoded-words";
import { readMessageId } from "./message-ids";
import type { MimeNode } from "./mime-tree";
import { plainLine } from "#shared/rules/plain-line";
import { readReportAddress, readReportBlocks, returnedMessageId } from "./report-fields";

type ReadReceipt = Extract<Receipt, { readonly kind: "read" }>;
type Failure = ReadReceipt["failure"];

const DISPOSITION = /^[^;]{0,200};\s*([a-z-]{1,20})\s*(?:\/\s*(.*))?$/is;

/**
 * The read receipt of a message (MDN, RFC 8098), with its integration failure in both written forms: `processed/error` and an `Error`
 * field, or `processed/Error: 902^…` (IG-MDN before 1.1.3). Null when it carries none, when its disposition is unknown, or when
 * it tells that somebody of another house read: nobody speaks for others.
 */
export function readNotification(nodes: readonly MimeNode[], root: MimeNode): ReadReceipt | null {
  const part = nodes.find((node) => node.type === "message/disposition-notification" && node.messageDepth === 0);
  const fields = part && readReportBlocks(part).find((block) => block.has("disposition"));
  if (!fields) return null;
  const match = DISPOSITION.exec(fields.first("disposition").slice(0, 2_000));
  const disposition = dispositionOf(match?.[1] ?? "");
  if (!disposition) return null;
  const modifier = match?.[2] ?? "";
  const error = fields.first("error") || fields.first("failure") || (/^error\s*:\s*(.*)$/is.exec(modifier)?.[1] ?? "");
  const failed = error !== "" || /\berror\b/i.test(modifier) || /^failed$/i.test(match?.[1] ?? "");
  const from = readFirstAddress(root.fields.first("from"));
  const recipient =
    readReportAddress(fields.first("final-recipient")) || readReportAddress(fields.first("original-recipient")) || from;
  if (!failed && domainOf(recipient) !== domainOf(from)) return null;
  return {
    kind: "read",
    originalMessageId:
      readMessageId(fields.first("original-message-id")) ||
      returnedMessageId(nodes) ||
      readMessageId(root.fields.first("in-reply-to")),
    recipient,
    disposition,
    failure: failed ? readFailure(error) : null,
  };
}

/**
 * The same told by an ordinary message, as a receiver writes when no receipt was asked (IG-MDN, "courriel standard"): the subject
 * `[KO Intégration système !][code] …` and the original given back. Null for any other message.
 */
export function readFailureNotice(
  nodes: readonly MimeNode[],
  root: MimeNode,
  subject: string,
  text: string,
): ReadReceipt | null {
  const notice = parseIntegrationFailure(subject);
  const originalMessageId = notice ? returnedMessageId(nodes) : "";
  if (!notice || !originalMessageId) return null;
  const code = notice.code ?? /\b(90[0-6])\b/.exec(text.slice(0, 5_000))?.[1] ?? "";
  const line = code
    ? text
        .slice(0, 5_000)
        .split("\n")
        .find((each) => each.includes(code))
    : undefined;
  const failure = { code, text: plainLine((line ?? "").replace(code, "").replace(/^[\s^:;.,[\]-]+/, ""), 300) };
  return {
    kind: "read",
    originalMessageId,
    recipient: readFirstAddress(root.fields.first("from")),
    disposition: "processed",
    failure,
  };
}

const domainOf = (address: string): string => address.slice(address.lastIndexOf("@") + 1).toLowerCase();

function dispositionOf(word: string): ReadReceipt["disposition"] | null {
  const name = word.toLowerCase();
  if (name === "displayed" || name === "processed" || name === "deleted" || name === "dispatched") return name;
  // The older RFC 2298 had a type of its own for a failure.
  return name === "failed" ? "processed" : null;
}

/** `902^Identifiant de patient inconnu^applicationErrorCondition| E^Error^errorSeverity`: HL7 components, the first two tell. */
function readFailure(error: string): NonNullable<Failure> {
  const [code = "", label] = decodeWords(error.split("|")[0] ?? "").split("^");
  if (label !== undefined) return { code: plainLine(code, 20), text: plainLine(label, 300) };
  const plain = /^\s*(\d{1,4})\b[\s:-]*(.*)$/s.exec(code);
  return plain
    ? { code: plain[1] ?? "", text: plainLine(plain[2] ?? "", 300) }
    : { code: "", text: plainLine(code, 300) };
}
