/** Turns that each key may take: a few at once after a calm, then one at a steady pace. A key that has none left waits for its next one. */
export type Turns<Key> = {
  /** Whether it has one left. */
  readonly may: (key: Key) => boolean;
  /** From now on these wait for a turn, if they did not already. */
  readonly wait: (keys: Iterable<Key>) => void;
  /** Those that waited and have a turn left: each takes it, and waits no more. What is not `wanted` yet goes on waiting. */
  readonly next: (wanted?: (key: Key) => boolean) => readonly Key[];
};

/** Gives `most` turns to a key, one of which comes back every `ms` while some are taken; `regained` is called each time. `after` calls once, so many milliseconds later. */
export function turnsOf<Key>(
  { most, ms }: { readonly most: number; readonly ms: number },
  after: (ms: number, act: () => void) => void,
  regained: () => void,
): Turns<Key> {
  const left = new Map<Key, number>();
  const waiting = new Set<Key>();
  const giveBack = (key: Key): void =>
    after(ms, () => {
      const has = (left.get(key) ?? most) + 1;
      if (has >= most) left.delete(key);
      else {
        left.set(key, has);
        giveBack(key);
      }
      regained();
    });
  const may = (key: Key): boolean => (left.get(key) ?? most) > 0;
  const take = (key: Key): void => {
    const has = left.get(key) ?? most;
    left.set(key, has - 1);
    if (has === most) giveBack(key);
  };
  return {
    may,
    wait: (keys) => {
      for (const key of keys) waiting.add(key);
    },
    next: (wanted = () => true) => {
      const taken = [...waiting].filter((key) => may(key) && wanted(key));
      for (const key of taken) {
        waiting.delete(key);
        take(key);
      }
      return taken;
    },
  };
}
