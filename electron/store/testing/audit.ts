import type { Row, Store } from "../open";
import { ROLE_BITS } from "../queries/lookup";
import { refreshConversations } from "../queries/summary";

/** A question whose every row is something that does not agree. */
const WRONG: Readonly<Record<string, string>> = {
  "a page or an index": "SELECT integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok'",
  "a reference to nothing": "SELECT * FROM pragma_foreign_key_check",
  "a message that cannot be found": "SELECT seq FROM messages WHERE seq NOT IN (SELECT id FROM message_words_docsize)",
  "words of no message": "SELECT id FROM message_words_docsize WHERE id NOT IN (SELECT seq FROM messages)",
  "a message whose roles are not those of its places": `SELECT m.seq FROM messages m WHERE m.roles & ~${ROLE_BITS.local} <>
     coalesce((SELECT sum(DISTINCT f.bit) FROM placements p JOIN folders f ON f.seq = p.folder WHERE p.message = m.seq AND p.state <> 'leaving'), 0)`,
  "a Message-ID that leads to the conversation of another": `SELECT t.message_id FROM thread_ids t WHERE t.stored = 1
     AND EXISTS (SELECT 1 FROM messages m WHERE m.mailbox = t.mailbox AND m.message_id = t.message_id)
     AND NOT EXISTS (SELECT 1 FROM messages m WHERE m.mailbox = t.mailbox AND m.message_id = t.message_id AND m.conversation = t.conversation)`,
  "a conversation without messages":
    "SELECT seq FROM conversations WHERE seq NOT IN (SELECT conversation FROM messages)",
  "a list that lacks a conversation": `SELECT l.value, c.seq FROM conversations c, json_each(c.lists) l
     WHERE NOT EXISTS (SELECT 1 FROM listings x WHERE x.list = l.value AND x.last_at = c.last_at AND x.conversation = c.seq)`,
  "a list that holds one too many": `SELECT x.list, x.conversation FROM listings x JOIN conversations c ON c.seq = x.conversation
     WHERE x.last_at <> c.last_at OR NOT EXISTS (SELECT 1 FROM json_each(c.lists) l WHERE l.value = x.list)`,
  "a list whose number is not that of what it holds": `SELECT t.list, t.total, x.held FROM list_totals t
     FULL JOIN (SELECT list, count(*) AS held FROM listings GROUP BY list) x ON x.list = t.list
     WHERE coalesce(t.total, 0) <> coalesce(x.held, 0)`,
  "a place that lies above the cursor of its folder": `SELECT p.seq FROM placements p JOIN folders f ON f.seq = p.folder WHERE p.uid > f.highest_uid`,
};

/**
 * Everything in the database that does not agree with something else, in words; empty when it is sound: pages, references, the index, and what
 * the lists show of each conversation against the messages themselves.
 */
export function disagreements(store: Store): readonly string[] {
  const found = Object.entries(WRONG).flatMap(([what, sql]) =>
    store.all(sql).map((row) => `${what}: ${Object.values(row).join(" ")}`),
  );
  return [...found, ...brokenIndex(store), ...staleRows(store)];
}

function brokenIndex(store: Store): readonly string[] {
  try {
    store.run("INSERT INTO message_words(message_words) VALUES ('integrity-check')");
    return [];
  } catch (error) {
    return [`the index of words: ${String(error)}`];
  }
}

/** Rows that would be others if they were made again from the messages. */
function staleRows(store: Store): readonly string[] {
  const kept = shown(store);
  const undo = new Error("made again only to be compared");
  let made = kept;
  try {
    store.transaction(() => {
      refreshConversations(
        store,
        store.all<{ seq: number }>("SELECT seq FROM conversations").map(({ seq }) => seq),
      );
      made = shown(store);
      throw undo;
    });
  } catch (error) {
    if (error !== undo) return [`rows that cannot be made again: ${String(error)}`];
  }
  return [
    ...without(kept, made).map((row) => `shown, and no longer true: ${row}`),
    ...without(made, kept).map((row) => `true, and not shown: ${row}`),
  ];
}

function without(rows: readonly string[], others: readonly string[]): readonly string[] {
  const known = new Set(others);
  return rows.filter((row) => !known.has(row));
}

const shown = (store: Store): readonly string[] =>
  store.all<Row>("SELECT * FROM conversations ORDER BY seq").map((row) => JSON.stringify(row));
