import type { Draft } from "#shared/domain/draft";
import { PliError } from "#shared/domain/failure";
import type { DraftId, MessageId } from "#shared/domain/ids";
import { richToHtml } from "#shared/rules/rich-html";
import { richToText } from "#shared/rules/rich-text";
import { safeFileName } from "#shared/rules/safe-filename";
import { normalMessageId } from "#shared/rules/threading";
import { buildDraftCopy } from "../outbox/build-draft";
import { knownMailbox } from "./known-mailbox";
import { savableDraft } from "./savable-draft";
import type { Services } from "./services";

/** The bytes of the copy of a draft as it is kept now. */
export async function draftCopyBytes(services: Services, draftId: DraftId): Promise<Uint8Array> {
  const store = services.store.get();
  const draft = await store.draft(draftId);
  const mailbox = await knownMailbox(services, draft.mailboxId);
  const thread = draft.answers === null ? null : await store.threadOf(draft.answers);
  const files = await Promise.all(
    draft.attachments.map(async ({ id, name, mimeType }) => ({
      name,
      mimeType,
      bytes: (await store.attachmentBytes(id)) ?? new Uint8Array(),
    })),
  );
  return buildDraftCopy({
    ...draft,
    html: draft.rich == null ? null : richToHtml(draft.rich),
    draftId,
    mailbox: { address: mailbox.address, fromLabel: mailbox.fromLabel },
    inReplyTo: thread?.messageId ?? "",
    references: thread?.references ?? [],
    attachments: files,
    date: new Date(draft.updatedAt),
  });
}

/**
 * Goes on with a draft found in the operator's folder: its words, recipients and files become a draft here. What it came from stays there
 * until the copy of this one is beside it; `draft-too-wide` when it has more than a draft of ours may hold, which would be lost.
 */
export async function continueDraft(services: Services, origin: MessageId): Promise<Draft> {
  const store = services.store.get();
  const place = await store.remoteLocation(origin);
  if (place === null) throw new PliError("not-found");
  const { mailboxId } = place;
  const raw = await services.mailboxes.fetchSource(place);
  const parsed = await services.parser.readMessage({ raw });
  const rich = parsed.html === null ? null : await services.parser.richText({ html: parsed.html });
  const fields = savableDraft({
    mailboxId,
    to: parsed.to,
    cc: parsed.cc,
    bcc: parsed.bcc ?? [],
    subject: parsed.subject,
    text: rich === null ? parsed.text : richToText(rich),
    rich,
    fin: parsed.mss.mes === "FIN",
    readReceipt: parsed.receiptAskedBy !== "",
    deliveryReceipt: parsed.deliveryReceipt === true,
  });
  if (parsed.parts.length > MOST_FILES) throw new PliError("draft-too-wide");
  const files = [];
  // A picture inside its text has no place in ours: it stays beside it, as a file.
  for (const part of parsed.parts) {
    const { bytes } = await services.parser.extractPart({ raw, index: part.index });
    files.push({ name: safeFileName(part.name), mimeType: part.mimeType, bytes });
  }
  const { draft } = await store.adoptDraft(
    origin,
    { ...fields, answers: await store.messageNamed(mailboxId, normalMessageId(parsed.inReplyTo)) },
    files,
  );
  if (parsed.parts.some(({ inline, contentId }) => inline && contentId !== null))
    services.platform.emit({ kind: "notice", code: "draft-pictures" });
  return draft;
}

/** Each is read out of the whole message: more would hold the computer for minutes. */
const MOST_FILES = 100;
