import { safeFileName } from "#shared/rules/safe-filename";

/** What a message and the copy of a draft are both made of. */
export type WrittenMessage = {
  readonly mailbox: { readonly address: string; readonly fromLabel: string };
  readonly text: string;
  /** The same with its formatting (multipart/alternative, ECO.2.2.4); none for a message of plain text. */
  readonly html?: string | null;
  readonly inReplyTo: string;
  readonly references: readonly string[];
  readonly attachments: readonly { readonly name: string; readonly mimeType: string; readonly bytes: Uint8Array }[];
  readonly date: Date;
};

/** What only one of them says; `headers` are added as they are. */
export type MimeDetails = {
  readonly messageId: string;
  readonly to: readonly { name: string; address: string }[];
  readonly cc: readonly { name: string; address: string }[];
  readonly bcc?: readonly { name: string; address: string }[];
  readonly replyTo?: string | null;
  readonly headers: readonly (readonly [string, string])[];
};

/** The root of the MIME tree, not built yet and without a subject: UTF-8 text, quoted-printable, attachments by value, CRLF; no file and no address is read. */
export async function composeMime(written: WrittenMessage, details: MimeDetails) {
  // Read with the first message that is made: nothing is written at a start.
  const { default: MailComposer } = await import("nodemailer/lib/mail-composer");
  const { replyTo = null, bcc = [] } = details;
  return new MailComposer({
    from: { name: plainName(written.mailbox.fromLabel), address: written.mailbox.address },
    to: [...details.to],
    cc: [...details.cc],
    ...(bcc.length === 0 ? {} : { bcc: [...bcc] }),
    ...(replyTo === null ? {} : { replyTo: { name: "", address: replyTo } }),
    messageId: details.messageId,
    date: written.date,
    ...(written.inReplyTo === "" ? {} : { inReplyTo: written.inReplyTo }),
    ...(written.references.length === 0 ? {} : { references: [...written.references] }),
    text: written.text.replaceAll(/\r\n?/gu, "\n"),
    ...(written.html == null ? {} : { html: written.html }),
    textEncoding: "quoted-printable",
    headers: details.headers.map(([key, value]) => ({ key, value })),
    attachments: written.attachments.map((one) => ({
      filename: safeFileName(one.name),
      contentType: one.mimeType,
      content: Buffer.from(one.bytes),
      contentTransferEncoding: "base64" as const,
    })),
    newline: "windows",
    disableFileAccess: true,
    disableUrlAccess: true,
  }).compile();
}

/** A name without what would end it, or be read as an encoded word (RFC 2047). */
export const plainName = (name: string): string => name.replaceAll(/[\p{Cc}\p{Cf}<>"]|=\?/gu, " ").trim();
