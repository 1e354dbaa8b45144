import type { ListSort } from "#shared/domain/list-sort";
import type { Store } from "../open";

/** How each sort puts conversations `c`, listed as `l`, in order: newest first among equals, those of no patient after the others. */
export const SORTED_BY: Readonly<Record<ListSort, string>> = {
  newest: "l.last_at DESC, c.seq DESC",
  oldest: "l.last_at, c.seq",
  patient: "c.patient_key = '', c.patient_key, c.last_at DESC, c.seq",
  unread: "(c.unread > 0) DESC, c.last_at DESC, c.seq",
  kind: "c.kind = 'other', c.kind, c.last_at DESC, c.seq",
};

/** The index that holds every conversation in this order. */
const INDEX: Readonly<Record<Exclude<ListSort, "newest" | "oldest">, string>> = {
  patient: "conversations_by_patient",
  unread: "conversations_by_unread",
  kind: "conversations_by_kind",
};

/** A list of more is not sorted: the index of its order is walked, where most conversations met are of it. */
const MOST_SORTED = 10_000;

/** A page of a list, in the order asked: row numbers of its conversations. `total`: how many the list holds. */
export function listSorted(
  store: Store,
  { list, sort, total }: { readonly list: number; readonly sort: ListSort; readonly total: number },
  { offset, limit }: { readonly offset: number; readonly limit: number },
): readonly number[] {
  return store.all<{ seq: number }>(walkOf(sort, total), [list, limit, offset]).map(({ seq }) => seq);
}

/** The statement that gives such a page; its parameters: the list, how many, after how many. */
export function walkOf(sort: ListSort, total: number): string {
  if (sort === "newest" || sort === "oldest") {
    const way = sort === "newest" ? "DESC" : "ASC";
    return `SELECT conversation AS seq FROM listings WHERE list = ? ORDER BY last_at ${way}, conversation ${way} LIMIT ? OFFSET ?`;
  }
  const from =
    total > MOST_SORTED
      ? `conversations c INDEXED BY ${INDEX[sort]} CROSS JOIN listings l ON l.last_at = c.last_at AND l.conversation = c.seq`
      : "listings l CROSS JOIN conversations c ON c.seq = l.conversation";
  return `SELECT c.seq FROM ${from} WHERE l.list = ? ORDER BY ${SORTED_BY[sort]} LIMIT ? OFFSET ?`;
}
