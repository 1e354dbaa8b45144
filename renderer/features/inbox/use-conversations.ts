import { infiniteQueryOptions, useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import type { ConversationPage } from "#shared/contract/mail";
import type { ListSort } from "#shared/domain/list-sort";
import type { ConversationRow } from "#shared/domain/message";
import { ask, queryClient, type CallFailed } from "../../bridge";
import type { ListFilter, Place } from "../../workspace";
import { sharedRows, withFirstPage, type ListPages } from "./list-pages";

const PAGE = 100;
/** What a screen holds, to be painted first; the next page follows by itself. */
const FIRST = 40;
const NEXT_MS = 250;

/** Which list, narrowed to what, in which order. */
type AskedList = {
  readonly place: Extract<Place, { kind: "list" }>;
  readonly search: string;
  readonly filter: ListFilter;
  readonly sort: ListSort;
};

/** A list as far as it was read, and how to read on. */
export type Conversations = {
  /** Names the list that the rows are of. */
  readonly about: string;
  /** Whether the rows are those of the last search, until the answer to this one comes. */
  readonly isLate: boolean;
  readonly rows: readonly ConversationRow[];
  readonly total: number;
  readonly isLoading: boolean;
  readonly error: CallFailed | null;
  readonly more: (() => void) | undefined;
  readonly retry: () => void;
};

/** Conversations of a place, read by pages as the list is walked; read again when they change. */
export function useConversations(asked: AskedList): Conversations {
  const options = pagesOf(asked);
  const [, key] = options.queryKey;
  const query = useInfiniteQuery({
    ...options,
    placeholderData: (last, from) => (isSameList(from?.queryKey[1], key) ? last : undefined),
  });
  const { data, fetchNextPage, hasNextPage, isFetching, refetch } = query;
  const isFirstAlone = data?.pages.length === 1 && hasNextPage && !isFetching;
  useEffect(() => {
    if (!isFirstAlone) return;
    const timer = setTimeout(() => void fetchNextPage(), NEXT_MS);
    return () => clearTimeout(timer);
  }, [isFirstAlone, fetchNextPage, data]);
  const rows = useMemo(() => eachOnce((data?.pages ?? []).flatMap((page) => page.rows)), [data]);
  return {
    about: JSON.stringify(key),
    isLate: query.isPlaceholderData,
    rows,
    total: data?.pages.at(-1)?.total ?? 0,
    isLoading: query.isPending,
    error: query.error,
    more: hasNextPage && !isFetching ? () => void fetchNextPage() : undefined,
    retry: () => void refetch(),
  };
}

type ListKey = ReturnType<typeof pagesOf>["queryKey"][1];

/** The same place in the same order, whatever is searched there. */
const isSameList = (one: ListKey | undefined, other: ListKey): boolean =>
  one !== undefined && JSON.stringify({ ...one, search: "" }) === JSON.stringify({ ...other, search: "" });

/** Asks for a list that is about to be shown: the answer is on its way while the page is drawn. */
export const askList = (asked: AskedList): void => void queryClient.prefetchInfiniteQuery(pagesOf(asked));

/** The reading of a list by pages: a screen of it, then the rest as it is walked. Read again, its first page is shown before the others are asked. */
export function pagesOf({ place, search, filter, sort }: AskedList) {
  const asked = {
    view: place.view,
    mailboxId: place.mailboxId,
    folderId: place.folderId,
    ...(place.labelId === undefined ? {} : { labelId: place.labelId }),
    search,
    filter,
    sort,
  };
  return infiniteQueryOptions<
    ConversationPage,
    CallFailed,
    { readonly pages: readonly ConversationPage[] },
    readonly ["conversations.list", typeof asked],
    number
  >({
    queryKey: ["conversations.list", asked] as const,
    queryFn: async ({ pageParam, client, queryKey, signal }) => {
      const limit = pageParam === 0 ? FIRST : PAGE;
      const page = await ask("conversations.list", { ...asked, offset: pageParam, limit });
      if (pageParam === 0 && !signal.aborted)
        client.setQueryData<ListPages>(queryKey, (shown) =>
          shown === undefined || shown.pages.length < 2 ? shown : withFirstPage(shown, page),
        );
      return page;
    },
    initialPageParam: 0,
    getNextPageParam: (last) => last.nextOffset,
    structuralSharing: (shown, read) =>
      shown === undefined ? read : sharedRows(shown as ListPages, read as ListPages),
  });
}

/** Each row once: a page read again may repeat the end of the one before. */
export function eachOnce(rows: readonly ConversationRow[]): readonly ConversationRow[] {
  const seen = new Set<string>();
  return rows.filter((row) => {
    if (seen.has(row.id)) return false;
    seen.add(row.id);
    return true;
  });
}
