import type { Clock } from "../ports";

/** The gateway counts 17 calls per second for one application key. */
export const CALLS_PER_SECOND = 17;

/** Lets at most `perSecond` calls start in any second; the others wait their turn, in order. Never rejects. */
export function createLimiter(clock: Clock, perSecond = CALLS_PER_SECOND): (signal: AbortSignal) => Promise<void> {
  const starts: number[] = [];
  return async (signal) => {
    const oldest = starts.length < perSecond ? undefined : starts[starts.length - perSecond];
    const start = Math.max(clock.now(), oldest === undefined ? 0 : oldest + 1000);
    starts.push(start);
    if (starts.length > perSecond) starts.shift();
    if (start > clock.now()) await clock.wait(start - clock.now(), signal);
  };
}
