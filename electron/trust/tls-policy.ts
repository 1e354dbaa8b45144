import type { ConnectionOptions } from "node:tls";

/** The six suites of CONF.03 (ECO.1.1.3). A runtime skips the names it does not have; never filter by `getCiphers()`, which omits some that work. */
export const API_LPS_SUITES = [
  "ECDHE-RSA-AES256-GCM-SHA384",
  "ECDHE-RSA-AES128-GCM-SHA256",
  "ECDHE-RSA-AES256-SHA384",
  "ECDHE-RSA-AES128-SHA256",
  "DHE-RSA-AES256-GCM-SHA384",
  "DHE-RSA-AES128-GCM-SHA256",
].join(":");

/** Curves of 256 bits and more; x25519 (253 bits) is left out because the requirement says at least 256. */
const CURVES = "P-256:P-384:P-521";

/** Options for every `tls.connect` (or STARTTLS upgrade) to an API LPS. */
export type TlsPolicy = Required<
  Pick<ConnectionOptions, "ciphers" | "ecdhCurve" | "minDHSize" | "minVersion" | "maxVersion" | "rejectUnauthorized">
> & { readonly ca: string[] };

/**
 * The API LPS policy (CONF.01, .03, .27): TLS 1.2 exactly unless `maxVersion` says otherwise, six suites, DH ≥ 2048, EC ≥ 256,
 * only the given anchors (PEM). With no anchor nothing is trusted: the system's store is never used.
 */
export function tlsPolicy(options: {
  readonly ca: readonly string[];
  readonly maxVersion?: "TLSv1.2" | "TLSv1.3";
}): TlsPolicy {
  return {
    // An empty list means "trust nothing" to Node; leaving `ca` out would mean its own store.
    ca: usableAnchors(options.ca),
    ciphers: API_LPS_SUITES,
    ecdhCurve: CURVES,
    minDHSize: 2048,
    minVersion: "TLSv1.2",
    maxVersion: options.maxVersion ?? "TLSv1.2",
    rejectUnauthorized: true,
  };
}

function usableAnchors(ca: readonly string[]): string[] {
  return ca.filter((pem) => pem.includes("-----BEGIN CERTIFICATE-----"));
}
