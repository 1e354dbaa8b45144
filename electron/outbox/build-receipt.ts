import { PliError } from "#shared/domain/failure";
import type { OutgoingMessage } from "#shared/domain/sync";
import { firstCharacters, singleLine } from "#shared/rules/fold";
import { mssHeadersFor } from "#shared/rules/headers";
import { checkAddress, refuseControls } from "./header-safety";
import { subjectHeader } from "./subject-header";

/** A read receipt; ids and dates are given, so that the same input gives the same message. */
export type ReceiptInput = {
  readonly mailbox: { readonly address: string; readonly fromLabel: string };
  /** Who asked (Disposition-Notification-To). */
  readonly to: string;
  /** `rule`: sent without asking, as the person chose beforehand. */
  readonly sentBy: "person" | "rule";
  /** The message that was displayed; `messageId` with its brackets, empty where it had none. */
  readonly original: { readonly messageId: string };
  readonly words: { readonly subject: string; readonly text: string };
  readonly nil: string;
  readonly reportingUa: string;
  readonly uniqueId: string;
  readonly date: Date;
};

/**
 * Builds the bytes of a receipt that a person displayed a message (RFC 8098, RFC 6522): human text, then the machine part; the original is not
 * given back. Envelope from = mailbox: the API LPS takes no null return path. Rejects with `PliError` (`invalid-address`, `nil-missing`, `header-injection`).
 */
export async function buildReceipt(input: ReceiptInput): Promise<OutgoingMessage> {
  for (const address of [input.to, input.mailbox.address]) checkAddress(address);
  for (const text of [input.mailbox.fromLabel, input.original.messageId, input.reportingUa]) refuseControls(text);
  const mss = mssHeadersFor({ nil: input.nil, cdas: [], finRequested: false, hasPatientRecipient: false });
  if (!mss.ok) throw new PliError(mss.code);
  const messageId = `<${input.uniqueId}@${input.mailbox.address.split("@")[1] ?? ""}>`;
  const { default: MimeNode } = await import("nodemailer/lib/mime-node");
  const root = new MimeNode("multipart/report; report-type=disposition-notification", {
    baseBoundary: input.uniqueId,
    textEncoding: "Q",
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  root.createChild("text/plain; charset=utf-8").setContent(input.words.text.replaceAll(/\r\n?|\n/gu, "\r\n"));
  root
    .createChild("message/disposition-notification")
    .setHeader("Content-Transfer-Encoding", "7bit")
    .setContent(Buffer.from(machinePart(input), "ascii"));
  const { messageId: original } = input.original;
  root.setHeader({
    From: { name: input.mailbox.fromLabel, address: input.mailbox.address },
    To: { name: "", address: input.to },
    Subject: subjectHeader(firstCharacters(singleLine(input.words.subject), 400)),
    Date: input.date.toUTCString().replace("GMT", "+0000"),
    "Message-ID": messageId,
    ...(original === "" ? {} : { "In-Reply-To": original, References: original }),
    // No vacation message answers a receipt (RFC 3834).
    "Auto-Submitted": "auto-replied",
    ...Object.fromEntries(mss.headers),
  });
  return {
    messageId,
    envelope: { from: input.mailbox.address, to: [input.to] },
    raw: new Uint8Array(await root.build()),
  };
}

/** The fields that software reads (RFC 8098 §3.2): a person displayed the message; sent by her gesture, or by her rule. */
function machinePart({ reportingUa, mailbox, original, sentBy }: ReceiptInput): string {
  const sending = sentBy === "rule" ? "automatically" : "manually";
  return [
    `Reporting-UA: ${reportingUa}`,
    `Final-Recipient: rfc822;${mailbox.address}`,
    ...(original.messageId === "" ? [] : [`Original-Message-ID: ${original.messageId}`]),
    `Disposition: manual-action/MDN-sent-${sending}; displayed`,
    "",
    "",
  ].join("\r\n");
}
