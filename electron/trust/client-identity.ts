import { Duplex } from "node:stream";
import { createSecureContext, TLSSocket } from "node:tls";

/** A certificate with its key, as the file that was imported (PKCS#12, base64) and what opens it. A secret as a whole. */
export type ClientIdentity = { readonly pfx: string; readonly passphrase: string };

/** What may be shown of it. */
export type IdentitySummary = { readonly subject: string; readonly validTo: string };

/** Why an imported file is not an identity. */
export type IdentityRefusal = "too-large" | "unreadable" | "wrong-passphrase" | "expired";

const MOST_BYTES = 256 * 1024;

/** Reads a PKCS#12 file (RFC 7292, ≤ 256 KB) with its passphrase; what it holds is used as it is, never unpacked. */
export function readClientIdentity(
  file: Uint8Array,
  passphrase: string,
  now: Date,
):
  | { readonly ok: true; readonly identity: ClientIdentity; readonly summary: IdentitySummary }
  | { readonly ok: false; readonly code: IdentityRefusal } {
  if (file.length > MOST_BYTES) return { ok: false, code: "too-large" };
  const identity = { pfx: Buffer.from(file).toString("base64"), passphrase };
  try {
    const summary = describeIdentity(identity);
    if (summary === undefined) return { ok: false, code: "unreadable" };
    return Date.parse(summary.validTo) <= now.getTime()
      ? { ok: false, code: "expired" }
      : { ok: true, identity, summary };
  } catch (error) {
    const isLocked = error instanceof Error && /mac verify|incorrect.?password|bad decrypt/iu.test(error.message);
    return { ok: false, code: isLocked ? "wrong-passphrase" : "unreadable" };
  }
}

/** Whom the certificate names and until when; undefined when the file has none. Throws when the file does not open. */
export function describeIdentity({ pfx, passphrase }: ClientIdentity): IdentitySummary | undefined {
  const secureContext = createSecureContext({ pfx: Buffer.from(pfx, "base64"), passphrase });
  // A socket that goes nowhere: the one documented way to see the certificate that a context would present.
  const socket = new TLSSocket(new Duplex({ read: () => undefined, write: () => undefined }), { secureContext });
  try {
    const certificate = socket.getCertificate();
    if (certificate === null || !("subject" in certificate) || certificate.subject === undefined) return undefined;
    const { CN, O } = certificate.subject;
    return {
      subject: [CN, O].flat().filter(Boolean).join(", "),
      validTo: new Date(certificate.valid_to).toISOString(),
    };
  } finally {
    socket.destroy();
  }
}
