import { lookup } from "node:dns/promises";
import type { Lookup } from "./ports";

/** The system's own resolver (hosts file, DNS), all addresses in its order. */
export const systemLookup: Lookup = async (host) =>
  (await lookup(host, { all: true, verbatim: true })).map((found) => found.address);
