import type { TraceFilter, TraceLine } from "#shared/domain/trace-event";

/** The table of the journal as the store keeps it: append-only, except the oldest lines when retention says so. */
export type TraceTable = {
  /** The last line kept, or where the chain starts again after a purge; `seq` 0 and an empty hash before anything. */
  readonly head: () => { readonly seq: number; readonly hash: string };
  /** Where the chain starts: what was purged last. */
  readonly anchor: () => { readonly seq: number; readonly hash: string };
  readonly insert: (line: TraceLine) => void;
  /** Lines in order, from `after` (excluded), at most `limit`. */
  readonly after: (seq: number, limit: number) => readonly TraceLine[];
  /** The lines that a filter keeps, newest first. */
  readonly page: (
    offset: number,
    limit: number,
    filter: TraceFilter,
  ) => { readonly lines: readonly TraceLine[]; readonly total: number };
  /** Removes the lines up to `seq` and makes it the anchor, in one transaction. */
  readonly purge: (seq: number, hash: string) => void;
  /** Runs reads and writes as one step. */
  readonly atomically: <Value>(work: () => Value) => Value;
};
