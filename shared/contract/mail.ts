import { z } from "zod";
import type { ConversationId, FolderId, LabelId, MailboxId, MessageId, PartId } from "#shared/domain/ids";
import { LIST_SORTS } from "#shared/domain/list-sort";
import { type ConversationRow, type ConversationView, MOST_SHOWN } from "#shared/domain/message";
import { id, line, method, nothing } from "./method";

/** The lists of the left column. */
export const listView = z.enum([
  "to-do",
  "all",
  "patients",
  "professionals",
  "documents",
  "awaiting",
  "sent",
  "drafts",
  "archive",
  "trash",
  "snoozed",
]);
export type ListView = z.infer<typeof listView>;

/** What a list may be narrowed to: one kind of correspondent, what carries documents, what I take care of, what nobody does. */
export const listFilter = z.enum(["all", "patient", "professional", "documents", "mine", "nobody"]);
export type ListFilter = z.infer<typeof listFilter>;

/** A page of the conversation list, in the order asked. */
export type ConversationPage = {
  readonly rows: readonly ConversationRow[];
  readonly total: number;
  readonly nextOffset: number | null;
};

/** Numbers beside the lists. */
export type ListCounts = Readonly<Record<ListView, number>>;

/** What is to do in every mailbox, and under each filter by kind. */
export type ToDoKinds = Readonly<Record<Exclude<ListFilter, "mine" | "nobody">, number>>;

/** Conversations and messages. */
export const mail = {
  "conversations.list": method(
    z.strictObject({
      view: listView,
      mailboxId: id<MailboxId>().nullable(),
      folderId: id<FolderId>().nullable(),
      /** The conversations that carry this label, in the place of the view. */
      labelId: id<LabelId>().optional(),
      search: line(300),
      filter: listFilter.optional(),
      /** Newest first when none is given; drafts have no other order. */
      sort: z.enum(LIST_SORTS).optional(),
      offset: z.number().int().min(0),
      limit: z.number().int().min(1).max(200),
    }),
    { needsStore: true },
  ).returns<ConversationPage>(),
  /** How many messages only the server can search whole: their text was never fetched here. */
  "conversations.neverRead": method(z.strictObject({ mailboxId: id<MailboxId>().nullable() }), {
    needsStore: true,
  }).returns<{ readonly messages: number }>(),
  /** Asks the servers for these words, and fetches what they find that was never read here: the list then finds it. `unreached`: mailboxes that did not answer. */
  "conversations.searchServers": method(z.strictObject({ mailboxId: id<MailboxId>().nullable(), search: line(300) }), {
    needsStore: true,
    needsSession: true,
    traced: true,
  }).returns<{ readonly found: number; readonly unreached: number }>(),
  "conversations.counts": method(z.strictObject({ mailboxId: id<MailboxId>().nullable() }), {
    needsStore: true,
  }).returns<ListCounts>(),
  "conversations.toDo": method(nothing, { needsStore: true }).returns<ToDoKinds>(),
  /** A conversation as it is stored: reading it changes nothing, asks no server and leaves no line. */
  "conversations.read": method(z.strictObject({ id: id<ConversationId>() }), {
    needsStore: true,
  }).returns<ConversationView>(),
  /**
   * A conversation is on the screen: the messages that are shown become read, its bodies not yet here are fetched, parsed and kept; answers once
   * they are, or after a moment. What came since it was read is not among `shown`, and stays unread. The journal notes the opening, unless the conversation was on the screen before (`again`: something came since).
   */
  "conversations.open": method(
    z.strictObject({
      id: id<ConversationId>(),
      again: z.boolean(),
      shown: z.array(id<MessageId>()).max(MOST_SHOWN),
    }),
    { needsStore: true, traced: true },
  ).returns<null>(),
  /** Opens a conversation in a window of its own; it closes with the desk. */
  "conversations.openWindow": method(z.strictObject({ id: id<ConversationId>() }), {
    needsStore: true,
  }).returns<null>(),
  "conversations.mark": method(
    z.strictObject({
      ids: z.array(id<ConversationId>()).min(1).max(500),
      change: z.enum(["done", "to-do", "read", "unread", "archive", "restore", "delete"]),
    }),
    { needsStore: true, traced: true },
  ).returns<null>(),
  /** Asks where to save, then writes the part there. */
  "parts.save": method(z.strictObject({ messageId: id<MessageId>(), partId: id<PartId>() }), {
    needsStore: true,
    traced: true,
  }).returns<{ readonly saved: boolean }>(),
  /** Drags the part out of the window, to a folder or another program. */
  "parts.drag": method(z.strictObject({ messageId: id<MessageId>(), partId: id<PartId>() }), {
    needsStore: true,
    traced: true,
  }).returns<null>(),
  /** Bytes of a PDF or a raster picture, for preview; anything else is refused. */
  "parts.preview": method(z.strictObject({ messageId: id<MessageId>(), partId: id<PartId>() }), {
    needsStore: true,
  }).returns<{ readonly mimeType: string; readonly bytes: Uint8Array }>(),
} as const;
