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
    | { readonly kind: "server"; readonly hostNames: readonly string[] }
    | { readonly kind: "client" }
    | { readonly kind: "ocsp-responder" };
  readonly publishedAt?: PublishedAt | undefined;
};

/** Where the issuer of a certificate says whether it was revoked; an absent address is not written in the certificate. */
export type PublishedAt = { readonly listUrl?: string | undefined; readonly ocspUrl?: string | undefined };

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
      ...(await publicationExtensions(request.publishedAt ?? {})),
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
  if (purpose.kind === "ocsp-responder") {
    return [new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.ocspSigning])];
  }
  if (purpose.kind === "client") {
    return [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(usage.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.clientAuth]),
    ];
  }
  const names = purpose.hostNames.map((value) => ({ type: "dns" as const, value }));
  return [
    new x509.BasicConstraintsExtension(false, undefined, true),
    new x509.KeyUsagesExtension(usage.digitalSignature | usage.keyEncipherment, true),
    new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
    new x509.SubjectAlternativeNameExtension(names),
  ];
}

async function publicationExtensions({ listUrl, ocspUrl }: PublishedAt) {
  const x509 = await loadX509();
  return [
    ...(listUrl === undefined ? [] : [new x509.CRLDistributionPointsExtension([listUrl])]),
    ...(ocspUrl === undefined ? [] : [new x509.AuthorityInfoAccessExtension({ ocsp: ocspUrl })]),
  ];
}

/** 16 random bytes whose first bit is 0 and first byte is not: always a positive, minimal DER integer (RFC 5280 §4.1.2.2). */
function positiveSerial(): string {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return bytes.toString("hex");
}
