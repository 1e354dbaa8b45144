import type { KnownConversation } from "#shared/rules/threading";
import { normalMessageId } from "#shared/rules/threading";
import type { Store } from "../open";

/** The ids that a message says: its own, and those of the messages it answers. */
export type Naming = {
  readonly messageId: string;
  readonly inReplyTo: string;
  readonly references: readonly string[];
};

/** Message-IDs and the conversations they belong to, for one piece of work: asked together, written together. */
export type ThreadIds = {
  /** The conversation of an id among those that were asked for, or noted since. */
  readonly known: (id: string) => KnownConversation | null;
  /** Notes the ids of a message and of those it answers. An id only heard of yields to the message itself, never the other way. */
  readonly note: (conversation: number, patient: string | null, message: Naming) => void;
  /** Writes what was noted; to be called in the same transaction, before a conversation may disappear. */
  readonly save: () => void;
};

type Known = KnownConversation & { readonly stored: boolean };

const MOST_REFERENCES = 100;

/** Asks for every id that these messages of a mailbox say. */
export function threadIds(store: Store, mailbox: number, messages: readonly Naming[]): ThreadIds {
  const ids = ask(store, mailbox, messages);
  const noted = new Set<string>();
  const note = (id: string, known: Known): void => {
    ids.set(id, known);
    noted.add(id);
  };
  return {
    known: (id) => ids.get(id) ?? null,
    note: (conversation, patient, message) => {
      const known = { conversationId: String(conversation), patient };
      const own = normalMessageId(message.messageId);
      if (own !== "" && ids.get(own)?.stored !== true) note(own, { ...known, stored: true });
      for (const id of answered(message)) if (!ids.has(id)) note(id, { ...known, stored: false });
    },
    save: () => {
      const rows = [...noted]
        .sort()
        .flatMap((id) => [ids.get(id)].flatMap((row) => (row === undefined ? [] : [[id, row] as const])));
      noted.clear();
      if (rows.length === 0) return;
      store.run(
        `INSERT INTO thread_ids (mailbox, message_id, conversation, stored)
         SELECT ?, value ->> 0, value ->> 1, value ->> 2 FROM json_each(?) WHERE true
         ON CONFLICT DO UPDATE SET conversation = excluded.conversation, stored = 1 WHERE stored < excluded.stored`,
        [mailbox, JSON.stringify(rows.map(([id, row]) => [id, Number(row.conversationId), Number(row.stored)]))],
      );
    },
  };
}

function ask(store: Store, mailbox: number, messages: readonly Naming[]): Map<string, Known> {
  const asked = new Set(messages.flatMap((message) => [normalMessageId(message.messageId), ...answered(message)]));
  const rows = store.all<{ message_id: string; seq: number; matricule: string | null; stored: number }>(
    `SELECT t.message_id, c.seq, c.matricule, t.stored FROM thread_ids t JOIN conversations c ON c.seq = t.conversation
     WHERE t.mailbox = ? AND t.message_id IN (SELECT value FROM json_each(?))`,
    [mailbox, JSON.stringify([...asked])],
  );
  return new Map(
    rows.map(({ message_id, seq, matricule, stored }) => [
      message_id,
      { conversationId: String(seq), patient: matricule, stored: stored === 1 },
    ]),
  );
}

function answered({ messageId, inReplyTo, references }: Naming): readonly string[] {
  const own = normalMessageId(messageId);
  const ids = [inReplyTo, ...references.slice(-MOST_REFERENCES)].map(normalMessageId);
  return ids.filter((id) => id !== "" && id !== own);
}
