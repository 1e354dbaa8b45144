import type { Measured, Pair } from "./figure";

/** One side's turn: gives its own figure, in the unit of the comparison. `turn` is 0 for the warm-up. */
export type Side = (turn: number) => Promise<number> | number;

/** A B A B…: a warm-up that is forgotten, then `pairs` turns of both sides, so that what slows the machine slows both. */
export async function alternate(
  pairs: number,
  ours: Side,
  theirs: Side,
  { warmUp = true }: { readonly warmUp?: boolean } = {},
): Promise<readonly Pair[]> {
  const kept: Pair[] = [];
  for (let turn = warmUp ? 0 : 1; turn <= pairs; turn += 1) {
    const pair = { value: await ours(turn), against: await theirs(turn) };
    if (turn > 0) kept.push(pair);
  }
  return kept;
}

/** Milliseconds that `act` takes. */
export async function timed(act: () => unknown): Promise<number> {
  const since = performance.now();
  await act();
  return performance.now() - since;
}

/** Medians of both sides and of the ratios of each pair, with the lowest and highest ratio, and by how much ours is over. */
export function summary(pairs: readonly Pair[]): Measured {
  const ratios = pairs.map(({ value, against }) => value / against);
  const over = pairs.map(({ value, against }) => value - against);
  return {
    value: quantile(
      pairs.map(({ value }) => value),
      0.5,
    ),
    against: quantile(
      pairs.map(({ against }) => against),
      0.5,
    ),
    ratio: quantile(ratios, 0.5),
    lowest: Math.min(...ratios),
    highest: Math.max(...ratios),
    over: quantile(over, 0.5),
    mostOver: quantile(over, 0.95),
    n: pairs.length,
  };
}

/** The value below which a share of the values lies, between the two nearest; NaN of nothing. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const low = sorted[Math.floor(at)] ?? Number.NaN;
  const high = sorted[Math.ceil(at)] ?? Number.NaN;
  return low + (high - low) * (at - Math.floor(at));
}
