import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";
import type { WrittenRule } from "#shared/domain/mail-rule";
import type { ListView } from "#shared/contract/mail";
import type { ListSort } from "#shared/domain/list-sort";
import type {
  ConversationId,
  DocumentId,
  DraftId,
  FolderId,
  LabelId,
  MailboxId,
  MessageId,
  PatientId,
  RuleId,
} from "#shared/domain/ids";
import { recall, remember } from "../ui/remembered";

/** What the middle of the window shows: a list of conversations, or a page that takes the whole width. */
export type Place =
  | {
      readonly kind: "list";
      readonly view: ListView;
      readonly mailboxId: MailboxId | null;
      readonly folderId: FolderId | null;
      /** The conversations of a label, in the place of the view. */
      readonly labelId?: LabelId;
    }
  | {
      readonly kind: "page";
      readonly page:
        | "directory"
        | "contacts"
        | "patients"
        | "outbox"
        | "journal"
        | "settings"
        | "templates"
        | "add-mailbox";
    };

/** The page of a correspondent, over what one was doing. */
export type Sheet =
  | { readonly kind: "person"; readonly address: string; readonly name: string }
  | { readonly kind: "structure"; readonly name: string; readonly postalCode: string; readonly city: string };

/** What stands beside or over the conversation. */
export type Side =
  | { readonly kind: "document"; readonly id: DocumentId }
  | { readonly kind: "filing"; readonly id: DocumentId }
  | { readonly kind: "make"; readonly draftId: DraftId; readonly attachmentId: string }
  | { readonly kind: "compare"; readonly id: DocumentId; readonly other: DocumentId }
  | { readonly kind: "report"; readonly messageId: MessageId; readonly documentId: DocumentId | null }
  | { readonly kind: "patient"; readonly id: PatientId }
  | null;

/** Filters of the list that are applied to what it shows. */
export type ListFilter = "all" | "patient" | "professional" | "documents" | "mine" | "nobody";

/** The pages of the help. */
export type HelpPage = "guide" | "keys" | "words" | "about";

/** A rule that is being written; no identifier: a new one. */
export type EditedRule = { readonly id: RuleId | null; readonly rule: WrittenRule };

/** Selection, place and open things of the main window; nothing here is data of main, only what the person is looking at. */
export type Workspace = {
  readonly place: Place;
  readonly search: string;
  /** The list from which all messages are searched, come back to when the words go. */
  readonly searchedFrom: Place | null;
  readonly filter: ListFilter;
  /** The order of every list but that of drafts; null: the one that was last chosen. */
  readonly sort: ListSort | null;
  /** The open conversation. */
  readonly selected: ConversationId | null;
  /** Where the list stands: the open conversation, or the one that was closed last. */
  readonly cursor: ConversationId | null;
  /** What the list shows, in order: what comes after the open conversation is found here. */
  readonly order: readonly string[];
  readonly checked: ReadonlySet<string>;
  /** The draft that stands in the place of the conversation. */
  readonly draft: DraftId | null;
  /** The drafts begun here and not closed, in order; the others stand at the foot of what is shown. */
  readonly drafts: readonly DraftId[];
  readonly side: Side;
  /** What stood there before, and is come back to when it closes: the record from which a document was opened. */
  readonly behind: readonly NonNullable<Side>[];
  /** The page of the help that is open. */
  readonly help: HelpPage | null;
  readonly palette: boolean;
  /** The step of the tour of the window, from 0. */
  readonly tour: number | null;
  /** It was neither taken nor declined yet. */
  readonly isTourOffered: boolean;
  /** The labels of what is ticked, or of the open conversation, are being chosen. */
  readonly labels: boolean;
  /** The rule that is being written. */
  readonly rule: EditedRule | null;
  readonly signIn: boolean;
  /** The group of settings to come back to, after a screen that took their place. */
  readonly settingsAt: string | null;
  /** Pages of correspondents, the last one shown; the others are come back to. */
  readonly sheets: readonly Sheet[];
  /** The window shows one conversation, and nothing else. */
  readonly alone: boolean;
  /** What is known of whom it is about stands beside the conversation, in a wide window. */
  readonly beside: boolean;
  /** Conversation last selected in each list, so that coming back finds it. */
  readonly kept: Readonly<Record<string, ConversationId>>;
};

const start: Workspace = {
  place: { kind: "list", view: "to-do", mailboxId: null, folderId: null },
  search: "",
  searchedFrom: null,
  filter: "all",
  sort: null,
  selected: null,
  cursor: null,
  order: [],
  checked: new Set(),
  draft: null,
  drafts: [],
  side: null,
  behind: [],
  help: null,
  palette: false,
  tour: null,
  isTourOffered: recall("tour", 0) === 0,
  labels: false,
  rule: null,
  signIn: false,
  settingsAt: null,
  sheets: [],
  alone: false,
  beside: recall("beside", 1) === 1,
  kept: {},
};

const everywhere = { kind: "list", view: "all", mailboxId: null, folderId: null } as const satisfies Place;

const MOST_SHEETS = 20;

/** The store itself, for code outside components. */
export const workspaceStore = createStore<Workspace>(() => start);

/** Name of a place, to keep what was selected there. */
export const placeKey = (place: Place): string =>
  place.kind === "list"
    ? `${place.view}/${place.mailboxId ?? ""}/${place.folderId ?? ""}/${place.labelId ?? ""}`
    : place.page;

const set = workspaceStore.setState;

