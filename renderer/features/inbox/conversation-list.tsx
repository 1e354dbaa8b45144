import Inbox from "lucide-react/icons/inbox";
import SearchX from "lucide-react/icons/search-x";
import { useCallback, useDeferredValue, useEffect, useMemo } from "react";
import type { ConversationRow } from "#shared/domain/message";
import type { ConversationId, DraftId, MessageId } from "#shared/domain/ids";
import { useQueryOf } from "../../bridge";
import { useText } from "../../text";
import {
  Button,
  choose,
  EmptyState,
  FailureBanner,
  LoadingNote,
  Skeleton,
  useToday,
  VirtualList,
  type Choice,
} from "../../ui";
import { continueDraft, openWindow, useWorkspace, workspace, workspaceStore, type Place } from "../../workspace";
import { useReceiving } from "../accounts";
import { aimAt } from "../reader";
import { ConversationRowView, heightOf } from "./conversation-row";
import { groupedRows, headingsOf } from "./grouped-rows";
import { ListHead } from "./list-head";
import { ListNotice } from "./list-notice";
import { isNarrow, ListScope } from "./list-scope";
import { useListSort } from "./list-sort";
import { focusList, focusReader } from "./places-on-screen";
import { ServerSearch } from "./server-search";
import { useConversations } from "./use-conversations";
import { useListShortcuts } from "./use-list-shortcuts";
import styles from "./conversation-list.module.css";

type ListPlace = Extract<Place, { kind: "list" }>;

/** The middle column: search, filters or bulk actions, then the conversations grouped by day. `isBack`: in the place of a page; it hears keys at once, and draws its rows after. */
export function ConversationList({ place, isBack }: { readonly place: ListPlace; readonly isBack: boolean }) {
  const drawn = useDeferredValue(true, !isBack);
  const t = useText();
  const search = useWorkspace((now) => now.search);
  const filter = useWorkspace((now) => now.filter);
  const cursor = useWorkspace((now) => now.cursor);
  const checked = useWorkspace((now) => now.checked);
  const draft = useWorkspace((now) => now.draft);
  const asked = useDeferredValue(search);
  const conversations = useConversations({ place, search: asked, filter, sort: useListSort() });
  const { rows } = conversations;
  const keys = useMemo(() => rows.map((row) => row.id), [rows]);
  useEffect(() => workspace.order(keys), [keys]);
  const drafts = place.view === "drafts";
  const elsewhere = useMemo(
    () => new Set<string>(rows.filter(({ flags }) => flags.includes("elsewhere")).map(({ id }) => id)),
    [rows],
  );
  const open = useCallback(
    (id: string) => {
      if (!drafts) workspace.select(id as ConversationId);
      else if (elsewhere.has(id)) void continueDraft(id as MessageId);
      else workspace.write(id as DraftId);
    },
    [drafts, elsewhere],
  );
  // What an earlier search found is never opened for these words.
  const first = search !== "" && asked === search && !conversations.isLate ? keys[0] : undefined;
  const openFirst = useCallback(() => {
    focusList();
    if (first !== undefined) open(first);
  }, [first, open]);
  useListShortcuts({ keys, cursor: drafts ? draft : cursor, open, onChoose: tick, rows });
  return (
    <section id="list" className={styles.list} aria-label={t(`inbox.view-${place.view}`)} data-print="never">
      <ListHead place={place} rows={rows} onFound={openFirst} />
      <ListNotice />
      <ListScope place={place} isFound={rows.length > 0} />
      {search.trim() !== "" && !drafts && <ServerSearch search={search.trim()} mailboxId={place.mailboxId} />}
      {drawn && (
        <Body
          place={place}
          conversations={conversations}
          active={drafts ? draft : cursor}
          checked={checked}
          open={open}
          onChoose={drafts ? undefined : tick}
        />
      )}
    </section>
  );
}

/** Ticks rows of the list that is shown, or no longer. */
function tick(choice: Choice): void {
  const { order, checked, cursor } = workspaceStore.getState();
  workspace.check(choose(order, checked, cursor, choice));
}

type BodyProps = {
  readonly place: ListPlace;
  readonly conversations: ReturnType<typeof useConversations>;
  readonly active: string | null;
  readonly checked: ReadonlySet<string>;
  readonly open: (id: string) => void;
  readonly onChoose: ((choice: Choice) => void) | undefined;
};

