import type { Clock, Pace } from "./ports";

/** How often things happen unless a test says otherwise. */
export const PACE: Pace = {
  firstRetry: 1000,
  // A server that is back is found within 15 s, its chance of a quarter included.
  longestRetry: 11_000,
  refusedRetry: 5 * 60_000,
  poll: 120_000,
  linger: 60_000,
};

/** Delay before the next attempt in ms: doubles from `firstRetry` to `longestRetry`, with up to a quarter of chance either way so that clients do not return all at once. */
export function retryDelay(pace: Pace, attempts: number, clock: Pick<Clock, "random">): number {
  const doubled = Math.min(pace.longestRetry, pace.firstRetry * 2 ** Math.min(attempts, 20));
  return Math.round(doubled * (0.75 + clock.random() / 2));
}

/** The clock of the system. */
export const systemClock: Clock = {
  now: () => new Date(),
  after: (ms, act) => {
    const timer = setTimeout(act, ms);
    return () => clearTimeout(timer);
  },
  random: Math.random,
};
