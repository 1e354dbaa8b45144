import { createHash } from "node:crypto";
import type { TraceEvent, TraceLine } from "#shared/domain/trace-event";

/** SHA-256 (hex) that binds a line to the one before it: any change, removal or reordering breaks every later line. */
export function chainHash(previous: string, seq: number, at: string, event: TraceEvent): string {
  return createHash("sha256")
    .update(canonical([previous, seq, at, event]))
    .digest("hex");
}

/** First line that does not follow from the one before, or null. `start` is the anchor of the chain. */
export function firstBreak(
  start: { readonly seq: number; readonly hash: string },
  lines: Iterable<TraceLine>,
): { readonly brokenAt: number | null; readonly end: { readonly seq: number; readonly hash: string } } {
  let end = start;
  for (const line of lines) {
    const { seq, at, hash, ...event } = line;
    if (seq !== end.seq + 1 || hash !== chainHash(end.hash, seq, at, event)) return { brokenAt: end.seq + 1, end };
    end = { seq, hash };
  }
  return { brokenAt: null, end };
}

/** JSON with sorted keys and no undefined: the same event always gives the same bytes. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${canonical(field)}`).join(",")}}`;
}
