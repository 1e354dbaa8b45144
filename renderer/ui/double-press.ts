/** The longest that systems let pass between the two presses of a double click, in ms. */
const LONGEST_MS = 1_000;

/** Tells a double click of one row from one that fell on two, because the list changed under the pointer. Hours in ms, by one clock. */
export type DoublePress = {
  /** A press; `count` is how many came in the same place, as the browser counts them. */
  readonly pressed: (key: string, count: number, at: number) => void;
  /** Whether the double click that the browser tells on this row began on it. */
  readonly isOf: (key: string, at: number) => boolean;
};

/** Nothing was pressed yet. */
export function createDoublePress(): DoublePress {
  let first: { readonly key: string; readonly at: number } | null = null;
  return {
    pressed: (key, count, at) => {
      if (count === 1) first = { key, at };
    },
    isOf: (key, at) => first?.key === key && at - first.at < LONGEST_MS,
  };
}
