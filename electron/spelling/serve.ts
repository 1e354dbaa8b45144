import { link, type Port, type Remote } from "#shared/contract/link";
import { openDictionary } from "./dictionaries";
import { createSpeller, type Speller } from "./speller";

/** Serves a speller over the dictionaries that ship, on a port. */
export function serveSpelling(port: Port, onUnexpected: (error: unknown) => void): void {
  link<Record<string, never>>(port, createSpeller(openDictionary) satisfies Speller, "spelling-gone", onUnexpected);
}

/** The typed client of a served speller; once its process is gone every call fails with `spelling-gone`. */
export function connectSpelling(port: Port): Remote<Speller> {
  return link<Speller>(port, {}, "spelling-gone");
}
