import type { ListView } from "#shared/contract/mail";

/** Number of each list in `listings.list`; the list of drafts is its own table. Never renumbered: they are stored. */
const NUMBERS = {
  "to-do": 1,
  all: 2,
  patients: 3,
  professionals: 4,
  documents: 5,
  awaiting: 6,
  sent: 7,
  archive: 8,
  trash: 9,
  snoozed: 10,
} as const satisfies Record<Exclude<ListView, "drafts">, number>;
const PER_MAILBOX = 16;

/** Lists whose conversations are counted in `listings`. */
export const STORED_LISTS = Object.keys(NUMBERS) as readonly (keyof typeof NUMBERS)[];

/** Where a conversation stands, as far as the lists go. */
export type Standing = {
  readonly live: boolean;
  readonly toDo: boolean;
  readonly kind: string;
  readonly documents: boolean;
  readonly awaiting: boolean;
  readonly sent: boolean;
  readonly archived: boolean;
  readonly trashed: boolean;
  readonly asleep: boolean;
};

/** Number of a list: of every mailbox (0), or of one by its row number. */
export function listNumber(view: keyof typeof NUMBERS, mailbox: number): number {
  return mailbox * PER_MAILBOX + NUMBERS[view];
}

/** Number of the list of a folder. */
export function folderList(folder: number): number {
  return -folder;
}

/** Lists of labels are numbered above any mailbox's. */
const LABELS = 1_000_000_000;

/** Number of the list of a label, by its row number. */
export const labelList = (label: number): number => LABELS + label;

/** The label whose list it is, null for any other list. */
export const labelOfList = (list: number): number | null => (list > LABELS ? list - LABELS : null);

/** Every list a conversation stands in, of its mailbox and of all together. */
export function listsOf(mailbox: number, standing: Standing): readonly number[] {
  const { live } = standing;
  const views = [
    ...(standing.toDo ? (["to-do"] as const) : []),
    ...(live ? (["all"] as const) : []),
    ...(live && standing.kind === "patient" ? (["patients"] as const) : []),
    ...(live && standing.kind === "professional" ? (["professionals"] as const) : []),
    ...(standing.documents ? (["documents"] as const) : []),
    ...(standing.awaiting ? (["awaiting"] as const) : []),
    ...(standing.sent ? (["sent"] as const) : []),
    ...(standing.archived ? (["archive"] as const) : []),
    ...(standing.trashed ? (["trash"] as const) : []),
    ...(standing.asleep ? (["snoozed"] as const) : []),
  ];
  return views.flatMap((view) => [listNumber(view, 0), listNumber(view, mailbox)]);
}