function Body({ place, conversations, active, checked, open, onChoose }: BodyProps) {
  const t = useText();
  const today = useToday();
  const mailboxes = useQueryOf("mailboxes.list", undefined).data;
  const colours = useMemo(() => new Map((mailboxes ?? []).map((mailbox) => [mailbox.id, mailbox])), [mailboxes]);
  const { rows, total, more } = conversations;
  const sort = useListSort();
  const order = place.view === "drafts" ? "newest" : sort;
  const listed = useMemo(() => groupedRows(rows, headingsOf(order, today, t)), [rows, order, today, t]);
  const main = mailboxes?.[0]?.id;
  const severalBoxes = colours.size > 1 && place.mailboxId === null;
  const renderItem = useCallback(
    (row: ConversationRow, state: { readonly active: boolean; readonly chosen: boolean }) => (
      <ConversationRowView
        row={row}
        active={state.active}
        chosen={state.chosen}
        mailbox={severalBoxes && row.mailboxId !== main ? (colours.get(row.mailboxId) ?? null) : null}
        onCheck={onChoose === undefined ? undefined : () => onChoose({ kind: "toggle", key: row.id })}
      />
    ),
    [colours, main, onChoose, severalBoxes],
  );
  useEffect(() => {
    // A filter may leave little of a page: read on until there is something to show.
    if (rows.length < 12) more?.();
  }, [rows.length, more]);
  if (conversations.error !== null && (rows.length === 0 || !conversations.error.failure.retry))
    return (
      <div className={styles.banner}>
        <FailureBanner failure={{ ...conversations.error.failure, retry: true }} onRetry={conversations.retry} />
      </div>
    );
  // That the search before found nothing says nothing of this one.
  if (conversations.isLoading || (conversations.isLate && rows.length === 0)) return <Loading />;
  if (rows.length === 0) return <Nothing place={place} />;
  return (
    <VirtualList
      label={t("inbox.list", { view: t(`inbox.view-${place.view}`), count: total })}
      rows={listed}
      total={total}
      about={conversations.about}
      isLate={conversations.isLate}
      active={active}
      onActivate={open}
      onOpen={focusReader}
      {...(place.view === "drafts" ? {} : { onAim })}
      {...(onChoose === undefined ? {} : { onOpenApart: openApart })}
      {...(onChoose === undefined ? {} : { chosen: checked, onChoose })}
      renderItem={renderItem}
      estimate={heightOf}
      {...(more === undefined ? {} : { onReachEnd: more })}
    />
  );
}

const onAim = (id: string): void => aimAt(id as ConversationId);
const openApart = (id: string): void => void openWindow(id as ConversationId);

function Loading() {
  return (
    <div className={styles.loading}>
      <LoadingNote />
      {[72, 58, 80, 64, 70, 52].map((width) => (
        <div key={width} className={styles.loadingRow}>
          <Skeleton widths={[100]} height={34} />
          <Skeleton widths={[width, 30, width + 12]} height={11} />
        </div>
      ))}
    </div>
  );
}

function Nothing({ place }: { readonly place: ListPlace }) {
  const t = useText();
  const search = useWorkspace((now) => now.search);
  const filter = useWorkspace((now) => now.filter);
  const isReceiving = useReceiving(place.mailboxId);
  if (search !== "")
    return (
      <EmptyState
        icon={SearchX}
        title={t("inbox.emptySearch")}
        action={isNarrow(place) && <Button onPress={workspace.searchEverywhere}>{t("inbox.searchEverywhere")}</Button>}
      >
        {t("inbox.emptySearchText", { search })}
      </EmptyState>
    );
  if (filter !== "all") {
    return (
      <EmptyState
        icon={SearchX}
        title={t("inbox.emptyFilter")}
        action={<Button onPress={() => workspace.filter("all")}>{t("inbox.showAll")}</Button>}
      >
        {t("inbox.emptyFilterText")}
      </EmptyState>
    );
  }
  if (isReceiving && place.view !== "drafts")
    return (
      <EmptyState icon={Inbox} title={t("inbox.receiving")}>
        {t("inbox.receivingText")}
      </EmptyState>
    );
  return (
    <EmptyState icon={Inbox} title={t(`inbox.empty-${place.view}`)}>
      {t(`inbox.emptyText-${place.view}`)}
    </EmptyState>
  );
}
