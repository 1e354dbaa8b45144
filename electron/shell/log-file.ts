import { appendFileSync, renameSync, statSync } from "node:fs";

/** A log of so many bytes is put aside, and the one before it forgotten. */
const MOST_BYTES = 1_000_000;

/** Opens the technical log at a path: one line at a time, at most two files of 1 MB, readable by this account only. Never throws: a full disk must not stop the mail. */
export function openLogFile(path: string): (line: string) => void {
  return (line) => {
    try {
      if (sizeOf(path) > MOST_BYTES) renameSync(path, `${path}.1`);
      appendFileSync(path, `${line}\n`, { mode: 0o600 });
      if (process.env["PLI_VERBOSE"] !== undefined) process.stderr.write(`${line}\n`);
    } catch {
      // Nowhere to write it.
    }
  };
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
