import ArrowDownUp from "lucide-react/icons/arrow-down-up";
import { LIST_SORTS, type ListSort } from "#shared/domain/list-sort";
import { useText } from "../../text";
import { IconButton, Menu } from "../../ui";
import { useWorkspace, workspace } from "../../workspace";
import { keepSort, keptSort } from "./kept-sort";

/** The order of every list but that of drafts, as it was last chosen. */
export function useListSort(): ListSort {
  return useWorkspace((now) => now.sort) ?? keptSort();
}

/** Orders the lists, now and at the next start. */
export function chooseSort(sort: ListSort): void {
  keepSort(sort);
  workspace.sort(sort);
}

/** Chooses the order of the lists, kept from one list to the other and for the next start. */
export function ListSortMenu() {
  const t = useText();
  const sort = useListSort();
  return (
    <Menu
      label={t("inbox.sort")}
      chosen={sort}
      actions={LIST_SORTS.map((id) => ({ id, label: t(`inbox.sort-${id}`), run: () => chooseSort(id) }))}
    >
      <IconButton icon={ArrowDownUp} label={t("inbox.sortedBy", { sort: t(`inbox.sort-${sort}`) })} />
    </Menu>
  );
}
