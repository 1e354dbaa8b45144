/** Wall clock and timer; a timer may fire late after sleep, so every decision is taken on `now()`. */
export type Clock = {
  /** Epoch milliseconds. */
  now(): number;
  /** Calls `act` once, about `ms` from now unless stopped. */
  after(ms: number, act: () => void): () => void;
  /** Waits `ms`, or less when the signal aborts; never rejects. */
  wait(ms: number, signal?: AbortSignal): Promise<void>;
};

/** An integer from 0 to `below - 1`, unpredictable. */
export type RandomInteger = (below: number) => number;
