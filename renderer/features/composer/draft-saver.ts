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

/** Saves the last value given, `pause` milliseconds after it, never two at a time, never an older one after a newer one. */
export function draftSaver<Value>(
  save: (value: Value) => Promise<boolean>,
  pause: number,
  tell: (state: SaveState) => void,
): DraftSaver<Value> {
  let waiting: { readonly value: Value } | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let running: Promise<boolean> | null = null;

  const drain = async (): Promise<boolean> => {
    while (waiting !== null) {
      const { value } = waiting;
      waiting = null;
      tell({ state: "saving" });
      if (!(await save(value))) {
        // What could not be saved is still to save, unless something newer came.
        waiting ??= { value };
        tell({ state: "failed" });
        return false;
      }
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
      if (timer !== null) clearTimeout(timer);
      timer = setTimeout(() => void flush(), pause);
    },
    flush,
  };
}
