import { X509Certificate } from "node:crypto";
import { rootCertificates } from "node:tls";
import type { Environment } from "#shared/domain/environment";
import type { AnchorView } from "#shared/domain/environment-setup";

/** What a connection is for: each has its own authorities. */
export type Purpose = "api-lps" | "psc" | "autoconfig" | "operator" | "directory" | "updates";

/**
 * The authorities (PEM) a connection may rely on. API LPS: the environment's own anchors and nothing else (CONF.27). PSC: as the environment says.
 * Autoconfiguration, an operator's own identity provider and directory: the anchors, and public authorities where public DNS is allowed, for no source says which signs them. Updates: those that the packager named, else the public ones; what is downloaded is signed besides.
 */
export function authoritiesFor(environment: Environment, purpose: Purpose): readonly string[] {
  switch (purpose) {
    case "api-lps":
      return environment.anchorsPem;
    case "psc":
      return environment.psc.authority === "public" ? rootCertificates : environment.anchorsPem;
    case "updates":
      return environment.anchorsPem.length === 0 ? rootCertificates : environment.anchorsPem;
    case "autoconfig":
    case "operator":
    case "directory":
      return environment.publicDns ? [...environment.anchorsPem, ...rootCertificates] : environment.anchorsPem;
  }
}

/** Why an imported file is not an anchor. */
export type AnchorRefusal = "unreadable" | "not-an-authority" | "fingerprint-mismatch" | "expired" | "too-large";

/**
 * Reads one certificate (PEM or DER, ≤ 64 KB) as an anchor for API LPS. `sha256` is the fingerprint the person copied from the authority
 * (hexadecimal, separators allowed); an anchor is never taken without one.
 */
export function readAnchor(
  file: Uint8Array,
  sha256: string,
  now: Date,
):
  | { readonly ok: true; readonly pem: string; readonly summary: AnchorView }
  | { readonly ok: false; readonly code: AnchorRefusal } {
  if (file.length > 64 * 1024) return { ok: false, code: "too-large" };
  const certificate = parse(file);
  if (certificate === undefined) return { ok: false, code: "unreadable" };
  if (!certificate.ca) return { ok: false, code: "not-an-authority" };
  if (plainHex(certificate.fingerprint256) !== plainHex(sha256)) return { ok: false, code: "fingerprint-mismatch" };
  if (Date.parse(certificate.validTo) <= now.getTime()) return { ok: false, code: "expired" };
  return { ok: true, pem: certificate.toString(), summary: summarise(certificate) };
}

/** A chosen file as it is shown before anyone trusts it; why it cannot become an anchor otherwise, its fingerprint aside. */
export function showAnchor(
  file: Uint8Array,
  now: Date,
): { readonly ok: true; readonly summary: AnchorView } | { readonly ok: false; readonly code: AnchorRefusal } {
  const fingerprint = file.length > 64 * 1024 ? undefined : parse(file)?.fingerprint256;
  return readAnchor(file, fingerprint ?? "", now);
}

/** The anchors of an environment as the settings show them; unreadable ones are left out. */
export function describeAnchors(anchorsPem: readonly string[]): readonly AnchorView[] {
  return anchorsPem.flatMap((pem) => {
    const certificate = parse(Buffer.from(pem, "utf8"));
    return certificate === undefined ? [] : [summarise(certificate)];
  });
}

function summarise(certificate: X509Certificate): AnchorView {
  return {
    subject: certificate.subject.replaceAll("\n", ", "),
    sha256: certificate.fingerprint256,
    validTo: new Date(certificate.validTo).toISOString(),
    selfSigned: certificate.checkIssued(certificate) && certificate.verify(certificate.publicKey),
  };
}

function parse(file: Uint8Array): X509Certificate | undefined {
  try {
    return new X509Certificate(file);
  } catch {
    return undefined;
  }
}

const plainHex = (text: string): string => text.replaceAll(/[^0-9a-f]/giu, "").toLowerCase();
