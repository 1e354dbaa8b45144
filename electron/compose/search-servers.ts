import type { Handlers } from "#shared/contract/index";
import { PliError } from "#shared/domain/failure";
import type { MailboxId } from "#shared/domain/ids";
import type { Services } from "./services";

type Names = "conversations.neverRead" | "conversations.searchServers";

/** Bodies fetched after one search: more would be a synchronisation. */
const MOST_FETCHED = 100;
const SEARCHED = new Set(["inbox", "sent", "archive", "other"]);

/** What only the server can find: asked when the person asks, never behind her back. */
export function serverSearchHandlers(services: Services): Pick<Handlers, Names> {
  const { store, mailboxes } = services;
  return {
    "conversations.neverRead": async ({ mailboxId }) => ({ messages: await store.get().neverRead(mailboxId) }),
    "conversations.searchServers": async ({ mailboxId, search }) => {
      const words = plainWords(search);
      if (words.length === 0) throw new PliError("no-words");
      const known = (await store.get().listMailboxes()).map(({ id }) => id);
      const asked = mailboxId === null ? known : [mailboxId];
      const reached = new Set(mailboxes.connected());
      let [found, unreached] = [0, 0];
      for (const id of asked) {
        const got = reached.has(id) ? await searchOne(services, id, words).catch(() => null) : null;
        found += got ?? 0;
        unreached += got === null ? 1 : 0;
      }
      if (found > 0) services.changed("conversations");
      return { found, unreached };
    },
  };
}

async function searchOne(services: Services, mailboxId: MailboxId, words: readonly string[]): Promise<number> {
  const { store, mailboxes, bodies } = services;
  let fetched = 0;
  for (const { path, role } of await store.get().listFolders(mailboxId)) {
    if (!SEARCHED.has(role)) continue;
    const uids = await mailboxes.search({ mailboxId, path, words });
    for (const id of await store.get().neverReadAt(mailboxId, path, uids)) {
      if (fetched >= MOST_FETCHED) return fetched;
      if (await bodies.bring(id)) fetched += 1;
    }
  }
  await services.trace({
    action: "sync",
    mailboxId,
    request: "search on the server",
    answer: `${fetched} messages fetched`,
    success: true,
  });
  return fetched;
}

/** The words as typed, accents kept (the server may not fold them); what asks by a field is left to the local index. */
export function plainWords(search: string): readonly string[] {
  return search
    .replaceAll(/\S+\s?:\s?(?:"[^"]*"?|\S+)/gu, " ")
    .split(/[\s"]+/u)
    .filter((word) => word.length > 1)
    .slice(0, 5);
}
