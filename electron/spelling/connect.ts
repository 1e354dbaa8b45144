import { link, type Port, type Remote } from "#shared/contract/link";
import type { Speller } from "./speller";

/** The typed client of a served speller; once its process is gone every call fails with `spelling-gone`. */
export function connectSpelling(port: Port): Remote<Speller> {
  return link<Speller>(port, {}, "spelling-gone");
}
