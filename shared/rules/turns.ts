/** Turns that each key may take: a few at once after a calm, then one at a steady pace. */
export type Turns<Key> = {
  /** Whether it has one left. */
  readonly may: (key: Key) => boolean;
  /** Takes one, to be asked of `may` before. */
  readonly take: (key: Key) => void;
};

/** Gives `most` turns to a key, one of which comes back every `ms` while some are taken; `regained` is called each time. `after` calls once, so many milliseconds later. */
export function turnsOf<Key>(
  { most, ms }: { readonly most: number; readonly ms: number },
  after: (ms: number, act: () => void) => void,
  regained: () => void,
): Turns<Key> {
  const left = new Map<Key, number>();
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
  return {
    may: (key) => (left.get(key) ?? most) > 0,
    take: (key) => {
      const has = left.get(key) ?? most;
      left.set(key, has - 1);
      if (has === most) giveBack(key);
    },
  };
}
