import type { DetailedPeerCertificate, TLSSocket } from "node:tls";
import type { CertificateFailure } from "./certificate-failure";
import type { RevocationCheck } from "./ports";

/**
 * The last question before anything secret is said on a TLS connection whose chain and name were already accepted: is it revoked?
 * Undefined when all is well. `mustKnow: false` lets an unchecked chain through (bounded grace is the caller's).
 */
export async function confirmPeer(
  socket: TLSSocket,
  options: { readonly revocation: RevocationCheck; readonly mustKnow: boolean },
): Promise<CertificateFailure | undefined> {
  // A socket that was not verified (or whose verification was switched off) is never confirmed.
  if (!socket.authorized) return "unknown-authority";
  const verdict = await options.revocation(chainOf(socket.getPeerCertificate(true)));
  if (verdict === "revoked") return "revoked";
  return verdict === "unknown" && options.mustKnow ? "unchecked-revocation" : undefined;
}

/** The certificates of a chain in DER, leaf first; the root, which points at itself, ends it. At most 10. */
export function chainOf(leaf: DetailedPeerCertificate): readonly Uint8Array[] {
  const chain: Uint8Array[] = [];
  let at: DetailedPeerCertificate | undefined = leaf;
  while (at?.raw !== undefined && chain.length < 10) {
    chain.push(new Uint8Array(at.raw));
    const issuer: DetailedPeerCertificate | undefined = at.issuerCertificate;
    at = issuer === at ? undefined : issuer;
  }
  return chain;
}
