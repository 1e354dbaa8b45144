import type { ConversationId, OutboxId } from "#shared/domain/ids";
import { isTakenKeyword, takenKeyword } from "#shared/rules/taken";
import type { Store } from "../open";
import { StoreError } from "../store-error";
import { seqOf, SHOWN } from "./lookup";
import { myself } from "./people";
import { apply, flagging, has, type Place, placesWhere, type Queued, told } from "./place-operations";
import { refreshConversations } from "./summary";

/**
 * Takes conversations in charge in the name of who signed in, or lets them go: a keyword of the last message received, told to the server
 * like any other flag. Taking what somebody else holds takes it over: nobody else's mark stays.
 */
export function takeConversations(store: Store, ids: readonly ConversationId[], taken: boolean): readonly Queued[] {
  return store.transaction(() => {
    const mine = takenKeyword(myself(store));
    if (mine === null) throw new StoreError("refused", { about: "identity" });
    const touched = ids.map((id) => seqOf(store, "conversations", id));
    const queued = touched.flatMap((conversation) => {
      const places = placesWhere(
        store,
        `m.conversation = ? AND m.roles & ${SHOWN} AND m.outgoing = 0 AND m.receipt = 0`,
        [conversation],
      );
      return operations(places, taken ? mine : null).map((one) => apply(store, one));
    });
    refreshConversations(store, touched);
    return told(store, queued);
  });
}

/** Whether whoever shares their mailboxes sees what is marked on some of these conversations: a folder of theirs keeps keywords. */
export function sharesStates(store: Store, ids: readonly ConversationId[]): boolean {
  return (
    store.get(
      `SELECT 1 FROM conversations c JOIN messages m ON m.conversation = c.seq JOIN placements p ON p.message = m.seq
         JOIN folders f ON f.seq = p.folder
       WHERE c.id IN (SELECT value FROM json_each(?)) AND p.state <> 'leaving' AND m.outgoing = 0 AND f.keywords = 1 LIMIT 1`,
      [JSON.stringify(ids)],
    ) !== undefined
  );
}

/** Notes on the message that one from the outbox answers that it is answered (RFC 9051 §2.3.2): who shares the mailbox hears it at once, long before the copy in Sent. */
export function markAnswered(store: Store, id: OutboxId): readonly Queued[] {
  return store.transaction(() => {
    const answered = store.get<{ seq: number; conversation: number }>(
      `SELECT m.seq, m.conversation FROM outbox o JOIN messages a ON a.seq = o.message
         JOIN messages m ON m.mailbox = a.mailbox AND m.message_id = a.in_reply_to AND m.outgoing = 0
       WHERE o.id = ? AND a.in_reply_to <> '' LIMIT 1`,
      [id],
    );
    if (answered === undefined) return [];
    const places = placesWhere(store, "m.seq = ?", [answered.seq]).filter((place) => !has(place, ANSWERED));
    const queued = flagging(places, [ANSWERED], []).map((one) => apply(store, one));
    refreshConversations(store, [answered.conversation]);
    return told(store, queued);
  });
}

const ANSWERED = String.raw`\Answered`;

function operations(places: readonly Place[], keyword: string | null) {
  const last = places.filter(({ message }) => message === places.at(-1)?.message);
  const marks = [...new Set(places.flatMap((place) => keywordsOf(place).filter(isTakenKeyword)))].filter(
    (mark) => mark !== keyword,
  );
  const marked = places.filter((place) => marks.some((mark) => has(place, mark)));
  return [
    ...(marked.length === 0 ? [] : flagging(marked, [], marks)),
    ...(keyword === null
      ? []
      : flagging(
          last.filter((place) => !has(place, keyword)),
          [keyword],
          [],
        )),
  ];
}

const keywordsOf = (place: Place): readonly string[] => JSON.parse(place.flags) as string[];
