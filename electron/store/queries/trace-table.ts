import type { TraceEvent, TraceLine } from "#shared/domain/trace-event";
import { fold } from "#shared/rules/fold";
import type { Store } from "../open";

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
      search: string,
    ): { readonly lines: readonly TraceLine[]; readonly total: number } => {
      const words = fold(search).split(" ").filter(Boolean).slice(0, 10);
      const where = words.map(() => "instr(folded, ?) > 0").join(" AND ") || "1";
      const lines = store
        .all<JournalRow>(`SELECT seq, at, hash, event FROM journal WHERE ${where} ORDER BY seq DESC LIMIT ? OFFSET ?`, [
          ...words,
          limit,
          offset,
        ])
        .map(asLine);
      return {
        lines,
        total: store.get<{ total: number }>(`SELECT count(*) AS total FROM journal WHERE ${where}`, words)?.total ?? 0,
      };
    },
    purge: (seq: number, hash: string): void => {
      store.run("UPDATE journal_anchor SET seq = ?, hash = ?", [seq, hash]);
      store.run("DELETE FROM journal WHERE seq <= ?", [seq]);
    },
    atomically: <Value>(work: () => Value): Value => store.transaction(work),
  };
}

function asLine({ seq, at, hash, event }: JournalRow): TraceLine {
  return { ...(JSON.parse(event) as TraceEvent), seq, at, hash };
}
