import { createHash } from "node:crypto";
import type { ArchiveEntry } from "../zip/read-archive";

/** Digests of a file, hexadecimal in lower case. */
export type Digests = { readonly sha1: string; readonly sha256: string };

const known = new WeakMap<ArchiveEntry, Digests>();

/** Digests of an entry, computed once: a METADATA may list the same large file two hundred times. */
export function digestsOf(entry: ArchiveEntry): Digests {
  let digests = known.get(entry);
  if (!digests) {
    digests = { sha1: hex("sha1", entry.bytes), sha256: hex("sha256", entry.bytes) };
    known.set(entry, digests);
  }
  return digests;
}

function hex(algorithm: "sha1" | "sha256", bytes: Uint8Array): string {
  return createHash(algorithm).update(bytes).digest("hex");
}
