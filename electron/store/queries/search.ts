import { fold } from "#shared/rules/fold";
import type { ListSort } from "#shared/domain/list-sort";
import type { SearchQuery } from "#shared/rules/search-query";
import type { Store } from "../open";
import { SORTED_BY } from "./list-sort";

/** A condition on `c`, a conversation, or on `m`, a message, with its parameters. */
export type Condition = readonly [sql: string, ...params: readonly (string | number)[]];

/** Which part of the answer, and in which order. */
type Part = { readonly sort: ListSort; readonly offset: number; readonly limit: number };

/** Row numbers of the conversations of a list that hold a message answering the whole query, and how many there are. */
export function searchConversations(
  store: Store,
  query: SearchQuery,
  list: number,
  { sort, offset, limit }: Part,
  narrowed: readonly Condition[] = [],
): Found {
  const match = matchOf(query);
  const folders = query.folder.map((name) => foldersNamed(store, name));
  const onMessage = messageConditions(query, folders);
  const followed: readonly Condition[] =
    query.followUp === null ? [] : [["(c.to_do > 0 OR c.awaiting = 1) = ?", Number(query.followUp)]];
  const onConversation = [...narrowed, ...followed];
  const [sql, ...params] =
    match === ""
      ? withoutWords(list, sort, [...likely(query, folders), ...onConversation], onMessage)
      : withWords(match, onMessage, { list, sort }, onConversation);
  const rows = store.all<{ seq: number; total: number }>(sql, [...params, limit, offset]);
  const total =
    rows[0]?.total ??
    (offset > 0 ? searchConversations(store, query, list, { sort, offset: 0, limit: 1 }, narrowed).total : 0);
  return { seqs: rows.map(({ seq }) => seq), total };
}

/** Conversations of a list that answer a condition, and how many there are. */
export function listNarrowed(
  store: Store,
  list: number,
  narrowed: readonly Condition[],
  { sort, offset, limit }: Part,
): Found {
  const rows = store.all<{ seq: number; total: number }>(
    `SELECT c.seq, count(*) OVER () AS total FROM listings l CROSS JOIN conversations c ON c.seq = l.conversation
    WHERE l.list = ?${both(narrowed)} ORDER BY ${SORTED_BY[sort]} LIMIT ? OFFSET ?`,
    [list, ...values(narrowed), limit, offset],
  );
  const total =
    rows[0]?.total ?? (offset > 0 ? listNarrowed(store, list, narrowed, { sort, offset: 0, limit: 1 }).total : 0);
  return { seqs: rows.map(({ seq }) => seq), total };
}

/** A page of conversations, and how many there are in all. */
type Found = { readonly seqs: readonly number[]; readonly total: number };

const both = (conditions: readonly Condition[]): string => conditions.map(([sql]) => ` AND ${sql}`).join("");
const values = (conditions: readonly Condition[]): readonly (string | number)[] =>
  conditions.flatMap(([, ...params]) => params);

/** The index gives the messages; a narrow one turns them into conversations; their list is looked up by its key. */
function withWords(
  match: string,
  onMessage: readonly Condition[],
  { list, sort }: { readonly list: number; readonly sort: ListSort },
  onConversation: readonly Condition[],
): Condition {
  const narrow = onMessage.length === 0 ? "INDEXED BY messages_thread" : "";
  return [
    `SELECT c.seq, count(*) OVER () AS total FROM
      (SELECT DISTINCT m.conversation FROM message_words w CROSS JOIN messages m ${narrow} ON m.seq = w.rowid
       WHERE w.message_words MATCH ? AND m.roles > 0${both(onMessage)}) hit
    CROSS JOIN conversations c ON c.seq = hit.conversation
    CROSS JOIN listings l ON l.list = ? AND l.last_at = c.last_at AND l.conversation = c.seq
    WHERE 1${both(onConversation)} ORDER BY ${SORTED_BY[sort]} LIMIT ? OFFSET ?`,
    match,
    ...values(onMessage),
    list,
    ...values(onConversation),
  ];
}

/** A walk of the list, where the conversation's row is looked at before its messages. */
function withoutWords(
  list: number,
  sort: ListSort,
  onConversation: readonly Condition[],
  onMessage: readonly Condition[],
): Condition {
  return [
    `SELECT c.seq, count(*) OVER () AS total FROM listings l CROSS JOIN conversations c ON c.seq = l.conversation
    WHERE l.list = ?${both(onConversation)}
      AND EXISTS (SELECT 1 FROM messages m WHERE m.conversation = c.seq AND m.roles > 0${both(onMessage)})
    ORDER BY ${SORTED_BY[sort]} LIMIT ? OFFSET ?`,
    list,
    ...values(onConversation),
    ...values(onMessage),
  ];
}

/** What the row of a conversation tells of its messages: necessary, not enough. */
function likely(query: SearchQuery, folders: readonly string[]): readonly Condition[] {
  const conditions: readonly (Condition | false)[] = [
    query.read === false && ["c.unread > 0"],
    query.attachment === true && ["c.attachments > 0"],
    query.after !== null && ["c.last_at >= ?", query.after],
    ...folders.map((seqs): Condition => [
      "EXISTS (SELECT 1 FROM json_each(?) f JOIN listings x ON x.list = -f.value AND x.last_at = c.last_at AND x.conversation = c.seq)",
      seqs,
    ]),
  ];
  return conditions.filter((condition) => condition !== false);
}

/** What is told by the message's own row. */
function messageConditions(query: SearchQuery, folders: readonly string[]): readonly Condition[] {
  const { before, after, read, attachment } = query;
  const conditions: readonly (Condition | false)[] = [
    before !== null && ["m.date < ?", before],
    after !== null && ["m.date >= ?", after],
    read !== null && [read ? "(m.seen = 1 OR m.outgoing = 1)" : "(m.seen = 0 AND m.outgoing = 0)"],
    attachment !== null && [attachment ? "m.attachments > 0" : "m.attachments = 0"],
    ...folders.map((seqs): Condition => [
      "EXISTS (SELECT 1 FROM placements p WHERE p.message = m.seq AND p.state <> 'leaving' AND p.folder IN (SELECT value FROM json_each(?)))",
      seqs,
    ]),
  ];
  return conditions.filter((condition) => condition !== false);
}

/** Folders whose name holds a text, accents ignored, as a JSON list of row numbers. */
function foldersNamed(store: Store, name: string): string {
  const folders = store.all<{ seq: number; name: string }>("SELECT seq, name FROM folders");
  return JSON.stringify(folders.filter((folder) => fold(folder.name).includes(name)).map(({ seq }) => seq));
}

/** One FTS5 expression for every text asked, each in its columns; values are quoted, so that nothing of them is syntax. */
function matchOf(query: SearchQuery): string {
  const fields = [
    ["{sender}", query.from],
    ["{recipients}", query.to],
    ["{subject}", query.subject],
    ["{files}", query.attachmentNames],
    ["{patient sender recipients}", query.patient],
    ["{types}", query.type],
  ] as const;
  const terms = fields.flatMap(([columns, values]) =>
    values
      .filter((value) => /[\p{L}\p{N}]/u.test(value))
      .map((value) => `${columns} : "${value.replaceAll('"', '""')}"*`),
  );
  // FTS5 wants its operator after a group with columns.
  return [...terms, ...(query.match === "" ? [] : [`(${query.match})`])].join(" AND ");
}
