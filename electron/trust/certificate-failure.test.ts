import { describe, expect, test } from "vitest";
import { classifyCertificateFailure } from "./certificate-failure";

const coded = (code: unknown, cause?: unknown) => Object.assign(new Error("des mots du serveur", { cause }), { code });

describe("why a handshake was refused", () => {
  test.each([
    ["CERT_HAS_EXPIRED", "expired"],
    ["CERT_NOT_YET_VALID", "not-yet-valid"],
    ["ERR_TLS_CERT_ALTNAME_INVALID", "host-mismatch"],
    ["DEPTH_ZERO_SELF_SIGNED_CERT", "unknown-authority"],
    ["SELF_SIGNED_CERT_IN_CHAIN", "unknown-authority"],
    ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "unknown-authority"],
    ["CERT_SIGNATURE_FAILURE", "unknown-authority"],
    ["PATH_LENGTH_EXCEEDED", "unknown-authority"],
    ["INVALID_PURPOSE", "unknown-authority"],
    ["CERT_REVOKED", "revoked"],
    ["CRL_HAS_EXPIRED", "unchecked-revocation"],
    ["ERR_SSL_DH_KEY_TOO_SMALL", "weak"],
    ["CA_MD_TOO_WEAK", "weak"],
    ["ERR_SSL_NO_SHARED_CIPHER", "no-common-suite"],
    ["ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION", "no-common-suite"],
    ["ERR_SSL_WRONG_VERSION_NUMBER", "not-tls"],
  ])("%s is %s, alone or under what wraps it", (code, failure) => {
    expect(classifyCertificateFailure(coded(code))).toBe(failure);
    expect(classifyCertificateFailure(new Error("fetch failed", { cause: coded("E", coded(code)) }))).toBe(failure);
  });

  test.each([
    "ECONNRESET",
    "ECONNREFUSED",
    "ETIMEDOUT",
    "ENOTFOUND",
    "EPIPE",
    "",
    "constructor",
    "__proto__",
    "toString",
  ])("%j is no refusal of ours: it may pass", (code) => {
    expect(classifyCertificateFailure(coded(code))).toBeUndefined();
  });

  test.each([undefined, null, "CERT_REVOKED", 12, {}, [], { code: 12 }, { code: ["CERT_REVOKED"] }, { cause: null }])(
    "%j is no error at all",
    (thrown) => {
      expect(classifyCertificateFailure(thrown)).toBeUndefined();
    },
  );

  test("an error that is its own cause, or wrapped without end, is left", () => {
    const loop = coded("E");
    loop.cause = loop;
    expect(classifyCertificateFailure(loop)).toBeUndefined();
    let deep: unknown = coded("CERT_REVOKED");
    for (let level = 0; level < 5; level++) deep = coded("E", deep);
    expect(classifyCertificateFailure(deep)).toBeUndefined();
  });
});
