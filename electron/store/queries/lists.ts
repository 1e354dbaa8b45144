import type { ConversationPage, ListCounts, ListFilter, ListView, ToDoKinds } from "#shared/contract/mail";
import type { ListSort } from "#shared/domain/list-sort";
import type { FolderId, LabelId, MailboxId } from "#shared/domain/ids";
import { parseSearch } from "#shared/rules/search-query";
import type { Store } from "../open";
import { StoreError } from "../store-error";
import { conversationRows } from "./conversation-rows";
import { countDrafts, draftRows } from "./draft-rows";
import { folderList, listNumber, STORED_LISTS } from "./list-numbers";
import { listOfLabel } from "./labels";
import { listSorted } from "./list-sort";
import { mailboxKey } from "./lookup";
import { myself } from "./people";
import { type Condition, listNarrowed, searchConversations } from "./search";

/** Arguments of the contract's `conversations.list`. */
export type ListAsked = {
  readonly view: ListView;
  readonly mailboxId: MailboxId | null;
  readonly folderId: FolderId | null;
  readonly labelId?: LabelId | undefined;
  readonly search: string;
  readonly filter?: ListFilter | undefined;
  readonly sort?: ListSort | undefined;
  readonly offset: number;
  readonly limit: number;
};

/** A page of a list, newest first unless another order is asked: a walk of one index, whatever the size of the mailbox. A folder, when given, replaces the view. */
export function listConversations(store: Store, asked: ListAsked): ConversationPage {
  const mailbox = asked.mailboxId === null ? 0 : mailboxKey(store, asked.mailboxId).seq;
  if (asked.view === "drafts" && asked.folderId === null && asked.labelId === undefined) {
    return draftPage(store, mailbox, asked);
  }
  const list =
    asked.labelId !== undefined
      ? listOfLabel(store, asked.labelId)
      : asked.folderId === null
        ? listNumber(asked.view === "drafts" ? "all" : asked.view, mailbox)
        : folderList(folderSeq(store, asked.folderId));
  const narrowed = narrowing(store, asked.filter ?? "all");
  const sort = asked.sort ?? "newest";
  if (asked.search.trim() !== "") {
    const found = searchConversations(store, parseSearch(asked.search), list, { ...asked, sort }, narrowed);
    return page(conversationRows(store, found.seqs), found.total, asked);
  }
  if (narrowed.length > 0) {
    const found = listNarrowed(store, list, narrowed, { ...asked, sort });
    return page(conversationRows(store, found.seqs), found.total, asked);
  }
  const total = countOf(store, list);
  return page(conversationRows(store, listSorted(store, { list, sort, total }, asked)), total, asked);
}

/** Most drafts that a narrowed list looks through: they are few, and have no list of their own. */
const MOST_DRAFTS = 500;

function draftPage(store: Store, mailbox: number, asked: ListAsked): ConversationPage {
  const filter = asked.filter ?? "all";
  if (filter === "all") {
    const { rows, total } = draftRows(store, mailbox, asked);
    return page(rows, total, asked);
  }
  const { rows } = draftRows(store, mailbox, { search: asked.search, offset: 0, limit: MOST_DRAFTS });
  const kept = rows.filter((row) => (filter === "documents" ? row.documents > 0 : row.kind === filter));
  return page(kept.slice(asked.offset, asked.offset + asked.limit), kept.length, asked);
}

/** The condition on a conversation that a filter stands for; none for everything. */
function narrowing(store: Store, filter: ListFilter): readonly Condition[] {
  switch (filter) {
    case "all":
      return [];
    case "documents":
      return [["c.documents > 0"]];
    case "mine":
      return [["c.taken = ? AND c.taken <> ''", myself(store)]];
    case "nobody":
      return [["c.taken = ''"]];
    case "patient":
    case "professional":
      return [["c.kind = ?", filter]];
  }
}

/** How many conversations (or drafts) stand in each list, of one mailbox or of all. */
export function counts(store: Store, mailboxId: MailboxId | null): ListCounts {
  const mailbox = mailboxId === null ? 0 : mailboxKey(store, mailboxId).seq;
  const stored = Object.fromEntries(
    STORED_LISTS.map((view) => [view, countOf(store, listNumber(view, mailbox))]),
  ) as Omit<Record<ListView, number>, "drafts">;
  return { ...stored, drafts: countDrafts(store, mailbox) };
}

/** How many conversations are to do, of one mailbox or of all. */
export function toDoCount(store: Store, mailboxId: MailboxId | null): number {
  return countOf(store, listNumber("to-do", mailboxId === null ? 0 : mailboxKey(store, mailboxId).seq));
}

/** How many conversations are to do in all mailboxes, and how many of them under each filter by kind: one walk of the list. */
export function toDoKinds(store: Store): ToDoKinds {
  const row = store.get<ToDoKinds>(
    `SELECT count(*) AS "all", coalesce(sum(c.kind = 'patient'), 0) AS patient,
      coalesce(sum(c.kind = 'professional'), 0) AS professional, coalesce(sum(c.documents > 0), 0) AS documents
    FROM listings l CROSS JOIN conversations c ON c.seq = l.conversation WHERE l.list = ?`,
    [listNumber("to-do", 0)],
  );
  return row ?? { all: 0, patient: 0, professional: 0, documents: 0 };
}

function countOf(store: Store, list: number): number {
  return store.get<{ total: number }>("SELECT total FROM list_totals WHERE list = ?", [list])?.total ?? 0;
}

function folderSeq(store: Store, id: FolderId): number {
  const row = store.get<{ seq: number }>("SELECT seq FROM folders WHERE id = ?", [id]);
  if (row === undefined) throw new StoreError("no-such", { about: "folder" });
  return row.seq;
}

function page(rows: ConversationPage["rows"], total: number, { offset, limit }: ListAsked): ConversationPage {
  const next = offset + limit;
  return { rows, total, nextOffset: next < total ? next : null };
}
