/** The orders of a list: by date, by patient's name, what was not read first, by kind of correspondent. */
export const LIST_SORTS = ["newest", "oldest", "patient", "unread", "kind"] as const;
export type ListSort = (typeof LIST_SORTS)[number];
