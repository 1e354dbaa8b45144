import type { CheckPoint, DraftCheck } from "#shared/contract/writing";
import type { Draft, OutboxItem } from "#shared/domain/draft";
import { PliError } from "#shared/domain/failure";
import type { DraftId, OutboxId } from "#shared/domain/ids";
import { checkDraft, confirmKey, type DraftVerdict } from "#shared/rules/recipient-check";
import { richToHtml } from "#shared/rules/rich-html";
import { checkSendTime } from "#shared/rules/send-times";
import { buildMessage } from "../outbox/build";
import { documentsToSend } from "./document-sending";
import { draftToCheck } from "./patient-facts";
import { knownMailbox } from "./known-mailbox";
import { withKnownNames } from "./known-recipients";
import { replyToOf } from "./reply-to";
import { patientWithoutIns } from "./patient-without-ins";
import type { Services } from "./services";
import { keptWhiteList } from "./white-list";

/** What the sending rules say of a draft now, as the page reads it, and the operator's limit where it is known. */
export async function checkOf(services: Services, draft: Draft): Promise<DraftCheck> {
  const store = services.store.get();
  const [mailbox, offer, whiteList, takenBy, answeredAt] = await Promise.all([
    knownMailbox(services, draft.mailboxId),
    services.mailboxes.submissionOffer(draft.mailboxId),
    keptWhiteList(services.store),
    takerOf(services, draft),
    draft.answers === null ? null : store.answeredElsewhere(draft.answers),
  ]);
  const smtpSizeLimit = offer?.sizeLimit ?? null;
  const verdict = checkDraft(
    await draftToCheck(draft, {
      from: mailbox.address,
      environment: services.environment(),
      nil: nilOf(services),
      smtpSizeLimit,
      now: services.platform.clock(),
      whiteList,
      patients: (matricule) => store.patientsByMatricule(matricule),
      patientOf: (attachment) => patientWithoutIns(store, attachment),
      takenBy,
      answeredAt,
      closedExchanges: (matricules) => store.closedExchanges(mailbox.id, matricules),
    }),
  );
  return { ...asCheck(verdict), sizeLimit: smtpSizeLimit, reportsDelivery: offer?.reportsDelivery ?? null };
}

/** Who else takes care of what the draft answers: her name, or her identifier where nobody here knows it. */
async function takerOf({ store }: Services, { answers }: Draft): Promise<string | null> {
  const taker = answers === null ? null : await store.get().takenElsewhere(answers);
  return taker === null ? null : taker.name || taker.idNat;
}

/** The product reference: the build's own, else the one of a test or demonstration environment. */
export function nilOf(services: Services): string {
  return services.platform.nil === "" ? services.environment().nil : services.platform.nil;
}

function asCheck(verdict: DraftVerdict): Omit<DraftCheck, "sizeLimit" | "reportsDelivery"> {
  const plain = (point: { readonly code: string; readonly about?: string }): CheckPoint => ({
    ...point,
    key: point.code,
  });
  return {
    blocks: verdict.blocks.map(plain),
    confirms: verdict.confirms.map((point) => ({ ...point, key: confirmKey(point) })),
    informs: verdict.informs.map(plain),
  };
}

/** How a draft is to leave: what the person confirmed, and when (null: after the undo delay). */
type Leaving = { readonly confirmed: readonly string[]; readonly sendAt: string | null };

/** Checks again here whatever the page decided (O07), builds the bytes once, keeps them, and lets the outbox do the rest. */
export function send(services: Services, id: DraftId, leaving: Leaving): Promise<OutboxItem> {
  const handed = handOver(services, id, leaving);
  services.outbox.expect(handed);
  return handed;
}

async function handOver(services: Services, id: DraftId, { confirmed, sendAt }: Leaving): Promise<OutboxItem> {
  const store = services.store.get();
  const written = await store.draft(id);
  // The way out is opened while the message is checked and made.
  if (sendAt === null) services.mailboxes.prepare(written.mailboxId);
  const draft = await withKnownNames(services, written);
  await refuseUnlessChecked(services, draft, confirmed);
  const now = services.platform.clock();
  const at = sendAt === null ? afterUndoDelay(services) : planned(services, sendAt);
  const outgoing = await build(services, draft, {
    uniqueId: Buffer.from(services.platform.random(16)).toString("hex"),
    date: sendAt === null ? now : at,
  });
  const enqueued = store.enqueue({
    draftId: id,
    mailboxId: draft.mailboxId,
    outgoing,
    sendAt: at.toISOString(),
    confirmed,
    fin: draft.fin,
    subject: draft.subject,
    to: draft.to,
    cc: draft.cc,
  });
  const isAtOnce = at <= now;
  if (isAtOnce) services.mailboxes.hold(draft.mailboxId, outgoing);
  const item = await enqueued;
  // Before the pages are told: they read again what they show, and the message would wait behind them.
  if (isAtOnce) services.outbox.leave(item.id, outgoing);
  else services.outbox.kick();
  services.changed("outbox", "drafts", "conversations");
  // What leaves at once has the machine to itself; the person waits for neither.
  services.outbox.afterwards(async () => {
    await keepAsRead(services, item.id, outgoing.raw);
    services.changed("conversations", "documents");
  });
  return item;
}

