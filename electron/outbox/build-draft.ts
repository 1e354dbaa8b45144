import type { Address } from "#shared/domain/message";
import { parseAddress } from "#shared/rules/address";
import { draftCopyId } from "#shared/rules/draft-copy";
import { composeMime, plainName, type WrittenMessage } from "./compose-mime";
import { subjectHeader } from "./subject-header";

/** What the copy of a draft is made of. */
export type DraftCopyInput = WrittenMessage & {
  readonly draftId: string;
  readonly to: readonly Address[];
  readonly cc: readonly Address[];
  readonly bcc: readonly Address[];
  readonly subject: string;
  readonly fin: boolean;
  readonly readReceipt: boolean;
  readonly deliveryReceipt?: boolean;
};

/**
 * The bytes of the copy of a draft for the operator's folder of drafts: all that another client needs to go on with it, hidden recipients
 * included. Nothing is checked as for sending: what is no address yet is left out, and stays in the draft itself.
 */
export async function buildDraftCopy(input: DraftCopyInput): Promise<Uint8Array> {
  const domain = input.mailbox.address.split("@")[1] ?? "";
  const named = (list: readonly Address[]) =>
    list
      .filter(({ address }) => parseAddress(address).ok)
      .map(({ name, address }) => ({ name: plainName(name), address }));
  const root = await composeMime(input, {
    messageId: draftCopyId({ draftId: input.draftId, bytes: 0 }, domain),
    to: named(input.to),
    cc: named(input.cc),
    bcc: named(input.bcc),
    headers: [
      ...(input.fin ? [["X-MSS-MES", "FIN"] as const] : []),
      ...(input.readReceipt ? [["Disposition-Notification-To", `<${input.mailbox.address}>`] as const] : []),
      // A delivery report is asked on the envelope, which a draft has not: written as Thunderbird keeps it.
      ...(input.deliveryReceipt === true ? [["X-Mozilla-Draft-Info", "internal/draft; DSN=1"] as const] : []),
    ],
  });
  root.keepBcc = true;
  root.setHeader("Subject", subjectHeader(plainName(input.subject)));
  const raw = await root.build();
  return withItsSize(raw, input.draftId, domain);
}

/** Writes the number of bytes in the Message-ID, which is as long whatever it is. */
function withItsSize(raw: Buffer, draftId: string, domain: string): Uint8Array {
  const place = raw.indexOf(draftCopyId({ draftId, bytes: 0 }, domain), 0, "latin1");
  if (place >= 0) raw.write(draftCopyId({ draftId, bytes: raw.length }, domain), place, "latin1");
  return new Uint8Array(raw);
}
