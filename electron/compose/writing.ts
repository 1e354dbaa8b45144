import type { Handlers } from "#shared/contract/index";
import type { Draft, DraftFields } from "#shared/domain/draft";
import { PliError } from "#shared/domain/failure";
import type { DocumentId, DraftId, MessageId } from "#shared/domain/ids";
import type { Mailbox } from "#shared/domain/mailbox";
import type { MessageView } from "#shared/domain/message";
import { keptFin } from "#shared/rules/fin-state";
import { formatted, withItsText } from "#shared/rules/rich-draft";
import { signatureBlock } from "#shared/rules/signature";
import { displaySubject } from "#shared/rules/subject";
import { attachFile, MOST_BYTES } from "./attach-file";
import { answerFields } from "./answer-draft";
import { exchangeFields } from "./exchange-draft";
import { continueDraft } from "./draft-copies";
import { documentCopy } from "./document-sending";
import { savableDraft } from "./savable-draft";
import { checkOf, reschedule, send } from "./sending";
import { knownMailbox } from "./known-mailbox";
import type { Services } from "./services";
import { sourceOf } from "./source";

type DraftNames =
  | "drafts.create"
  | "drafts.open"
  | "drafts.save"
  | "drafts.continue"
  | "drafts.discard"
  | "drafts.attach"
  | "drafts.attachBytes"
  | "drafts.detach"
  | "drafts.check"
  | "drafts.send";
type OutboxNames = "outbox.undo" | "outbox.reschedule" | "outbox.retry" | "outbox.list" | "outbox.conversation";

/** Drafts and their sending. */
export function draftHandlers(services: Services): Pick<Handlers, DraftNames> {
  const { store } = services;
  const told = async (draft: Promise<Draft>): Promise<Draft> => {
    const saved = await draft;
    services.changed("drafts");
    return saved;
  };
  return {
    "drafts.create": (input) => told(createDraft(services, input)),
    "drafts.open": ({ id }) => store.get().draft(id),
    "drafts.save": async ({ id, fields }) => {
      const fin = keptFin(fields.fin, [...fields.to, ...fields.cc, ...fields.bcc]);
      const saved = await store.get().saveDraft(id, withItsText({ ...fields, fin }));
      services.mirror.soon();
      return saved;
    },
    "drafts.continue": ({ messageId }) => told(continueDraft(services, messageId)),
    "drafts.discard": async ({ id }) => {
      await store.get().discardDraft(id);
      services.changed("drafts", "conversations");
      return null;
    },
    "drafts.attach": async ({ id }) => {
      const { files, tooBig } = await services.platform.dialogs.chooseFiles(MOST_BYTES);
      for (const file of files) await attachFile(services, id, file);
      if (tooBig.length > 0)
        services.platform.emit({ kind: "notice", code: "file-too-big", about: String(MOST_BYTES) });
      return told(store.get().draft(id));
    },
    "drafts.attachBytes": async ({ id, name, bytes }) => {
      await attachFile(services, id, { name, bytes });
      return told(store.get().draft(id));
    },
    "drafts.detach": ({ id, attachmentId }) => told(store.get().removeAttachment(id, attachmentId)),
    "drafts.check": async ({ id }) => checkOf(services, await store.get().draft(id)),
    "drafts.send": ({ id, confirmed, sendAt }) => send(services, id, { confirmed, sendAt }),
  };
}

/** What waits to leave. */
export function outboxHandlers(services: Services): Pick<Handlers, OutboxNames> {
  const { store } = services;
  return {
    "outbox.undo": async ({ id }) => {
      const draft = await store.get().undoOutbox(id);
      services.changed("outbox", "drafts", "conversations");
      return draft;
    },
    "outbox.reschedule": ({ id, sendAt }) => reschedule(services, id, sendAt),
    "outbox.retry": async ({ id }) => {
      const item = await store.get().retryOutbox(id, services.platform.clock().toISOString());
      services.outbox.kick();
      services.changed("outbox", "conversations");
      return item;
    },
    "outbox.list": () => store.get().listOutbox(),
    "outbox.conversation": ({ id }) => store.get().outboxConversation(id),
  };
}

/** What closes or reopens an exchange is a line or two that a machine may read too: plain text. */
const ABOUT_EXCHANGE: ReadonlySet<string> = new Set(["close", "reopen", "fin-message"]);

async function createDraft(services: Services, input: Parameters<Handlers["drafts.create"]>[0]): Promise<Draft> {
  const store = services.store.get();
  const message = input.answers === null ? null : await store.messageView(input.answers);
  const mailboxId = input.mailboxId ?? message?.mailboxId ?? (await store.listMailboxes())[0]?.id;
  if (mailboxId === undefined) throw new PliError("no-mailbox");
  const mailbox = await knownMailbox(services, mailboxId);
  const first = savableDraft(firstFields(input, message, mailbox, await store.signature(mailboxId)));
  const fields = input.formatted === true && !ABOUT_EXCHANGE.has(input.mode) ? formatted(first) : first;
  const { deliveryReceipt } = services.bootstrap.get().settings;
  const draft = await store.createDraft({
    ...fields,
    deliveryReceipt,
    answers: input.mode === "forward" ? null : input.answers,
  });
  if (input.mode === "forward" && message !== null) await forwardParts(services, draft.id, message.id);
  if (input.documentId !== null) await attachDocument(services, draft.id, input.documentId);
  return store.draft(draft.id);
}

function firstFields(
  { mode, to }: Parameters<Handlers["drafts.create"]>[0],
  message: MessageView | null,
  { id: mailboxId, address }: Mailbox,
  signature: string,
): DraftFields {
  const text = signatureBlock(signature);
  if (message === null || mode === "new")
    return { mailboxId, to: [...to], cc: [], bcc: [], subject: "", text, fin: false, readReceipt: false };
  if (mode === "fin-message") return exchangeFields(message, mode, mailboxId);
  const fields =
    mode === "close" || mode === "reopen"
      ? exchangeFields(message, mode, mailboxId)
      : answerFields(message, mode, mailboxId, address);
  // One signs under one's own words, above those that are quoted.
  return { ...fields, text: mode === "close" || mode === "reopen" ? `${fields.text}${text}` : `${text}${fields.text}` };
}

async function forwardParts(services: Services, draftId: DraftId, messageId: MessageId): Promise<void> {
  const store = services.store.get();
  const raw = await sourceOf(services, messageId);
  if (raw === null) return;
  for (const { id, name } of (await store.messageView(messageId)).attachments) {
    const part = await store.part(id);
    if (part === null || part.index < 0) continue;
    const { bytes } = await services.parser.extractPart({ raw, index: part.index });
    await attachFile(services, draftId, { name, bytes });
  }
}

/** Joins a document: its PDF copy is seen and sent; its CDA travels beside it in the archive made at sending. */
async function attachDocument(services: Services, draftId: DraftId, documentId: DocumentId): Promise<void> {
  const store = services.store.get();
  const { subject, ...copy } = await documentCopy(services, documentId);
  const draft = await store.addAttachment(draftId, copy);
  if (subject !== null && draft.subject === "")
    await store.saveDraft(draftId, { ...draft, subject: displaySubject(subject) });
}
