import { z } from "zod";
import type { ConversationId, FolderId } from "#shared/domain/ids";
import { id, method } from "./method";

/** What an export wrote: messages in the file, and those that could not be had, named in it. */
export type Exported = { readonly saved: boolean; readonly messages: number; readonly missing: number };

/** Mail that leaves as files: a ZIP of the messages as they came (EML, RFC 5322) and their lines of the journal. */
export const leaving = {
  "mail.exportConversation": method(z.strictObject({ id: id<ConversationId>() }), {
    needsStore: true,
    traced: true,
  }).returns<Exported>(),
  "mail.exportFolder": method(z.strictObject({ id: id<FolderId>() }), {
    needsStore: true,
    traced: true,
  }).returns<Exported>(),
} as const;