/**
 * Moves a message that waits to another moment (null: now). It is checked once more, against what was confirmed then: what has appeared since
 * (an opposition, another identity) takes it back to its draft to be read again. Its bytes are made anew with that date, under the same Message-ID.
 */
export async function reschedule(services: Services, id: OutboxId, sendAt: string | null): Promise<OutboxItem> {
  const store = services.store.get();
  const { draftId } = await store.outboxItem(id);
  if (draftId === null) throw new PliError("refused");
  const draft = await withKnownNames(services, await store.draft(draftId));
  await refuseUnlessChecked(services, draft, await store.confirmedPoints(id));
  const at = sendAt === null ? services.platform.clock() : planned(services, sendAt);
  const { messageId } = await store.outboxBytes(id);
  const { raw } = await build(services, draft, { uniqueId: messageId.slice(1, messageId.indexOf("@")), date: at });
  services.outbox.renew(id);
  const item = await store.rescheduleOutbox(id, { raw, sendAt: at.toISOString() });
  services.changed("outbox", "conversations");
  services.outbox.kick();
  return item;
}

async function refuseUnlessChecked(services: Services, draft: Draft, confirmed: readonly string[]): Promise<void> {
  const check = await checkOf(services, draft);
  const [block] = check.blocks;
  if (block !== undefined) throw new PliError("send-blocked", { about: block.code });
  const open = check.confirms.find((point) => !confirmed.includes(point.key));
  if (open !== undefined) throw new PliError("send-unconfirmed", { about: open.code });
}

function afterUndoDelay(services: Services): Date {
  return new Date(services.platform.clock().getTime() + services.bootstrap.get().settings.undoSeconds * 1000);
}

function planned(services: Services, sendAt: string): Date {
  const read = checkSendTime(new Date(sendAt), services.platform.clock());
  if (!read.ok) throw new PliError("send-time", { about: read.code });
  return read.at;
}

/** The bytes are read back by the same parser as received mail, so that what was sent shows its parts and documents at once. */
export async function keepAsRead(services: Services, id: OutboxId, made?: Uint8Array): Promise<void> {
  try {
    const store = services.store.get();
    const { messageId } = await store.outboxMessage(id);
    const raw = made ?? (await store.outboxBytes(id)).raw;
    await store.saveReadBack(messageId, await services.parser.readMessage({ raw }));
  } catch (error) {
    // Taken back meanwhile: there is nothing to keep.
    if (!(error instanceof PliError && error.code === "no-such")) services.platform.report(error, "read back");
  }
}

/** The same for what was handed over just before the application ended. */
export async function keepOwedAsRead(services: Services): Promise<void> {
  const owed = await services.store.get().unreadBack();
  for (const id of owed) await keepAsRead(services, id);
  if (owed.length > 0) services.changed("conversations", "documents");
}

/** `date`: when the message is meant to leave, which is what its recipient reads. */
async function build(services: Services, draft: Draft, own: { readonly uniqueId: string; readonly date: Date }) {
  const store = services.store.get();
  const mailbox = await knownMailbox(services, draft.mailboxId);
  const thread = draft.answers === null ? null : await store.threadOf(draft.answers);
  const documents = await documentsToSend(services, draft, mailbox);
  const files = await Promise.all(
    draft.attachments.map(async ({ id, name, mimeType }) => {
      const bytes = await store.attachmentBytes(id);
      if (bytes === null) throw new PliError("not-found", { about: name });
      return { name, mimeType, bytes };
    }),
  );
  const built = await buildMessage({
    mailbox: { address: mailbox.address, fromLabel: mailbox.fromLabel },
    to: draft.to,
    cc: draft.cc,
    bcc: draft.bcc,
    // The grammar of a first sending is kept whole for the machines that route on it; an answer keeps its own subject.
    subject: documents?.subject != null && thread === null ? documents.subject : draft.subject,
    text: draft.text,
    html: draft.rich == null ? null : richToHtml(draft.rich),
    inReplyTo: thread?.messageId ?? "",
    references: thread?.references ?? [],
    attachments: documents === null ? files : [documents.archive, ...files],
    mss: { nil: nilOf(services), fin: draft.fin, cdas: documents?.cdas ?? [] },
    readReceipt: draft.readReceipt,
    replyTo: await replyToOf(services, mailbox.id),
    ...own,
  });
  if (draft.deliveryReceipt !== true) return built;
  return { ...built, envelope: { ...built.envelope, deliveryReceipt: true } };
}
