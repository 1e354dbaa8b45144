import { z } from "zod";
import type { ConversationId, LabelId } from "#shared/domain/ids";
import type { Label } from "#shared/domain/message";
import { id, line, method, nothing } from "./method";

/** A search kept under a name. */
export type SavedSearch = { readonly name: string; readonly search: string };

const conversations = z.array(id<ConversationId>()).min(1).max(500);

/** The day's work: conversations put off, labels, kept searches. */
export const day = {
  /** Puts conversations off until a moment (ISO, UTC), when they are to do again; null brings them back. A new message does so too. */
  "conversations.snooze": method(z.strictObject({ ids: conversations, until: z.iso.datetime().nullable() }), {
    needsStore: true,
  }).returns<null>(),
  /** Puts a label on conversations or takes it off; shared as a keyword where the server allows it. */
  "conversations.label": method(z.strictObject({ ids: conversations, labelId: id<LabelId>(), on: z.boolean() }), {
    needsStore: true,
    traced: true,
  }).returns<null>(),
  /** Takes conversations in charge in the name of who signed in last, or lets them go: colleagues of a shared mailbox see it where `shared` says so. */
  "conversations.take": method(z.strictObject({ ids: conversations, taken: z.boolean() }), {
    needsStore: true,
    traced: true,
  }).returns<{ readonly shared: boolean }>(),
  "labels.list": method(nothing, { needsStore: true }).returns<readonly (Label & { readonly count: number })[]>(),
  "labels.create": method(z.strictObject({ name: line(40).min(1) }), { needsStore: true }).returns<Label>(),
  /** Forgets a label that no conversation carries; refused otherwise. */
  "labels.remove": method(z.strictObject({ id: id<LabelId>() }), { needsStore: true }).returns<null>(),
  "searches.list": method(nothing, { needsStore: true }).returns<readonly SavedSearch[]>(),
  /** Keeps a search under a name (another of the same name is replaced), or forgets it with an empty search. */
  "searches.save": method(z.strictObject({ name: line(60).min(1), search: line(300) }), {
    needsStore: true,
  }).returns<readonly SavedSearch[]>(),
} as const;
