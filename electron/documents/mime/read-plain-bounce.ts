import type { Receipt } from "#shared/domain/message";
import { readFirstAddress } from "./address-list";
import { bounceReason } from "./bounce-reason";
import { readMessageId, readMessageIds } from "./message-ids";
import type { MimeNode } from "./mime-tree";
import { returnedMessageId } from "./report-fields";

const SUBJECT =
  /^\s*(?:message non distribu[ée]|undelivered mail returned to sender|mail delivery (?:failed|system)|[ée]chec de (?:la )?(?:remise|distribution))/i;
const ADDRESS = /[a-z0-9._%+-]{1,64}@[a-z0-9.-]{1,253}\.[a-z]{2,24}/i;
const LOCAL = /^(?:mailer-daemon|postmaster|no-?reply|ne-?pas-?repondre)@/i;

/**
 * A bounce without a machine-readable report, as Mon espace santé sends ("Message non distribué": closed, unknown, invalid, too big):
 * told by its subject and by a sender that is a mail system. Like any report it can be forged: it counts only for a Message-ID
 * that this profile sent (M06). Null for any other message.
 */
export function readPlainBounce(
  nodes: readonly MimeNode[],
  root: MimeNode,
  subject: string,
  text: string,
): Receipt | null {
  if (!SUBJECT.test(subject.normalize("NFC").slice(0, 200)) || !isMailSystem(root)) return null;
  const words = text.slice(0, 20_000);
  const status = /\b[45]\.\d{1,3}\.\d{1,3}\b/.exec(words)?.[0] ?? "";
  return {
    kind: "delivery",
    originalMessageId: originalOf(nodes, root, words),
    recipient: failedRecipient(root, words),
    action: "failed",
    status,
    reason: bounceReason(status, words),
  };
}

function isMailSystem(root: MimeNode): boolean {
  const from = readFirstAddress(root.fields.first("from"));
  const returnPath = root.fields.has("return-path") && root.fields.first("return-path").replace(/\s/g, "") === "<>";
  const automatic = /^auto-/i.test(root.fields.first("auto-submitted"));
  return returnPath || automatic || LOCAL.test(from) || /@patient\.mssante\.fr$/i.test(from);
}

function originalOf(nodes: readonly MimeNode[], root: MimeNode, words: string): string {
  const named = /message-id\s*:\s*(<[^<>\s]{1,990}>)/i.exec(words)?.[1] ?? "";
  const answered =
    readMessageId(root.fields.first("in-reply-to")) || (readMessageIds(root.fields.first("references")).at(-1) ?? "");
  return returnedMessageId(nodes) || readMessageId(named) || answered;
}

/** The first address of the words that is not the one this bounce was sent to; a patient's own address when it is the sender. */
function failedRecipient(root: MimeNode, words: string): string {
  const own = readFirstAddress(root.fields.first("to")).toLowerCase();
  const listed = readFirstAddress(root.fields.first("x-failed-recipients"));
  if (listed) return listed;
  const patient = readFirstAddress(root.fields.first("from"));
  const named = [...words.matchAll(new RegExp(ADDRESS, "gi"))]
    .map(([address]) => address)
    .find((address) => address.toLowerCase() !== own && !LOCAL.test(address));
  return named ?? (/^\d[\dab]{14}@patient\.mssante\.fr$/i.test(patient) ? patient : "");
}
