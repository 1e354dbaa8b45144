import type { ConversationId, MessageId } from "#shared/domain/ids";
import type { Services } from "./services";
import { sourceOf } from "./source";

/**
 * Reads again, once, the messages of a conversation whose archive was left unopened by a release that did not keep why: the person is then
 * told why, or sees its documents. One that neither this computer nor its server has waits for the next opening.
 */
export async function rereadArchives(services: Services, conversation: ConversationId): Promise<void> {
  try {
    const messages = await services.store.get().unjudgedArchives(conversation);
    for (const message of messages) await reread(services, message);
    if (messages.length > 0) services.changed("conversations", "documents");
  } catch (error) {
    services.platform.report(error, "read an archive again");
  }
}

async function reread(services: Services, message: MessageId): Promise<void> {
  const raw = await sourceOf(services, message);
  if (raw === null) return;
  await services.store.get().saveBody(message, raw, await services.parser.readMessage({ raw }));
}
