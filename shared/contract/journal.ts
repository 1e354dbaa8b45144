import { z } from "zod";
import { type Retention, RETENTIONS } from "#shared/domain/retention";
import type { TraceLine } from "#shared/domain/trace-event";
import { line, method, nothing } from "./method";

const day = z.iso.date().nullable();

const filter = z.strictObject({
  search: line(100),
  from: day,
  to: day,
  kind: z.enum(["connection", "mail", "document", "patient", "safety", "failure"]).nullable(),
});

/** What the journal says of itself: months kept, and whether each of its lines follows from the one before. */
export type JournalState = {
  readonly months: Retention;
  readonly lines: number;
  /** The first line that was changed or removed, null when none was. */
  readonly brokenAt: number | null;
};

/** The functional journal (CONF.17, CONF.18, UX.37). */
export const journal = {
  "journal.list": method(filter.extend({ offset: z.number().int().min(0), limit: z.number().int().min(1).max(500) }), {
    needsStore: true,
  }).returns<{
    readonly lines: readonly TraceLine[];
    readonly total: number;
  }>(),
  /** Reads the whole chain again. */
  "journal.state": method(nothing, { needsStore: true }).returns<JournalState>(),
  /** Asks where, then writes the lines that the filter keeps, as CSV. */
  "journal.export": method(filter, { needsStore: true, traced: true }).returns<{ readonly saved: boolean }>(),
  /** Lines older than so many months are removed from now on, oldest first. */
  "journal.keep": method(z.strictObject({ months: z.union(RETENTIONS.map((months) => z.literal(months))) }), {
    needsStore: true,
    traced: true,
  }).returns<JournalState>(),
} as const;
