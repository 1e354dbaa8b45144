import { ResultCodeError } from "ldapts";
import { DirectoryError } from "../failure";

/** Any error of a look-up as a failure of the closed set; the server's words go no further. */
export function ldapFailure(error: unknown): DirectoryError {
  if (error instanceof DirectoryError) return error;
  if (error instanceof ResultCodeError) return new DirectoryError(BUSY.has(error.code) ? "busy" : "refused", error);
  if (!(error instanceof Error)) return new DirectoryError("unreadable", error);
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  if (code === "CERT_REVOKED") return new DirectoryError("revoked", error);
  if (/CERT|SELF_SIGNED|VERIFY|ISSUER|SSL|TLS/u.test(code)) return new DirectoryError("untrusted", error);
  if (/timed out|Connection timeout/u.test(error.message) || code === "ETIMEDOUT")
    return new DirectoryError("timeout", error);
  return new DirectoryError("unreachable", error);
}

/** 51 busy, 52 unavailable (RFC 4511 appendix A). */
const BUSY: ReadonlySet<number> = new Set([51, 52]);
