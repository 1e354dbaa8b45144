import type { ConversationId, MessageId } from "#shared/domain/ids";
import type { Services } from "./services";
import { sourceOf } from "./source";

/**
 * Reads again, once, the messages of a conversation whose archive was left unopened by a release that did not keep why: the person is then
 * told why, or sees its documents. One that neither this computer nor its server has waits for the next opening.
 */
export async function rereadArchives(services: Services, conversation: ConversationId): Promise<void> {
  const report = (error: unknown): void => services.platform.report(error, "read an archive again");
  const messages = await services.store
    .get()
    .unjudgedArchives(conversation)
    .catch((error: unknown) => (report(error), []));
  let told = 0;
  // One that cannot be read holds up none of the others.
  for (const message of messages)
    await reread(services, message).then((isRead) => void (told += Number(isRead)), report);
  // The page opens the conversation again at each change: where nothing changed, it would never end.
  if (told > 0) services.changed("conversations", "documents");
}

async function reread(services: Services, message: MessageId): Promise<boolean> {
  const raw = await sourceOf(services, message);
  if (raw === null) return false;
  await services.store.get().saveBody(message, raw, await services.parser.readMessage({ raw }));
  return true;
}
