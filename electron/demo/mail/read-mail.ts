import { decodeHeaderValue, readableText } from "../imap/mime/decoded-text";
import { headerValue } from "../imap/mime/headers";
import { parsedMessage } from "../imap/mime/parsed-message";

/** What the make-believe correspondents need of a message. Message-IDs are without brackets; absent fields are empty. */
export type ReadMail = {
  readonly messageId: string;
  readonly subject: string;
  readonly from: string;
  readonly replyTo: string;
  readonly references: readonly string[];
  readonly receiptTo: string;
  /** Written by a machine: a report, an automatic answer. */
  readonly automatic: boolean;
  /** The value of a header, decoded; empty when absent. */
  readonly header: (name: string) => string;
  readonly headerBytes: Buffer;
  readonly text: () => string;
};

const REPORT = /^\s*multipart\/report\b/iu;

/** Reads the header of a message at once and its text on demand. */
export function readMail(raw: Buffer): ReadMail {
  const parsed = parsedMessage(raw);
  const fields = parsed.header();
  const header = (name: string): string => decodeHeaderValue(headerValue(fields, name.toLowerCase()) ?? "").trim();
  const automatic = header("auto-submitted").toLowerCase();
  return {
    messageId: messageIds(header("message-id"))[0] ?? "",
    subject: header("subject"),
    from: addressOf(header("from")),
    replyTo: addressOf(header("reply-to")) || addressOf(header("from")),
    references: messageIds(header("references")),
    receiptTo: addressOf(header("disposition-notification-to")),
    automatic: (automatic !== "" && automatic !== "no") || REPORT.test(header("content-type")),
    header,
    headerBytes: raw.subarray(0, Math.min(fields.bodyStart, 64 * 1024)),
    text: () => readableText(parsed),
  };
}

function addressOf(value: string): string {
  const inside = /<([^<>\s]{3,254})>/u.exec(value)?.[1] ?? /[^\s<>,;"]{1,64}@[^\s<>,;"]{1,253}/u.exec(value)?.[0] ?? "";
  return inside.toLowerCase();
}

function messageIds(value: string): readonly string[] {
  return [...value.slice(0, 8000).matchAll(/<([^<>\s]{1,400})>/gu)].map(([, id = ""]) => id).slice(-50);
}
