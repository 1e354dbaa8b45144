import { link, type Port } from "#shared/contract/link";
import { openDictionary } from "./dictionaries";
import { createSpeller, type Speller } from "./speller";

/** Serves a speller over the dictionaries that ship, on a port. */
export function serveSpelling(port: Port, onUnexpected: (error: unknown) => void): void {
  link<Record<string, never>>(port, createSpeller(openDictionary) satisfies Speller, "spelling-gone", onUnexpected);
}
