/** Why a TLS handshake was refused, in words the catalogue explains. */
export type CertificateFailure =
  | "expired"
  | "not-yet-valid"
  | "host-mismatch"
  | "unknown-authority"
  | "revoked"
  | "unchecked-revocation"
  | "weak"
  | "no-common-suite"
  | "not-tls";

const BY_CODE: Readonly<Record<string, CertificateFailure>> = {
  CERT_HAS_EXPIRED: "expired",
  CRL_HAS_EXPIRED: "unchecked-revocation",
  UNABLE_TO_GET_CRL: "unchecked-revocation",
  CERT_NOT_YET_VALID: "not-yet-valid",
  ERR_TLS_CERT_ALTNAME_INVALID: "host-mismatch",
  HOSTNAME_MISMATCH: "host-mismatch",
  CERT_REVOKED: "revoked",
  UNABLE_TO_GET_ISSUER_CERT: "unknown-authority",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "unknown-authority",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "unknown-authority",
  DEPTH_ZERO_SELF_SIGNED_CERT: "unknown-authority",
  SELF_SIGNED_CERT_IN_CHAIN: "unknown-authority",
  CERT_UNTRUSTED: "unknown-authority",
  CERT_REJECTED: "unknown-authority",
  CERT_SIGNATURE_FAILURE: "unknown-authority",
  CERT_CHAIN_TOO_LONG: "unknown-authority",
  PATH_LENGTH_EXCEEDED: "unknown-authority",
  INVALID_CA: "unknown-authority",
  INVALID_PURPOSE: "unknown-authority",
  ERR_TLS_DH_PARAM_SIZE: "weak",
  ERR_SSL_DH_KEY_TOO_SMALL: "weak",
  ERR_SSL_EE_KEY_TOO_SMALL: "weak",
  ERR_SSL_BAD_DH_P_LENGTH: "weak",
  CA_KEY_TOO_SMALL: "weak",
  EE_KEY_TOO_SMALL: "weak",
  CA_MD_TOO_WEAK: "weak",
  ERR_SSL_NO_CIPHERS_AVAILABLE: "no-common-suite",
  ERR_SSL_NO_SHARED_CIPHER: "no-common-suite",
  ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE: "no-common-suite",
  ERR_SSL_SSL_ALERT_HANDSHAKE_FAILURE: "no-common-suite",
  ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION: "no-common-suite",
  ERR_SSL_TLSV1_ALERT_INSUFFICIENT_SECURITY: "no-common-suite",
  ERR_SSL_UNSUPPORTED_PROTOCOL: "no-common-suite",
  ERR_SSL_WRONG_CIPHER_RETURNED: "no-common-suite",
  ERR_SSL_WRONG_CURVE: "no-common-suite",
  ERR_SSL_WRONG_VERSION_NUMBER: "not-tls",
  ERR_SSL_PACKET_LENGTH_TOO_LONG: "not-tls",
  ERR_SSL_HTTP_REQUEST: "not-tls",
};

/** The failure behind a Node TLS error (its `code`, or that of its causes); undefined when the error is not about TLS. Pure. */
export function classifyCertificateFailure(error: unknown, depth = 0): CertificateFailure | undefined {
  if (typeof error !== "object" || error === null || depth > 4) return undefined;
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  const known = Object.hasOwn(BY_CODE, code) ? BY_CODE[code] : undefined;
  if (known !== undefined) return known;
  return "cause" in error ? classifyCertificateFailure(error.cause, depth + 1) : undefined;
}
