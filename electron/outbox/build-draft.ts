import MailComposer from "nodemailer/lib/mail-composer";
import type { Address } from "#shared/domain/message";
import { parseAddress } from "#shared/rules/address";
import { draftCopyId } from "#shared/rules/draft-copy";
import { safeFileName } from "#shared/rules/safe-filename";
import { subjectHeader } from "./subject-header";

/** What the copy of a draft is made of. */
export type DraftCopyInput = {
  readonly draftId: string;
  readonly mailbox: { readonly address: string; readonly fromLabel: string };
  readonly to: readonly Address[];
  readonly cc: readonly Address[];
  readonly bcc: readonly Address[];
  readonly subject: string;
  readonly text: string;
  readonly inReplyTo: string;
  readonly references: readonly string[];
  readonly attachments: readonly { readonly name: string; readonly mimeType: string; readonly bytes: Uint8Array }[];
  readonly fin: boolean;
  readonly readReceipt: boolean;
  readonly date: Date;
};

const clean = (text: string): string => text.replaceAll(/[\p{Cc}\p{Cf}<>"]|=\?/gu, " ").trim();

/**
 * The bytes of the copy of a draft for the operator's folder of drafts: all that another client needs to go on with it, hidden recipients
 * included. Nothing is checked as for sending: what is no address yet is left out, and stays in the draft itself.
 */
export async function buildDraftCopy(input: DraftCopyInput): Promise<Uint8Array> {
  const domain = input.mailbox.address.split("@")[1] ?? "";
  const named = (list: readonly Address[]) =>
    list.filter(({ address }) => parseAddress(address).ok).map(({ name, address }) => ({ name: clean(name), address }));
  const composer = new MailComposer({
    from: { name: clean(input.mailbox.fromLabel), address: input.mailbox.address },
    to: named(input.to),
    cc: named(input.cc),
    bcc: named(input.bcc),
    messageId: draftCopyId({ draftId: input.draftId, bytes: 0 }, domain),
    date: input.date,
    ...(input.inReplyTo === "" ? {} : { inReplyTo: input.inReplyTo }),
    ...(input.references.length === 0 ? {} : { references: [...input.references] }),
    text: input.text.replaceAll(/\r\n?/gu, "\n"),
    textEncoding: "quoted-printable",
    headers: [
      ...(input.fin ? [{ key: "X-MSS-MES", value: "FIN" }] : []),
      ...(input.readReceipt ? [{ key: "Disposition-Notification-To", value: `<${input.mailbox.address}>` }] : []),
    ],
    attachments: input.attachments.map((one) => ({
      filename: safeFileName(one.name),
      contentType: one.mimeType,
      content: Buffer.from(one.bytes),
      contentTransferEncoding: "base64" as const,
    })),
    newline: "windows",
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const root = composer.compile();
  root.keepBcc = true;
  root.setHeader("Subject", subjectHeader(clean(input.subject)));
  const raw = await root.build();
  return withItsSize(raw, input.draftId, domain);
}

/** Writes the number of bytes in the Message-ID, which is as long whatever it is. */
function withItsSize(raw: Buffer, draftId: string, domain: string): Uint8Array {
  const place = raw.indexOf(draftCopyId({ draftId, bytes: 0 }, domain), 0, "latin1");
  if (place >= 0) raw.write(draftCopyId({ draftId, bytes: raw.length }, domain), place, "latin1");
  return new Uint8Array(raw);
}
