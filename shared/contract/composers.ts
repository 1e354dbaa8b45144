import { z } from "zod";
import type { DraftId, OutboxId } from "#shared/domain/ids";
import { id, line, method, nothing, READING, WRITING } from "./method";

/** Where the drafts being written are. */
export type OpenDrafts = {
  /** Each in a window of its own. */
  readonly windows: readonly DraftId[];
  /** In the main window, in the order they were opened. */
  readonly docked: readonly DraftId[];
};

/** Drafts written at the same time, docked or each in its window. */
export const composers = {
  "composers.state": method(nothing, { needsStore: true, windows: WRITING }).returns<OpenDrafts>(),
  /** Opens the window of a draft, or brings it to the front. */
  "composers.open": method(z.strictObject({ id: id<DraftId>() }), {
    needsStore: true,
    windows: READING,
  }).returns<null>(),
  /** Takes a draft back in the main window. */
  "composers.dock": method(z.strictObject({ id: id<DraftId>() }), {
    needsStore: true,
    windows: ["composer"],
  }).returns<null>(),
  /** What the main window holds docked, kept for the next start. */
  "composers.docked": method(z.strictObject({ ids: z.array(id<DraftId>()).max(20) }), {
    needsStore: true,
  }).returns<null>(),
  /** A draft thrown away in its own window, which closes: the main window gives the time to change one's mind. */
  "composers.thrown": method(z.strictObject({ id: id<DraftId>() }), {
    needsStore: true,
    windows: ["composer"],
  }).returns<null>(),
  /** A message left from its own window, which closes: the main window says so, and may hold it back. */
  "composers.sent": method(z.strictObject({ outboxId: id<OutboxId>(), sendAt: line(40).nullable() }), {
    needsStore: true,
    windows: ["composer"],
  }).returns<null>(),
} as const;
