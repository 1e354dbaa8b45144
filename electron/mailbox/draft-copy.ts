import type { ImapFlow } from "imapflow";
import { draftCopyKey, isOwnCopy } from "#shared/rules/draft-copy";
import { appendTo } from "./append";
import { accepted, openFolder } from "./open-folder";
import type { DraftCopyRequest } from "./ports";
import { uidSet } from "./uid-set";
import type { WorkConnection } from "./work-connection";

/**
 * Makes the folder of drafts hold this copy of a draft and no older one; without bytes, none at all. The new copy is there before the old one
 * goes: a cut leaves two, and doing it again leaves one. A copy that another client changed since is a draft of its own and is left.
 */
export function putDraftCopy(work: WorkConnection, { path, draftId, raw }: DraftCopyRequest): Promise<void> {
  return work.run(async (client) => {
    if (raw !== null) await appendTo(client, { path, raw, flags: ["\\Draft", "\\Seen"] });
    else if (!(await exists(client, path))) return;
    await openFolder(client, path, null);
    // What was just appended, or came from another session, is told on the next command.
    await client.noop();
    const copies = await ownCopies(client, draftId);
    const old = raw === null ? copies : copies.slice(0, -1);
    if (old.length === 0) return;
    if (client.capabilities.has("UIDPLUS")) accepted(client, await client.messageDelete(uidSet(old), { uid: true }));
    else accepted(client, await client.messageFlagsAdd(uidSet(old), ["\\Deleted"], { uid: true }));
  }, 1);
}

async function exists(client: ImapFlow, path: string): Promise<boolean> {
  return (await client.list()).some((folder) => folder.path === path);
}

/** UIDs of the copies of a draft just as they were made here, oldest first. */
async function ownCopies(client: ImapFlow, draftId: string): Promise<readonly number[]> {
  const key = { header: { "Message-ID": draftCopyKey(draftId) }, deleted: false };
  const found = accepted(client, await client.search(key, { uid: true }));
  if (found.length === 0) return [];
  const messages = await client.fetchAll(uidSet(found), { uid: true, envelope: true, size: true }, { uid: true });
  return messages
    .filter(({ envelope, size }) => isOwnCopy({ messageId: envelope?.messageId ?? "", size: size ?? 0 }, draftId))
    .map(({ uid }) => uid)
    .toSorted((a, b) => a - b);
}
