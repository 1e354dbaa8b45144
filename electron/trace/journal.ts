import type { TraceEvent, TraceFilter, TraceLine } from "#shared/domain/trace-event";
import { chainHash, firstBreak } from "./chain";
import { traceCsv } from "./csv";
import type { TraceTable } from "./ports";

const STEP = 500;
const LONGEST = 1000;

/** What the journal answers: verified to its last line, or the first line that does not follow from the one before. */
export type ChainVerdict = { readonly ok: boolean; readonly lines: number; readonly brokenAt: number | null };

/** The functional journal (CONF.17, CONF.18, UX.37) over a table that the store keeps: written once, chained, never changed. */
export type Journal = {
  /** `at`: local time with offset, of the workstation. */
  readonly appendTrace: (event: TraceEvent, at: string) => TraceLine;
  readonly listTrace: (page: TraceFilter & { readonly offset: number; readonly limit: number }) => {
    readonly lines: readonly TraceLine[];
    readonly total: number;
  };
  readonly verifyChain: () => ChainVerdict;
  /** The lines that a filter keeps, oldest first; all of them without one. */
  readonly traceCsv: (filter?: TraceFilter) => string;
  /** Removes lines older than `before` (ISO), oldest first, and says how many went (6 months by default, chosen by the caller). */
  readonly purgeTrace: (before: string) => number;
};

/** Builds the journal over its table. */
export function createJournal(table: TraceTable): Journal {
  return {
    appendTrace: (event, at) => append(table, bounded(event), at),
    listTrace: ({ offset, limit, ...filter }) => table.page(offset, limit, filter),
    verifyChain: () => verify(table),
    traceCsv: (filter) => traceCsv(filter === undefined ? everyLine(table) : filtered(table, filter)),
    purgeTrace: (before) => purge(table, before),
  };
}

function append(table: TraceTable, event: TraceEvent, at: string): TraceLine {
  return table.atomically(() => {
    const head = table.head();
    const seq = head.seq + 1;
    const line = { ...event, seq, at, hash: chainHash(head.hash, seq, at, event) };
    table.insert(line);
    return line;
  });
}

function verify(table: TraceTable): ChainVerdict {
  return table.atomically(() => {
    const start = table.anchor();
    const { brokenAt, end } = firstBreak(start, everyLine(table));
    const head = table.head();
    // A table that ends before its head has lost its newest lines.
    const lost = brokenAt === null && (head.seq !== end.seq || head.hash !== end.hash) ? end.seq + 1 : brokenAt;
    return { ok: lost === null, lines: end.seq - start.seq, brokenAt: lost };
  });
}

function purge(table: TraceTable, before: string): number {
  return table.atomically(() => {
    const limit = Date.parse(before);
    let last: TraceLine | null = null;
    let count = 0;
    for (const line of everyLine(table)) {
      if (!(Date.parse(line.at) < limit)) break;
      last = line;
      count += 1;
    }
    if (last !== null) table.purge(last.seq, last.hash);
    return count;
  });
}

/** Newest first in the table, oldest first in a file. */
function filtered(table: TraceTable, filter: TraceFilter): readonly TraceLine[] {
  const lines: TraceLine[] = [];
  for (let total = Infinity; lines.length < total;) {
    const page = table.page(lines.length, STEP, filter);
    if (page.lines.length === 0) break;
    lines.push(...page.lines);
    total = page.total;
  }
  return lines.toReversed();
}

function* everyLine(table: TraceTable): Generator<TraceLine> {
  let from = table.anchor().seq;
  for (;;) {
    const lines = table.after(from, STEP);
    yield* lines;
    const last = lines.at(-1);
    if (last === undefined) return;
    from = last.seq;
  }
}

/** Texts come from servers: they are cut, and hold no control character. */
function bounded(event: TraceEvent): TraceEvent {
  const clean = (text: string): string => text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ").slice(0, LONGEST);
  const fields = Object.entries(event)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => [
      name,
      typeof value === "string"
        ? clean(value)
        : Array.isArray(value)
          ? value.slice(0, 200).map((one) => clean(String(one)))
          : value,
    ]);
  return Object.fromEntries(fields) as TraceEvent;
}
