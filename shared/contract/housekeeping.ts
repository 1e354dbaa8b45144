import { z } from "zod";
import { type Age, AGES } from "#shared/domain/age";
import type { ConversationId, MailboxId } from "#shared/domain/ids";
import { id, method, nothing } from "./method";

/** What becomes by itself of conversations dealt with, once they are that old. */
export type TidyRule = { readonly act: "none" | "archive" | "delete"; readonly months: Age };

/** The rule, how far back messages are kept here (null: all), and what they take. */
export type Housekeeping = {
  readonly rule: TidyRule;
  readonly keptMonths: Age | null;
  readonly kept: { readonly bytes: number; readonly messages: number };
};

/** What a tidying would take, or took: conversations, their messages, the oldest (ISO); at most 2,000 conversations at once. */
export type TidyPreview = {
  readonly conversations: number;
  readonly messages: number;
  readonly oldest: string | null;
};

const age = z.union(AGES.map((months) => z.literal(months)));
const tidying = z.strictObject({ act: z.enum(["archive", "delete"]), months: age });

/** Putting away: a mailbox is not an archive. */
export const housekeeping = {
  "housekeeping.state": method(nothing, { needsStore: true }).returns<Housekeeping>(),
  /** How full a mailbox is (bytes), null where its server does not say. */
  "housekeeping.quota": method(z.strictObject({ mailboxId: id<MailboxId>() }), { needsStore: true }).returns<{
    readonly used: number;
    readonly limit: number;
  } | null>(),
  "housekeeping.preview": method(tidying, { needsStore: true }).returns<TidyPreview>(),
  /** Puts away what the preview told; gives what went, so that it can be taken back. */
  "housekeeping.tidy": method(tidying, { needsStore: true, traced: true }).returns<{
    readonly ids: readonly ConversationId[];
  }>(),
  /** Takes back what was put away. */
  "housekeeping.restore": method(z.strictObject({ ids: z.array(id<ConversationId>()).max(2000) }), {
    needsStore: true,
    traced: true,
  }).returns<null>(),
  "housekeeping.setRule": method(z.strictObject({ act: z.enum(["none", "archive", "delete"]), months: age }), {
    needsStore: true,
    traced: true,
  }).returns<Housekeeping>(),
  /** How far back messages are kept here; older ones are fetched again when opened. */
  "housekeeping.keep": method(z.strictObject({ months: age.nullable() }), {
    needsStore: true,
    traced: true,
  }).returns<Housekeeping>(),
  /** Drops every message that its server still has, and gives the room back to the disk. */
  "housekeeping.emptyCache": method(nothing, { needsStore: true, traced: true }).returns<{
    readonly dropped: number;
    readonly bytes: number;
  }>(),
} as const;
