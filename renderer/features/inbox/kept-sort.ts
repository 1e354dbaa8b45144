import { LIST_SORTS, type ListSort } from "#shared/domain/list-sort";
import { recall, remember } from "../../ui";

/** The order that was last chosen for the lists. */
export const keptSort = (): ListSort => LIST_SORTS[recall("list-sort", 0)] ?? "newest";

/** Keeps it for the next start. */
export const keepSort = (sort: ListSort): void => remember("list-sort", LIST_SORTS.indexOf(sort));
