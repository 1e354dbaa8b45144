import { link, type Port } from "#shared/contract/link";
import { readClientIdentity } from "./client-identity";

/** What the one-shot process that opens an imported PKCS#12 file does; it ends with its answer, or is ended. */
export type IdentityService = {
  /** Answers at once: the process is there. */
  readonly ready: () => boolean;
  readonly read: typeof readClientIdentity;
};

/** Serves it: how long a file takes to open is written in the file, by whoever made it (RFC 7292 §4, up to 2^31 iterations). */
export function serveIdentity(port: Port): void {
  link(port, { ready: () => true, read: readClientIdentity } satisfies IdentityService, "main-gone");
}
