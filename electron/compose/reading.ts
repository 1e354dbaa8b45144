import type { Handlers } from "#shared/contract/index";
import { PliError } from "#shared/domain/failure";
import type { ConversationId, MessageId, PartId } from "#shared/domain/ids";
import { safeFileName } from "#shared/rules/safe-filename";
import { receiptsByRule } from "./read-receipts";
import { rereadArchives } from "./reread-archives";
import type { Services } from "./services";
import { sourceOf } from "./source";
import { within } from "./gate";

type Names =
  | "conversations.list"
  | "conversations.counts"
  | "conversations.toDo"
  | "conversations.read"
  | "conversations.open"
  | "conversations.mark"
  | "parts.save"
  | "parts.drag"
  | "parts.preview";

/** A body that takes longer is shown when it comes. */
const OPEN_WAIT_MS = 1500;
const PREVIEWED = /^(?:application\/pdf|image\/(?:png|jpeg|gif|webp))$/u;

/** Conversations, messages and their parts. */
export function readingHandlers(services: Services): Pick<Handlers, Names> {
  const { store } = services;
  return {
    "conversations.list": (input) => store.get().listConversations(input),
    "conversations.counts": ({ mailboxId }) => store.get().counts(mailboxId),
    "conversations.toDo": () => store.get().toDoKinds(),
    "conversations.read": ({ id }) => store.get().conversationView(id),
    "conversations.open": async ({ id, again, shown }) => {
      if (!again) await traceOpening(services, id);
      await services.operations.markShown(id, shown);
      await bringBodies(services, id);
      void receiptsByRule(services, id).catch((error: unknown) => services.platform.report(error, "read receipts"));
      void rereadArchives(services, id);
      return null;
    },
    "conversations.mark": async ({ ids, change }) => {
      await services.operations.mark(ids, change);
      return null;
    },
    "parts.save": async ({ messageId, partId }) => {
      const part = await partOf(services, messageId, partId);
      const saved = await services.platform.dialogs.saveFile(safeFileName(part.name), part.bytes);
      if (saved)
        await services.trace({
          action: "document-export",
          request: "part",
          answer: "saved",
          success: true,
          size: part.bytes.byteLength,
        });
      return { saved };
    },
    "parts.drag": async ({ messageId, partId }) => {
      // What could be executed goes through the dialog that saves, never straight to another program.
      if ((await store.get().part(partId))?.dangerous === true) throw new PliError("dangerous-part");
      const part = await partOf(services, messageId, partId);
      await services.platform.leaving.drag(safeFileName(part.name), part.bytes);
      await services.trace({
        action: "document-export",
        request: "drag part",
        answer: "handed over",
        success: true,
        size: part.bytes.byteLength,
      });
      return null;
    },
    "parts.preview": async ({ messageId, partId }) => {
      const part = await partOf(services, messageId, partId);
      if (!PREVIEWED.test(part.mimeType)) throw new PliError("no-preview");
      return { mimeType: part.mimeType, bytes: part.bytes };
    },
  };
}

/** Each body that comes tells of itself. */
async function bringBodies(services: Services, id: ConversationId): Promise<void> {
  const missing = await services.store.get().messagesWithoutBody(id);
  if (missing.length === 0) return;
  const bringing = Promise.all(missing.map((message) => services.bodies.bring(message)));
  await within(bringing, OPEN_WAIT_MS, null);
}

async function traceOpening(services: Services, id: ConversationId): Promise<void> {
  const { mailboxId } = (await services.store.get().conversation(id)).row;
  await services.trace({ action: "read", mailboxId, request: "open conversation", answer: "stored", success: true });
}

/** The bytes of one part, read again from the kept source in the parser. */
async function partOf(services: Services, messageId: MessageId, partId: PartId) {
  const store = services.store.get();
  const part = await store.part(partId);
  const raw = await sourceOf(services, messageId);
  // A negative place: a file of our own message, whose bytes are in its source once it was read.
  if (part === null || part.messageId !== messageId || part.index < 0 || raw === null) throw new PliError("not-found");
  return services.parser.extractPart({ raw, index: part.index });
}
