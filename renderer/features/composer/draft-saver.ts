/** Where the saving of a draft stands; `at` in milliseconds since 1970. */
export type SaveState =
  | { readonly state: "clean" }
  | { readonly state: "waiting" }
  | { readonly state: "saving" }
  | { readonly state: "saved"; readonly at: number }
  | { readonly state: "failed" };

/** Keeps what is written. */
export type DraftSaver<Value> = {
  /** The person changed something: it is saved when they pause. */
  readonly change: (value: Value) => void;
  /** Saves now what is not yet saved; true when nothing is left to save. */
  readonly flush: () => Promise<boolean>;
};

/** What could not be saved is tried again by itself so many times, at three times the pause. */
const MOST_RETRIES = 20;

/**
 * Saves the last value given, at most `pause` milliseconds after the first that is not saved, never two at a time, never an older one after a newer one; tries again when it could
 * not be saved (the store may be starting again).
 */
export function draftSaver<Value>(
  save: (value: Value) => Promise<boolean>,
  pause: number,
  tell: (state: SaveState) => void,
): DraftSaver<Value> {
  let waiting: { readonly value: Value } | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let running: Promise<boolean> | null = null;
  let failures = 0;
  const later = (ms: number): void => {
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(() => void flush(), ms);
  };

  const drain = async (): Promise<boolean> => {
    while (waiting !== null) {
      const { value } = waiting;
      waiting = null;
      tell({ state: "saving" });
      if (!(await save(value))) {
        // What could not be saved is still to save, unless something newer came.
        waiting ??= { value };
        tell({ state: "failed" });
        failures += 1;
        if (failures <= MOST_RETRIES) later(3 * pause);
        return false;
      }
      failures = 0;
    }
    tell({ state: "saved", at: Date.now() });
    return true;
  };
  const flush = async (): Promise<boolean> => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (running !== null) await running;
    if (waiting === null) return true;
    running = drain().finally(() => {
      running = null;
    });
    return running;
  };
  return {
    change: (value) => {
      waiting = { value };
      tell({ state: "waiting" });
      // From the first unsaved change: who types without a pause is saved all the same.
      if (timer === null || failures > 0) later(pause);
      failures = 0;
    },
    flush,
  };
}
