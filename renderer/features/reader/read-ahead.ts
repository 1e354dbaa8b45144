import type { ConversationId } from "#shared/domain/ids";
import { ask, keyOf, queryClient } from "../../bridge";
import { workspaceStore } from "../../workspace";

/** Later than what an opening changes in the lists: what is read ahead of that would be read twice. */
const SETTLED_MS = 400;
/** What was read ahead and is not opened is forgotten after this. */
const KEPT_MS = 60_000;

/** Reads the conversations next to this one, where the person will most likely go, once the page has nothing else to do. Returns how to give up. */
export function readAhead(id: ConversationId): () => void {
  let idle = 0;
  const timer = setTimeout(() => {
    idle = requestIdleCallback(() => neighboursOf(workspaceStore.getState(), id).forEach((one) => void readSoon(one)), {
      timeout: 2000,
    });
  }, SETTLED_MS);
  return () => {
    clearTimeout(timer);
    cancelIdleCallback(idle);
  };
}

/** Reads a conversation that is about to be opened: nothing is marked, nothing noted, and it is soon forgotten. */
export const readSoon = (id: ConversationId): Promise<void> =>
  queryClient.prefetchQuery({
    queryKey: keyOf("conversations.read", { id }),
    queryFn: () => ask("conversations.read", { id }),
    gcTime: KEPT_MS,
  });

/** Whether a conversation was read, be it told changed since. */
export const isRead = (id: ConversationId): boolean =>
  queryClient.getQueryData(keyOf("conversations.read", { id })) !== undefined;

/** The conversation after this one in the list that is shown, then the one before; none beside one that the list does not hold, nor among drafts. */
export function neighboursOf(
  { order, place, alone }: Pick<ReturnType<typeof workspaceStore.getState>, "order" | "place" | "alone">,
  id: ConversationId,
): readonly ConversationId[] {
  const at = order.indexOf(id);
  if (alone || at < 0 || place.kind !== "list" || place.view === "drafts") return [];
  return [order[at + 1], order[at - 1]].flatMap((one) => (one === undefined ? [] : [one as ConversationId]));
}
