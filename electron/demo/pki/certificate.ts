import { randomBytes, type webcrypto } from "node:crypto";
import { SIGNING } from "./keys";
import { loadX509 } from "./x509-library";

/** What one certificate of the demonstration says; `signer` signs with the key of the certificate named `issuer`. */
export type CertificateRequest = {
  readonly subject: string;
  readonly issuer: string;
  readonly publicKey: webcrypto.CryptoKey;
  readonly signer: webcrypto.CryptoKeyPair;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly purpose:
    | { readonly kind: "authority"; readonly pathLength: number }
    | { readonly kind: "server"; readonly hostNames: readonly string[]; readonly revocationListUrl?: string };
};

/** Signs one certificate (RFC 5280 profile) and returns its PEM. */
export async function signCertificate(request: CertificateRequest): Promise<string> {
  const x509 = await loadX509();
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: positiveSerial(),
    subject: request.subject,
    issuer: request.issuer,
    notBefore: request.notBefore,
    notAfter: request.notAfter,
    signingAlgorithm: SIGNING,
    publicKey: request.publicKey,
    signingKey: request.signer.privateKey,
    extensions: [
      await x509.SubjectKeyIdentifierExtension.create(request.publicKey),
      await x509.AuthorityKeyIdentifierExtension.create(request.signer.publicKey),
      ...(await purposeExtensions(request.purpose)),
    ],
  });
  return `${certificate.toString("pem").trim()}\n`;
}

async function purposeExtensions(purpose: CertificateRequest["purpose"]) {
  const x509 = await loadX509();
  const usage = x509.KeyUsageFlags;
  if (purpose.kind === "authority") {
    return [
      new x509.BasicConstraintsExtension(true, purpose.pathLength, true),
      new x509.KeyUsagesExtension(usage.keyCertSign | usage.cRLSign, true),
    ];
  }
  const names = purpose.hostNames.map((value) => ({ type: "dns" as const, value }));
  const revocation =
    purpose.revocationListUrl === undefined
      ? []
      : [new x509.CRLDistributionPointsExtension([purpose.revocationListUrl])];
  return [
    new x509.BasicConstraintsExtension(false, undefined, true),
    new x509.KeyUsagesExtension(usage.digitalSignature | usage.keyEncipherment, true),
    new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
    new x509.SubjectAlternativeNameExtension(names),
    ...revocation,
  ];
}

/** 16 random bytes whose first bit is 0 and first byte is not: always a positive, minimal DER integer (RFC 5280 §4.1.2.2). */
function positiveSerial(): string {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return bytes.toString("hex");
}
