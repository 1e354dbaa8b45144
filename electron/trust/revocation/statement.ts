/** What a certificate's authority says of it. */
export type Verdict = "good" | "revoked" | "unknown";

/** A signed list or answer, its signature and issuer already checked; times are epoch milliseconds. `says` takes a serial in hexadecimal. */
export type Statement = {
  readonly madeAt: number;
  readonly endsAt: number;
  says(serial: string): Verdict;
};

/** A publisher's clock may be ahead of ours by this much. */
export const CLOCK_TOLERANCE_MS = 10 * 60_000;

/** How long a list or an answer still counts past its end when its publisher cannot be reached (mssante-client §1.3). */
export const GRACE_MS = 4 * 3_600_000;

/** The verdict of a statement at `now`: a revocation never lapses, the rest does when the grace is over. */
export function verdictAt(statement: Statement | undefined, serial: string, now: number): Verdict {
  const verdict = statement?.says(serial) ?? "unknown";
  if (verdict === "revoked" || statement === undefined) return verdict;
  return now < statement.endsAt + GRACE_MS ? verdict : "unknown";
}
