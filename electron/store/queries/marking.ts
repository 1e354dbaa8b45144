import type { ConversationId, LabelId, MailboxId, MessageId } from "#shared/domain/ids";
import type { FolderRole } from "#shared/domain/mailbox";
import type { RemoteOperation } from "#shared/domain/sync";
import { labelKeyword } from "#shared/rules/label";
import type { Store } from "../open";
import { changeFlags } from "./flags";
import { folderOfRole, seqOf, SHOWN } from "./lookup";
import { DONE_KEYWORD, FILED_KEYWORD } from "./messages";
import type { NewOperation } from "./operations";
import { queueOperation, remoteOperation } from "./operations";
import { refreshRoles } from "./placements";
import { forgetSnooze } from "./snooze-state";
import { refreshConversations } from "./summary";

/** What a person does to whole conversations (contract `conversations.mark`). */
export type Mark = "done" | "to-do" | "read" | "unread" | "archive" | "restore" | "delete";

type Place = {
  readonly seq: number;
  readonly message: number;
  readonly folder: number;
  readonly mailbox: number;
  readonly role: FolderRole;
  readonly outgoing: number;
  readonly flags: string;
};

/** At most so many messages in one operation: a command line of the server has a limit. */
const PER_OPERATION = 500;

/** Applies the change here at once and queues what the server must be told; an operation is null while the place of its messages there is unknown. */
export function mark(
  store: Store,
  ids: readonly ConversationId[],
  change: Mark,
): readonly { readonly mailboxId: MailboxId; readonly operation: RemoteOperation | null }[] {
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

/** Puts a label on conversations, or takes it off: a keyword of their messages, told to the server like any other flag. */
export function labelConversations(
  store: Store,
  ids: readonly ConversationId[],
  label: LabelId,
  on: boolean,
): ReturnType<typeof mark> {
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
export function noteFiled(store: Store, id: MessageId): ReturnType<typeof mark> {
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

/** The operations queued, each with its mailbox; null where the server has not told yet where its messages are. */
function told(store: Store, queued: readonly number[]): ReturnType<typeof mark> {
  return queued.flatMap((seq) => {
    const operation = remoteOperation(store, seq);
    const mailbox = store.get<{ id: string }>(
      "SELECT m.id FROM operations o JOIN mailboxes m ON m.seq = o.mailbox WHERE o.seq = ?",
      [seq],
    );
    return mailbox === undefined ? [] : [{ mailboxId: mailbox.id as MailboxId, operation }];
  });
}

function placesOf(store: Store, conversation: number): readonly Place[] {
  return store.all<Place>(
    `SELECT p.seq, p.message, p.folder, f.mailbox, f.role, m.outgoing, m.flags FROM messages m JOIN placements p ON p.message = m.seq JOIN folders f ON f.seq = p.folder
     WHERE m.conversation = ? AND m.roles & ${SHOWN} AND p.state <> 'leaving' ORDER BY m.date, m.seq`,
    [conversation],
  );
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

function has(place: Place, flag: string): boolean {
  return (JSON.parse(place.flags) as string[]).includes(flag);
}

/** What lies in the trash is deleted for good; the rest goes to the trash, or for good where the server has none. */
function deleting(store: Store, places: readonly Place[]): readonly NewOperation[] {
  const inTrash = places.every(({ role }) => role === "trash");
  const first = places[0];
  const trash = first === undefined ? null : folderOfRole(store, first.mailbox, "trash");
  if (inTrash || trash === null) return grouped(places).map((group) => operation(group, { kind: "delete" }));
  return moving(
    store,
    places.filter(({ role }) => role !== "trash"),
    "trash",
  );
}

function flagging(
  places: readonly Place[],
  add: readonly string[],
  remove: readonly string[],
): readonly NewOperation[] {
  return grouped(places).map((group) => operation(group, { kind: "flags", add, remove }));
}

function moving(store: Store, places: readonly Place[], role: FolderRole): readonly NewOperation[] {
  return grouped(places).flatMap((group) => {
    const target = folderOfRole(store, group[0].mailbox, role);
    return target === null || target.seq === group[0].folder
      ? []
      : [operation(group, { kind: "move", target: target.seq })];
  });
}

type Group = readonly [Place, ...Place[]];

/** By folder, in pieces that the server can take. */
function grouped(places: readonly Place[]): readonly Group[] {
  const byFolder = new Map<number, Place[]>();
  for (const place of places) byFolder.set(place.folder, [...(byFolder.get(place.folder) ?? []), place]);
  return [...byFolder.values()].flatMap((all) => {
    const pieces = Array.from({ length: Math.ceil(all.length / PER_OPERATION) }, (_, index) =>
      all.slice(index * PER_OPERATION, (index + 1) * PER_OPERATION),
    );
    return pieces.flatMap(([first, ...rest]) => (first === undefined ? [] : [[first, ...rest] as const]));
  });
}

function operation(
  group: Group,
  what: {
    readonly kind: NewOperation["kind"];
    readonly target?: number;
    readonly add?: readonly string[];
    readonly remove?: readonly string[];
  },
): NewOperation {
  return {
    mailbox: group[0].mailbox,
    folder: group[0].folder,
    kind: what.kind,
    target: what.target ?? null,
    add: what.add ?? [],
    remove: what.remove ?? [],
    placements: group.map(({ seq }) => seq),
  };
}

function apply(store: Store, operation: NewOperation): number {
  for (const placement of operation.placements) {
    const { message } = store.get<{ message: number }>("SELECT message FROM placements WHERE seq = ?", [placement]) ?? {
      message: 0,
    };
    if (operation.kind === "flags") {
      changeFlags(store, message, operation.add, operation.remove);
      continue;
    }
    store.run("UPDATE placements SET state = 'leaving' WHERE seq = ?", [placement]);
    if (operation.target !== null)
      store.run("INSERT INTO placements (message, folder, uid, state) VALUES (?, ?, NULL, 'arriving')", [
        message,
        operation.target,
      ]);
    refreshRoles(store, message);
  }
  return queueOperation(store, operation);
}
