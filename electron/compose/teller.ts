import type { AppEvent, Changed } from "#shared/contract/events";
import { turnsOf } from "#shared/rules/turns";

const GATHER_MS = 80;
/** A row that comes just after something else was told does not wait. */
const AT_ONCE = 2;

/** Filings and replacements of one synchronisation are told in one sentence each. */
const DOCUMENTS_GATHER_MS = 2500;
const NEWS = ["filed", "replaced", "not-handed-over"] as const;

type After = (ms: number, act: () => void) => void;

const startTimer: After = (ms, act) => void setTimeout(act, ms);

/** What is told to the pages, gathered. */
export type Teller = {
  /** A lone change is told at once and so is the next of its area, those that follow together: a synchronisation does not make the pages read a thousand times. */
  readonly changed: (what: readonly Changed[]) => void;
  readonly documents: (what: DocumentNews) => void;
};

/** A document was filed by itself (UX.40), took the place of an earlier version (UX.38), or could not be given to the practice software. */
export type DocumentNews = (typeof NEWS)[number];

/** Builds the teller over the way to the pages. */
export function createTeller(emit: (event: AppEvent) => void, after: After = startTimer): Teller {
  const counts = { filed: 0, replaced: 0, "not-handed-over": 0 };
  let countTimer: NodeJS.Timeout | undefined;
  let isDue = false;
  const tell = (): void => {
    isDue = false;
    const told = turns.next();
    if (told.length > 0) emit({ kind: "changed", what: told });
  };
  const turns = turnsOf<Changed>({ most: AT_ONCE, ms: GATHER_MS }, after, tell);
  return {
    changed: (what) => {
      turns.wait(what);
      if (isDue || !what.some(turns.may)) return;
      isDue = true;
      // What one act changes in several breaths of the same turn is one change.
      after(0, tell);
    },
    documents: (what) => {
      counts[what] += 1;
      clearTimeout(countTimer);
      countTimer = setTimeout(() => {
        for (const one of NEWS) {
          if (counts[one] > 0) emit({ kind: "notice", code: `documents-${one}`, about: String(counts[one]) });
          counts[one] = 0;
        }
      }, DOCUMENTS_GATHER_MS);
    },
  };
}
