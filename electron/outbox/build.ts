import { PliError } from "#shared/domain/failure";
import type { Address } from "#shared/domain/message";
import type { OutgoingMessage } from "#shared/domain/sync";
import { senderKind } from "#shared/rules/address";
import { mssHeadersFor } from "#shared/rules/headers";
import { composeMime, plainName, type WrittenMessage } from "./compose-mime";
import { checkAddress, refuseControls } from "./header-safety";
import { subjectHeader } from "./subject-header";

/** Everything a message is made of; ids and dates are given, so that the same input gives the same message. */
export type BuildInput = WrittenMessage & {
  readonly to: readonly Address[];
  readonly cc: readonly Address[];
  readonly bcc: readonly Address[];
  readonly subject: string;
  readonly mss: {
    readonly nil: string;
    readonly fin: boolean;
    readonly cdas: readonly { readonly code: string; readonly insQualified: boolean }[];
  };
  readonly readReceipt: boolean;
  /** Where answers are asked to go (ECO.2.2.5), when not to the mailbox. */
  readonly replyTo?: string | null;
  /** Unique part of the Message-ID, left of `@`. */
  readonly uniqueId: string;
};

/**
 * Builds the bytes of a message once (RFC 5322, MIME; ECO.2.2.1–2.2.8, ECO.2.4.1–3): UTF-8 text, RFC 2047 subject, RFC 2231 names,
 * MSSanté headers, envelope from = mailbox. Rejects with `PliError` (`nil-missing`, `invalid-address`, `header-injection`…) before anything is made.
 */
export async function buildMessage(input: BuildInput): Promise<OutgoingMessage> {
  const all = [...input.to, ...input.cc, ...input.bcc];
  if (all.length === 0) throw new PliError("no-recipient");
  const { replyTo = null } = input;
  const asked = replyTo === null ? [] : [{ address: replyTo }];
  for (const { address } of [...all, ...asked, { address: input.mailbox.address }]) checkAddress(address);
  for (const text of [input.subject, input.mailbox.fromLabel, input.inReplyTo, ...input.references])
    refuseControls(text);
  const headers = mssHeaders(input, all);
  const messageId = `<${input.uniqueId}@${input.mailbox.address.split("@")[1] ?? ""}>`;
  const to = input.to.map(named);
  const root = await composeMime(input, { messageId, to, cc: input.cc.map(named), replyTo, headers });
  root.setHeader("Subject", subjectHeader(input.subject));
  const raw = await root.build();
  return {
    messageId,
    envelope: { from: input.mailbox.address, to: [...new Set(all.map((one) => one.address))] },
    raw: new Uint8Array(raw),
  };
}

function mssHeaders(input: BuildInput, all: readonly Address[]): readonly (readonly [string, string])[] {
  const result = mssHeadersFor({
    nil: input.mss.nil,
    cdas: input.mss.cdas,
    finRequested: input.mss.fin,
    hasPatientRecipient: all.some((one) => senderKind(one.address) === "patient"),
  });
  if (!result.ok) throw new PliError(result.code);
  if (!input.readReceipt) return result.headers;
  return [...result.headers, ["Disposition-Notification-To", `<${input.mailbox.address}>`] as const];
}

/** A name that is the address again, or that holds another one, is left out: the address alone is shown then. */
function named({ name, address }: Address): { name: string; address: string } {
  const shown = plainName(name);
  return { name: shown.includes("@") ? "" : shown, address };
}
