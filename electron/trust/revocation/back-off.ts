const MINUTE_MS = 60_000;
const SIX_HOURS_MS = 6 * 60 * MINUTE_MS;

/** How a publisher failed: out of reach, answering something else, or asking to be left alone (403, 429). */
export type PublisherFailure = {
  readonly kind: "silent" | "strange" | "refused";
  readonly at: number;
  readonly count: number;
  readonly retryAfterMs?: number;
};

/**
 * When a publisher that failed may be asked again (epoch ms). IGC-Santé answers 403 for long to whoever asks often: it is left alone from 15 minutes
 * up to 6 hours. One that is out of reach is not disturbed by our asking: every 10 seconds at most while nothing usable is kept.
 */
export function mayAskAgainAt(failure: PublisherFailure, holdsUsable: boolean): number {
  const doubled = 2 ** Math.min(failure.count - 1, 10);
  return (
    failure.at + Math.min(SIX_HOURS_MS, Math.max(delay(failure.kind, doubled, holdsUsable), failure.retryAfterMs ?? 0))
  );
}

function delay(kind: PublisherFailure["kind"], doubled: number, holdsUsable: boolean): number {
  switch (kind) {
    case "refused":
      return 15 * MINUTE_MS * doubled;
    case "strange":
      return MINUTE_MS * doubled;
    case "silent":
      return holdsUsable ? Math.min(15 * MINUTE_MS, MINUTE_MS * doubled) : Math.min(10_000, 5_000 * doubled);
  }
}
