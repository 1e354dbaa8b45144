import { type MailParty, mailHeader, multipart, textPart } from "./write-mail";

/** A report on a message: `fields` are the lines of its machine-readable part. */
export type ReportToWrite = {
  readonly kind: "disposition-notification" | "delivery-status";
  readonly from: MailParty;
  readonly to: string;
  readonly subject: string;
  readonly date: Date;
  readonly messageId: string;
  /** Message-ID of the message that is reported on, without brackets; empty when it has none. */
  readonly about: string;
  readonly text: string;
  readonly fields: readonly string[];
  /** Header of the original message, given back. */
  readonly originalHeader: Buffer;
  readonly headers?: readonly (readonly [string, string])[];
};

/** Bytes of a `multipart/report` (RFC 6522): an MDN (RFC 8098) or a DSN (RFC 3464), with the header of the original. */
export function writeReport(report: ReportToWrite): Buffer {
  const header = mailHeader({
    ...report,
    to: [{ address: report.to }],
    references: report.about === "" ? [] : [report.about],
    headers: [["Auto-Submitted", "auto-replied"], ...(report.headers ?? [])],
  });
  const body = multipart(
    "report",
    `rep-${report.messageId}`,
    [
      textPart("plain", report.text),
      `Content-Type: message/${report.kind}\r\n\r\n${report.fields.join("\r\n")}\r\n`,
      `Content-Type: text/rfc822-headers\r\n\r\n${report.originalHeader.toString("latin1").trimEnd()}\r\n`,
    ],
    ` report-type=${report.kind};`,
  );
  return Buffer.from(`${header}\r\nMIME-Version: 1.0\r\n${body}\r\n`, "latin1");
}

/** A read receipt; null when the original asks for none. */
export type ReadReceiptToWrite = {
  readonly reader: MailParty;
  readonly to: string;
  readonly subject: string;
  readonly about: string;
  readonly date: Date;
  readonly messageId: string;
  readonly text: string;
  readonly reportingUa: string;
  readonly originalHeader: Buffer;
  readonly headers?: readonly (readonly [string, string])[];
};

/** Bytes of an MDN that says "displayed, by a person". */
export function writeReadReceipt(receipt: ReadReceiptToWrite): Buffer {
  return writeReport({
    ...receipt,
    kind: "disposition-notification",
    from: receipt.reader,
    fields: [
      `Reporting-UA: ${receipt.reportingUa}`,
      `Original-Recipient: rfc822;${receipt.reader.address}`,
      `Final-Recipient: rfc822;${receipt.reader.address}`,
      ...(receipt.about === "" ? [] : [`Original-Message-ID: <${receipt.about}>`]),
      "Disposition: manual-action/MDN-sent-manually; displayed",
    ],
  });
}
