import { replaceEqualDeep } from "@tanstack/react-query";
import type { ConversationPage } from "#shared/contract/mail";
import type { ConversationRow } from "#shared/domain/message";

/** The pages of a list as far as it was read. */
export type ListPages = { readonly pages: readonly ConversationPage[]; readonly pageParams: readonly number[] };

/**
 * A list whose first page was read again and the others not yet: the new first page, then the rest as it was, each row once.
 * What the first page pushed out at its end stays above the rest; what is gone from its midst is gone.
 */
export function withFirstPage({ pages: [old, ...rest], pageParams }: ListPages, first: ConversationPage): ListPages {
  const [second, ...others] = rest;
  if (old === undefined || second === undefined) return { pages: [first], pageParams: pageParams.slice(0, 1) };
  const here = new Set<string>(first.rows.map(({ id }) => id));
  const pushed = old.rows.slice(1 + old.rows.findLastIndex(({ id }) => here.has(id)));
  const later = [{ ...second, rows: [...pushed, ...second.rows] }, ...others].map((page) => ({
    ...page,
    total: first.total,
    rows: page.rows.filter(({ id }) => !here.has(id)),
  }));
  return { pages: [first, ...later], pageParams };
}

/** Gives what was read the objects of what was shown wherever a row says the same, though it moved: only what changed is drawn again. */
export function sharedRows(shown: ListPages, read: ListPages): ListPages {
  const known = new Map<string, ConversationRow>();
  for (const page of shown.pages) for (const row of page.rows) known.set(row.id, row);
  const pages = read.pages.map((page, at) => {
    const rows = page.rows.map((row) => replaceEqualDeep(known.get(row.id), row));
    const before = shown.pages[at];
    return before !== undefined && isSame(before, { ...page, rows }) ? before : { ...page, rows };
  });
  const isAllSame = pages.length === shown.pages.length && pages.every((page, at) => page === shown.pages[at]);
  return isAllSame ? shown : { pages, pageParams: read.pageParams };
}

const isSame = (one: ConversationPage, other: ConversationPage): boolean =>
  one.total === other.total &&
  one.nextOffset === other.nextOffset &&
  one.rows.length === other.rows.length &&
  one.rows.every((row, at) => row === other.rows[at]);
