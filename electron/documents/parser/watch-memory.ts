import type { Timers } from "./timers";

const EVERY_MS = 50;

/** Looks at the size of a process every 50 ms until cancelled, and calls `exceeded` once when it is over the limit. */
export function watchMemory(
  { memory }: { readonly memory: () => Promise<number | undefined> },
  limit: number,
  timers: Timers,
  exceeded: () => void,
): () => void {
  let cancel = (): void => {};
  let watching = true;
  const look = async (): Promise<void> => {
    // A process that cannot be measured is left to its own heap limit.
    const size = await memory().catch(() => undefined);
    if (!watching) return;
    if (size !== undefined && size > limit) exceeded();
    else plan();
  };
  const plan = (): void => {
    cancel = timers.after(EVERY_MS, () => void look());
  };
  plan();
  return () => {
    watching = false;
    cancel();
  };
}
