import { X509Certificate } from "node:crypto";
import type { ClientRequestArgs } from "node:http";
import { connect, type ConnectionOptions, type DetailedPeerCertificate, type TLSSocket } from "node:tls";
import type { CertificateFailure } from "./certificate-failure";
import type { RevocationCheck } from "./ports";

/** How to ask: `mustKnow` refuses a chain (leaf first, DER) that could not be checked. */
export type PeerConfirmation = {
  readonly revocation: RevocationCheck;
  readonly mustKnow: (chain: readonly Uint8Array[]) => boolean;
};

/**
 * The last questions before anything secret is said on a TLS connection whose chain and name were already accepted: is a key of it too short
 * (the runtime's own limit is lower than ours), is it revoked? Undefined when all is well. Where `mustKnow` says no it lets an unchecked chain through (bounded grace is the caller's).
 */
export async function confirmPeer(
  socket: TLSSocket,
  options: PeerConfirmation,
): Promise<CertificateFailure | undefined> {
  // A socket that was not verified (or whose verification was switched off) is never confirmed.
  if (!socket.authorized) return "unknown-authority";
  const chain = chainOf(socket.getPeerCertificate(true));
  if (chain.some(isWeak)) return "weak";
  // A check that breaks has checked nothing; it never lets a connection through by itself.
  const verdict = await options.revocation(chain).catch(() => "unknown" as const);
  if (verdict === "revoked") return "revoked";
  return verdict === "unknown" && options.mustKnow(chain) ? "unchecked-revocation" : undefined;
}

/**
 * The same question for an HTTPS request, as its `createConnection` (leave `agent` out): the request is written only once the peer is confirmed,
 * otherwise it fails with an error that `classifyCertificateFailure` names.
 */
export function confirmingConnection(options: PeerConfirmation) {
  return (request: ClientRequestArgs, done: (error: Error | null, socket: TLSSocket) => void): undefined => {
    // The path of a request is not the path of a local socket, which is what `connect` would take it for.
    const socket = connect({ ...request, path: undefined } as ConnectionOptions);
    const fail = (error: Error) => done(error, socket);
    socket.once("error", fail).once("secureConnect", () => {
      confirmPeer(socket, options).then((failure) => {
        socket.off("error", fail);
        if (failure === undefined) return done(null, socket);
        socket.destroy();
        return done(refusalOf(failure), socket);
      }, fail);
    });
  };
}

/** A failure as the error that Node itself would have given, so that `classifyCertificateFailure` names it. */
export function refusalOf(failure: CertificateFailure): Error {
  return Object.assign(new Error(failure), { code: CODES[failure] ?? "CERT_UNTRUSTED", tlsFailed: true });
}

/** RSA under 2048 bits, an elliptic curve that is not one of the policy's, any other kind of key, or what cannot be read. */
function isWeak(der: Uint8Array): boolean {
  try {
    const { asymmetricKeyType: kind, asymmetricKeyDetails: key } = new X509Certificate(der).publicKey;
    if (kind === "rsa" || kind === "rsa-pss") return (key?.modulusLength ?? 0) < 2048;
    return kind !== "ec" || !STRONG_CURVES.has(key?.namedCurve ?? "");
  } catch {
    return true;
  }
}

const STRONG_CURVES = new Set(["prime256v1", "secp384r1", "secp521r1"]);

/** In the words of Node's own refusals, so that there is one way to name them. */
const CODES: Readonly<Partial<Record<CertificateFailure, string>>> = {
  revoked: "CERT_REVOKED",
  "unchecked-revocation": "UNABLE_TO_GET_CRL",
  weak: "EE_KEY_TOO_SMALL",
};

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
