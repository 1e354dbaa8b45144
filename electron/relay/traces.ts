/** One request as it is remembered: a person and a session by pseudonym, an outcome by its code; no token, cookie, name or identifier. */
export type Trace = {
  readonly timestamp: string;
  readonly route: string;
  readonly status: number;
  readonly code: string;
  readonly ms: number;
  readonly network: string;
  readonly person?: string;
  readonly session?: string;
  readonly detail?: string;
};

/** The latest traces of this instance; older ones are in what `write` was given. */
export type TraceBook = {
  add(trace: Trace): void;
  /** Those after `start` and before `end` (epoch ms), oldest first. */
  between(start: number, end: number): readonly Trace[];
};

const MOST_KEPT = 5_000;

/** An empty book; every trace is also written as one JSON line. */
export function createTraceBook(write: (line: string) => void): TraceBook {
  let kept: Trace[] = [];
  return {
    add(trace) {
      kept.push(trace);
      if (kept.length > MOST_KEPT * 1.2) kept = kept.slice(-MOST_KEPT);
      write(`${JSON.stringify(trace)}\n`);
    },
    between: (start, end) =>
      kept.slice(-MOST_KEPT).filter(({ timestamp }) => Date.parse(timestamp) > start && Date.parse(timestamp) < end),
  };
}
