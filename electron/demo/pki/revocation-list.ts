import { X509Certificate } from "node:crypto";
import { type KeyPair, SIGNING } from "./keys";
import { loadX509 } from "./x509-library";

/** Signs a CRL (RFC 5280 §5) in DER that lists the serials of `revokedPems`, valid from `now` to `until`. */
export async function signRevocationList(request: {
  readonly issuer: string;
  readonly signer: KeyPair;
  readonly revokedPems: readonly string[];
  readonly now: Date;
  readonly until: Date;
}): Promise<Uint8Array> {
  const x509 = await loadX509();
  const list = await x509.X509CrlGenerator.create({
    issuer: request.issuer,
    thisUpdate: request.now,
    nextUpdate: request.until,
    signingAlgorithm: SIGNING,
    signingKey: request.signer.keys.privateKey,
    entries: request.revokedPems.map((pem) => ({
      serialNumber: new X509Certificate(pem).serialNumber.toLowerCase(),
      revocationDate: request.now,
      reason: x509.X509CrlReason.keyCompromise,
    })),
  });
  return new Uint8Array(list.rawData);
}
