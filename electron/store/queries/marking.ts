import type { ConversationId, LabelId, MessageId } from "#shared/domain/ids";
import type { FolderRole } from "#shared/domain/mailbox";
import { MOST_SHOWN } from "#shared/domain/message";
import { labelKeyword } from "#shared/rules/label";
import type { Store } from "../open";
import { folderOfRole, seqOf, SHOWN } from "./lookup";
import { DONE_KEYWORD, FILED_KEYWORD } from "./messages";
import type { NewOperation } from "./operations";
import {
  apply,
  deletingForGood,
  flagging,
  has,
  movingTo,
  type Place,
  placesWhere,
  type Queued,
  told,
} from "./place-operations";
import { forgetSnooze } from "./snooze-state";
import { refreshConversations } from "./summary";

/** What a person does to whole conversations (contract `conversations.mark`). */
export type Mark = "done" | "to-do" | "read" | "unread" | "archive" | "restore" | "delete";

/** Applies the change here at once and queues what the server must be told; an operation is null while the place of its messages there is unknown. */
export function mark(store: Store, ids: readonly ConversationId[], change: Mark): readonly Queued[] {
  return store.transaction(() => {
    const queued: number[] = [];
    const touched = new Set<number>();
    for (const id of ids) {
      const conversation = seqOf(store, "conversations", id);
      touched.add(conversation);
      // What is dealt with, or asked to be to do, does not wait for a moment any more.
      if (change !== "read" && change !== "unread") forgetSnooze(store, conversation);
      for (const operation of operationsFor(store, placesOf(store, conversation), change))
        queued.push(apply(store, operation));
    }
    refreshConversations(store, touched);
    return told(store, queued);
  });
}

/** Marks read what was shown of a conversation, as `mark` does; where there was more than can be shown, what is older as well. What came since stays unread. */
export function markShown(store: Store, id: ConversationId, shown: readonly MessageId[]): readonly Queued[] {
  return store.transaction(() => {
    const conversation = seqOf(store, "conversations", id);
    const seen = new Set(
      store
        .all<{ seq: number }>("SELECT seq FROM messages WHERE id IN (SELECT value FROM json_each(?))", [
          JSON.stringify(shown),
        ])
        .map(({ seq }) => seq),
    );
    const places = placesOf(store, conversation);
    const first = shown.length < MOST_SHOWN ? 0 : places.findIndex(({ message }) => seen.has(message));
    const read = places.filter(({ message }, index) => index < first || seen.has(message));
    const queued = operationsFor(store, read, "read").map((operation) => apply(store, operation));
    refreshConversations(store, new Set([conversation]));
    return told(store, queued);
  });
}

/** Puts a label on conversations, or takes it off: a keyword of their messages, told to the server like any other flag. */
export function labelConversations(
  store: Store,
  ids: readonly ConversationId[],
  label: LabelId,
  on: boolean,
): readonly Queued[] {
  return store.transaction(() => {
    const keyword = labelKeyword(label);
    const touched = ids.map((id) => seqOf(store, "conversations", id));
    const queued = touched.flatMap((conversation) => {
      const places = placesOf(store, conversation).filter((place) => has(place, keyword) !== on);
      return flagging(places, on ? [keyword] : [], on ? [] : [keyword]).map((one) => apply(store, one));
    });
    refreshConversations(store, touched);
    return told(store, queued);
  });
}

/** Says on the server whether a document of a received message is filed here, so that who shares the mailbox knows; nothing when it says so already. */
export function noteFiled(store: Store, id: MessageId): readonly Queued[] {
  return store.transaction(() => {
    const message = seqOf(store, "messages", id);
    const filed = store.get("SELECT 1 FROM documents WHERE message = ? AND patient IS NOT NULL LIMIT 1", [message]);
    const on = filed !== undefined;
    const { conversation } = store.get<{ conversation: number }>("SELECT conversation FROM messages WHERE seq = ?", [
      message,
    ]) ?? { conversation: 0 };
    const places = placesOf(store, conversation).filter(
      (place) => place.message === message && place.outgoing === 0 && has(place, FILED_KEYWORD) !== on,
    );
    const queued = flagging(places, on ? [FILED_KEYWORD] : [], on ? [] : [FILED_KEYWORD]);
    return told(
      store,
      queued.map((one) => apply(store, one)),
    );
  });
}

function placesOf(store: Store, conversation: number): readonly Place[] {
  return placesWhere(store, `m.conversation = ? AND m.roles & ${SHOWN}`, [conversation]);
}

function operationsFor(store: Store, places: readonly Place[], change: Mark): readonly NewOperation[] {
  const incoming = places.filter((place) => place.outgoing === 0);
  const last = incoming.filter((place) => place.message === incoming.at(-1)?.message);
  const without = (flag: string): readonly Place[] => incoming.filter((place) => !has(place, flag));
  const lying = (from: readonly Place[], ...roles: readonly FolderRole[]) =>
    from.filter(({ role }) => roles.includes(role));
  switch (change) {
    case "read":
      return flagging(without("\\Seen"), ["\\Seen"], []);
    case "unread":
      return flagging(last, [], ["\\Seen"]);
    case "done":
      return flagging(without(DONE_KEYWORD), [DONE_KEYWORD], []);
    case "to-do": {
      // To do means in the inbox and not done, for every client that shares the mailbox.
      const elsewhere = last.filter(({ role }) => role !== "inbox");
      return [...flagging(last, [], [DONE_KEYWORD]), ...moving(store, elsewhere, "inbox")];
    }
    case "archive": {
      const done = flagging(without(DONE_KEYWORD), [DONE_KEYWORD], []);
      return [...done, ...moving(store, lying(places, "inbox", "other", "junk"), "archive")];
    }
    case "restore": {
      const sent = places.filter((place) => place.outgoing === 1);
      const received = moving(store, lying(incoming, "trash", "archive", "junk"), "inbox");
      return [...received, ...moving(store, lying(sent, "trash", "junk"), "sent")];
    }
    case "delete":
      return deleting(store, places);
  }
}

/** What lies in the trash is deleted for good; the rest goes to the trash, or for good where the server has none. */
function deleting(store: Store, places: readonly Place[]): readonly NewOperation[] {
  const inTrash = places.every(({ role }) => role === "trash");
  const first = places[0];
  const trash = first === undefined ? null : folderOfRole(store, first.mailbox, "trash");
  if (inTrash || trash === null) return deletingForGood(places);
  return moving(
    store,
    places.filter(({ role }) => role !== "trash"),
    "trash",
  );
}

function moving(store: Store, places: readonly Place[], role: FolderRole): readonly NewOperation[] {
  const mailboxes = [...new Set(places.map(({ mailbox }) => mailbox))];
  return mailboxes.flatMap((mailbox) => {
    const target = folderOfRole(store, mailbox, role);
    return target === null
      ? []
      : movingTo(
          places.filter((place) => place.mailbox === mailbox),
          target.seq,
        );
  });
}
