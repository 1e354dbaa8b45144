import type { AppEvent, Changed } from "#shared/contract/events";

const GATHER_MS = 80;

/** Tells the pages what changed; changes of one moment are told together, so that a synchronisation does not make them read a thousand times. */
export function createTeller(emit: (event: AppEvent) => void): { readonly changed: (what: readonly Changed[]) => void } {
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
  };
}
