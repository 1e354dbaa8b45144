import Bookmark from "lucide-react/icons/bookmark";
import BookmarkCheck from "lucide-react/icons/bookmark-check";
import { memo } from "react";
import type { ConversationRow } from "#shared/domain/message";
import { useCommand, useQueryOf } from "../../bridge";
import { useText } from "../../text";
import { IconButton, SearchField } from "../../ui";
import { useWorkspace, workspace, type Place } from "../../workspace";
import { useShared } from "../sharing";
import { BulkBar } from "./bulk-bar";
import { ListFilters, TakenSwitch } from "./list-filters";
import { ListSortMenu, useListSort } from "./list-sort";
import { focusList } from "./places-on-screen";
import { askList } from "./use-conversations";
import styles from "./conversation-list.module.css";

type ListHeadProps = {
  readonly place: Extract<Place, { kind: "list" }>;
  readonly rows: readonly ConversationRow[];
  /** Enter in the search: opens what it found first. */
  readonly onFound: () => void;
};

/** What stands above the rows: it is not drawn again when another one is chosen. */
export const ListHead = memo(({ place, rows, onFound }: ListHeadProps) => {
  const t = useText();
  const search = useWorkspace((now) => now.search);
  const filter = useWorkspace((now) => now.filter);
  const sort = useListSort();
  const checked = useWorkspace((now) => now.checked);
  const shared = useShared();
  const drafts = place.view === "drafts";
  const type = (text: string): void => {
    askList({ place, search: text, filter, sort });
    workspace.search(text);
  };
  return (
    <header className={styles.head}>
      <h1 className={styles.hidden}>{t(`inbox.view-${place.view}`)}</h1>
      <div className={styles.search}>
        <SearchField
          label={t("inbox.searchLabel")}
          placeholder={t("inbox.search")}
          value={search}
          onChange={type}
          onSubmit={onFound}
          onLeave={focusList}
          keys="/"
        />
        {search.trim() !== "" && <KeepSearch search={search.trim()} />}
        {shared(place.mailboxId) && !drafts && <TakenSwitch />}
        {!drafts && <ListSortMenu />}
      </div>
      {checked.size > 0 ? <BulkBar rows={rows} checked={checked} view={place.view} /> : <ListFilters />}
    </header>
  );
});

/** Keeps what is searched in the rail under its own words, or forgets it. */
function KeepSearch({ search }: { readonly search: string }) {
  const t = useText();
  const save = useCommand("searches.save");
  const kept = useQueryOf("searches.list", undefined).data?.some((one) => one.search === search) ?? false;
  return (
    <IconButton
      icon={kept ? BookmarkCheck : Bookmark}
      label={t(kept ? "day.forgetSearch" : "day.keepSearch")}
      onPress={() => void save.run({ name: search.slice(0, 60), search: kept ? "" : search })}
    />
  );
}