/** What is left under something that opens: nothing twice, and nothing of the same kind, which it takes the place of. */
function behindOf({ side: last, behind }: Workspace, side: Side): Workspace["behind"] {
  if (side === null || last === null) return [];
  const at = behind.findIndex(({ kind }) => kind === side.kind);
  if (at >= 0) return behind.slice(0, at);
  return last.kind === side.kind ? behind : [...behind, last];
}

/** More are not begun at once; the oldest is among the drafts all the same. */
const MOST_DRAFTS = 8;

/** What a person does with the window. */
export const workspace = {
  go: (place: Place): void =>
    set((now) => {
      // There is no other place in the window of a conversation.
      if (now.alone) return { side: null };
      const selected = now.kept[placeKey(place)] ?? null;
      return {
        place,
        search: "",
        searchedFrom: null,
        filter: "all",
        checked: new Set(),
        side: null,
        draft: null,
        selected,
        cursor: selected,
      };
    }),
  goList: (view: ListView, mailboxId: MailboxId | null = null, folderId: FolderId | null = null): void =>
    workspace.go({ kind: "list", view, mailboxId, folderId }),
  goLabel: (labelId: LabelId): void =>
    workspace.go({ kind: "list", view: "all", mailboxId: null, folderId: null, labelId }),
  goPage: (page: Extract<Place, { kind: "page" }>["page"]): void => workspace.go({ kind: "page", page }),
  search: (search: string): void =>
    set(({ place, searchedFrom }) => ({
      search,
      checked: new Set(),
      ...(search === "" ? { place: searchedFrom ?? place, searchedFrom: null } : {}),
    })),
  /** Looks for the same words in every list and mailbox, until they go. */
  searchEverywhere: (): void =>
    set(({ place }) => ({ place: everywhere, searchedFrom: place, filter: "all", checked: new Set() })),
  filter: (filter: ListFilter): void => set({ filter, checked: new Set() }),
  sort: (sort: ListSort): void => set({ sort }),
  select: (id: ConversationId | null): void =>
    set((now) => ({
      selected: id,
      cursor: id ?? now.cursor,
      side: now.selected === id ? now.side : null,
      draft: null,
      kept: id === null ? now.kept : { ...now.kept, [placeKey(now.place)]: id },
    })),
  /** Tells what the list shows, in order. */
  order: (order: readonly string[]): void => set({ order }),
  check: (checked: ReadonlySet<string>): void => set({ checked }),
  write: (draft: DraftId): void =>
    set((now) => ({
      draft,
      drafts: now.drafts.includes(draft) ? now.drafts : [...now.drafts, draft].slice(-MOST_DRAFTS),
      side: null,
      place: now.place.kind === "list" ? now.place : start.place,
    })),
  closeDraft: (): void => set((now) => ({ draft: null, drafts: now.drafts.filter((id) => id !== now.draft) })),
  /** Takes a draft away from the foot of the window: it stays among the drafts. */
  undock: (id: DraftId): void =>
    set((now) => ({ drafts: now.drafts.filter((one) => one !== id), draft: now.draft === id ? null : now.draft })),
  /** The drafts that were begun before the last start. */
  redock: (drafts: readonly DraftId[]): void => set({ drafts }),
  /** Opens something beside or over the conversation, or closes all that is there (null). */
  show: (side: Side): void => set((now) => ({ side, behind: behindOf(now, side) })),
  /** Closes what stands beside or over the conversation, and comes back to what it was opened from. */
  back: (): void =>
    set(({ side, behind }) => (side === null ? {} : { side: behind.at(-1) ?? null, behind: behind.slice(0, -1) })),
  /** Kept for the next start. */
  beside: (beside: boolean): void => {
    remember("beside", beside ? 1 : 0);
    set({ beside });
  },
  help: (help: HelpPage | null): void => set({ help }),
  palette: (palette: boolean): void => set({ palette }),
  /** Goes to a step of the tour, at the list of what is to do, or leaves it; it is not offered again. */
  tour: (tour: number | null): void => {
    if (tour === 0) workspace.goList("to-do");
    workspace.declineTour();
    set({ tour });
  },
  declineTour: (): void => {
    remember("tour", 1);
    set({ isTourOffered: false });
  },
  rule: (rule: EditedRule | null): void => set({ rule }),
  labels: (labels: boolean): void => set({ labels }),
  /** Opens a patient's record beside what is shown, in the list of what is to do when no list is. */
  openPatient: (id: PatientId): void =>
    set((now) => ({
      side: { kind: "patient", id },
      behind: [],
      place: now.place.kind === "list" ? now.place : start.place,
    })),
  settingsAt: (settingsAt: string | null): void => set({ settingsAt }),
  signIn: (signIn: boolean): void => set({ signIn }),
  openSheet: (sheet: Sheet): void => set((now) => ({ sheets: [...now.sheets, sheet].slice(-MOST_SHEETS) })),
  backSheet: (): void => set((now) => ({ sheets: now.sheets.slice(0, -1) })),
  closeSheets: (): void => set({ sheets: [] }),
  /** Shows this conversation and nothing else. */
  beAlone: (id: ConversationId): void => set({ alone: true, selected: id, cursor: id }),
  reset: (): void =>
    set(({ sort, beside, isTourOffered }) => ({ ...start, sort, beside, isTourOffered, checked: new Set() })),
  /** Opens a conversation from elsewhere (notification, patient's page, sent item), in the list of all messages when no list is shown. */
  openConversation: (id: ConversationId): void =>
    set((now) => ({
      selected: id,
      cursor: id,
      side: null,
      draft: null,
      place: now.place.kind === "list" ? now.place : everywhere,
    })),
} as const;

/** Reads a part of the workspace in a component. */
export const useWorkspace = <Part>(pick: (now: Workspace) => Part): Part => useStore(workspaceStore, pick);
