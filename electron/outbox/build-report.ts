import type MimeNode from "nodemailer/lib/mime-node";
import { PliError } from "#shared/domain/failure";
import type { OutgoingMessage } from "#shared/domain/sync";
import { withoutDiacritics } from "#shared/rules/fold";
import { mssHeadersFor } from "#shared/rules/headers";
import { INTEGRATION_LABELS, type IntegrationCode, reportSubject, reportText } from "#shared/rules/integration-failure";
import { checkAddress, refuseControls } from "./header-safety";
import { subjectHeader } from "./subject-header";

/** A report that a message could not be integrated; ids and dates are given, so that the same input gives the same message. */
export type ReportInput = {
  readonly mailbox: { readonly address: string; readonly fromLabel: string };
  readonly to: string;
  /** An MDN where a receipt was asked, else an ordinary message (IG-MDN v1.1.3, "courriel standard"). */
  readonly form: "mdn" | "mail";
  readonly code: IntegrationCode;
  /** `rule`: sent without asking, as the person chose beforehand. */
  readonly sentBy: "person" | "rule";
  /** What the person adds, plain text. */
  readonly words: string;
  /** The message that failed, whole and untouched. `messageId` with its brackets. */
  readonly original: { readonly raw: Uint8Array; readonly messageId: string; readonly subject: string };
  readonly nil: string;
  readonly reportingUa: string;
  readonly uniqueId: string;
  readonly date: Date;
};

/**
 * Builds the bytes of the report (RFC 6522, RFC 8098, IG-MDN v1.1.3): human text, machine part, then the whole original once, byte for byte.
 * Envelope from = mailbox: the API LPS takes no null return path. Rejects with `PliError` (`invalid-address`, `nil-missing`, `header-injection`).
 */
export async function buildReport(input: ReportInput): Promise<OutgoingMessage> {
  for (const address of [input.to, input.mailbox.address]) checkAddress(address);
  for (const text of [input.mailbox.fromLabel, input.original.messageId, input.reportingUa]) refuseControls(text);
  const mss = mssHeadersFor({ nil: input.nil, cdas: [], finRequested: false, hasPatientRecipient: false });
  if (!mss.ok) throw new PliError(mss.code);
  const messageId = `<${input.uniqueId}@${input.mailbox.address.split("@")[1] ?? ""}>`;
  const root = await rootOf(input);
  root.setHeader({
    From: { name: input.mailbox.fromLabel, address: input.mailbox.address },
    To: { name: "", address: input.to },
    Subject: subjectHeader(reportSubject(input.code, input.original.subject)),
    Date: input.date.toUTCString().replace("GMT", "+0000"),
    "Message-ID": messageId,
    ...(input.original.messageId === ""
      ? {}
      : { "In-Reply-To": input.original.messageId, References: input.original.messageId }),
    ...(input.sentBy === "rule" ? { "Auto-Submitted": "auto-replied" } : {}),
    ...Object.fromEntries(mss.headers),
  });
  return {
    messageId,
    envelope: { from: input.mailbox.address, to: [input.to] },
    raw: new Uint8Array(await root.build()),
  };
}

async function rootOf(input: ReportInput): Promise<MimeNode> {
  const { default: Node } = await import("nodemailer/lib/mime-node");
  const options = {
    baseBoundary: input.uniqueId,
    textEncoding: "Q",
    disableFileAccess: true,
    disableUrlAccess: true,
  };
  const type = input.form === "mdn" ? "multipart/report; report-type=disposition-notification" : "multipart/mixed";
  const root = new Node(type, options);
  root
    .createChild("text/plain; charset=utf-8")
    .setContent(reportText(input.code, input.words).replaceAll(/\r\n?|\n/gu, "\r\n"));
  if (input.form === "mdn")
    root
      .createChild("message/disposition-notification")
      .setHeader("Content-Transfer-Encoding", "7bit")
      .setContent(Buffer.from(machinePart(input), "ascii"));
  const original = root.createChild("message/rfc822");
  // A message may only travel as it is (RFC 2046 §5.2.1): never base64.
  original.setHeader("Content-Transfer-Encoding", isAscii(input.original.raw) ? "7bit" : "8bit");
  if (input.form === "mail")
    original.setHeader("Content-Disposition", { value: "attachment; filename=message_original.eml", prepared: true });
  original.setContent(Buffer.from(input.original.raw));
  return root;
}

/** The fields that software reads, in US-ASCII; labels lose their accents, the code is what counts. */
function machinePart(input: ReportInput): string {
  const label = withoutDiacritics(INTEGRATION_LABELS[input.code]);
  const sending = input.sentBy === "rule" ? "automatically" : "manually";
  return [
    `Reporting-UA: ${input.reportingUa}`,
    `Final-Recipient: rfc822;${input.mailbox.address}`,
    `Original-Message-ID: ${input.original.messageId}`,
    `Disposition: automatic-action/MDN-sent-${sending}; processed/error`,
    `Error: ${input.code}^${label}^applicationErrorCondition| E^Error^errorSeverity`,
    "",
    "",
  ].join("\r\n");
}

const isAscii = (bytes: Uint8Array): boolean => bytes.every((byte) => byte < 0x80);
