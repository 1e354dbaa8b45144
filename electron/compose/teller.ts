import type { AppEvent, Changed } from "#shared/contract/events";

const GATHER_MS = 80;

/** Filings of one synchronisation are told in one sentence. */
const FILED_GATHER_MS = 2500;

/** What is told to the pages, gathered. */
export type Teller = {
  /** Changes of one moment are told together, so that a synchronisation does not make the pages read a thousand times. */
  readonly changed: (what: readonly Changed[]) => void;
  /** A document was filed by itself (UX.40). */
  readonly filed: () => void;
};

/** Builds the teller over the way to the pages. */
export function createTeller(emit: (event: AppEvent) => void): Teller {
  let filed = 0;
  let filedTimer: NodeJS.Timeout | undefined;
  const gathered = new Set<Changed>();
  let timer: NodeJS.Timeout | null = null;
  return {
    changed: (what) => {
      for (const one of what) gathered.add(one);
      timer ??= setTimeout(() => {
        timer = null;
        const told = [...gathered];
        gathered.clear();
        emit({ kind: "changed", what: told });
      }, GATHER_MS);
    },
    filed: () => {
      filed += 1;
      clearTimeout(filedTimer);
      filedTimer = setTimeout(() => {
        emit({ kind: "notice", code: "documents-filed", about: String(filed) });
        filed = 0;
      }, FILED_GATHER_MS);
    },
  };
}
