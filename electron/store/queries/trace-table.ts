import { TRACE_KINDS, type TraceEvent, type TraceFilter, type TraceLine } from "#shared/domain/trace-event";
import { fold } from "#shared/rules/fold";
import type { SqlValue, Store } from "../open";

type JournalRow = { readonly seq: number; readonly at: string; readonly hash: string; readonly event: string };
type Place = { readonly seq: number; readonly hash: string };

/** The table of the journal, as `electron/trace` wants it; triggers refuse what would rewrite it. */
export function traceTable(store: Store) {
  const place = (table: "journal_head" | "journal_anchor"): Place =>
    store.get<Place>(`SELECT seq, hash FROM ${table}`) ?? { seq: 0, hash: "" };
  return {
    head: () => place("journal_head"),
    anchor: () => place("journal_anchor"),
    insert: ({ seq, at, hash, ...event }: TraceLine): void => {
      const text = JSON.stringify(event);
      store.run("INSERT INTO journal (seq, at, hash, event, folded) VALUES (?, ?, ?, ?, ?)", [
        seq,
        at,
        hash,
        text,
        fold(`${at} ${Object.values(event).join(" ")}`),
      ]);
    },
    after: (seq: number, limit: number): readonly TraceLine[] =>
      store
        .all<JournalRow>("SELECT seq, at, hash, event FROM journal WHERE seq > ? ORDER BY seq LIMIT ?", [seq, limit])
        .map(asLine),
    page: (
      offset: number,
      limit: number,
      filter: TraceFilter,
    ): { readonly lines: readonly TraceLine[]; readonly total: number } => {
      const { where, params } = conditions(filter);
      const lines = store
        .all<JournalRow>(`SELECT seq, at, hash, event FROM journal WHERE ${where} ORDER BY seq DESC LIMIT ? OFFSET ?`, [
          ...params,
          limit,
          offset,
        ])
        .map(asLine);
      return {
        lines,
        total: store.get<{ total: number }>(`SELECT count(*) AS total FROM journal WHERE ${where}`, params)?.total ?? 0,
      };
    },
    purge: (seq: number, hash: string): void => {
      store.run("UPDATE journal_anchor SET seq = ?, hash = ?", [seq, hash]);
      store.run("DELETE FROM journal WHERE seq <= ?", [seq]);
    },
    atomically: <Value>(work: () => Value): Value => store.transaction(work),
  };
}

/** Words in the folded text, days as the first ten characters of the local time, kind and message as fields of the event. */
function conditions({ search, from, to, kind, messageIds }: TraceFilter): {
  readonly where: string;
  readonly params: readonly SqlValue[];
} {
  const all: { readonly sql: string; readonly params: readonly SqlValue[] }[] = fold(search)
    .split(" ")
    .filter(Boolean)
    .slice(0, 10)
    .map((word) => ({ sql: "instr(folded, ?) > 0", params: [word] }));
  if (from !== null) all.push({ sql: "substr(at, 1, 10) >= ?", params: [from] });
  if (to !== null) all.push({ sql: "substr(at, 1, 10) <= ?", params: [to] });
  if (kind === "failure") all.push({ sql: "event ->> '$.success' = 0", params: [] });
  else if (kind !== null) all.push(oneOf("$.action", TRACE_KINDS[kind]));
  if (messageIds !== undefined) all.push(oneOf("$.messageId", messageIds));
  return { where: all.map(({ sql }) => sql).join(" AND ") || "1", params: all.flatMap(({ params }) => params) };
}

function oneOf(field: "$.action" | "$.messageId", values: readonly string[]) {
  return { sql: `event ->> '${field}' IN (SELECT value FROM json_each(?))`, params: [JSON.stringify(values)] };
}

function asLine({ seq, at, hash, event }: JournalRow): TraceLine {
  return { ...(JSON.parse(event) as TraceEvent), seq, at, hash };
}
