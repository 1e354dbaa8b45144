import type { Clock } from "../ports";

/** The gateway counts 17 calls per second for one application key. */
export const CALLS_PER_SECOND = 17;

/** Lets at most `perSecond` calls start in any second; the others wait their turn, in order. A call given up while waiting leaves its turn. Never rejects. */
export function createLimiter(clock: Clock, perSecond = CALLS_PER_SECOND): (signal: AbortSignal) => Promise<void> {
  const starts: number[] = [];
  return async (signal) => {
    while (starts.length > perSecond && (starts[0] ?? 0) < clock.now() - 1000) starts.shift();
    const before = starts[starts.length - perSecond];
    const start = before === undefined ? clock.now() : Math.max(clock.now(), before + 1000);
    starts.push(start);
    if (start > clock.now()) await clock.wait(start - clock.now(), signal);
    if (signal.aborted) starts.splice(starts.indexOf(start), 1);
  };
}
