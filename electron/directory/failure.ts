/** Why a source gave nothing, or not all: the closed set that the catalogue words. */
export type DirectoryFailure =
  /** No connection, or it was lost. */
  | "unreachable"
  /** No answer in time. */
  | "timeout"
  /** The certificate is not signed by the environment's authorities, or names another host. */
  | "untrusted"
  /** Its authority revoked the server's certificate. */
  | "revoked"
  /** The server refused the request. */
  | "refused"
  /** The FHIR key is missing or refused. */
  | "key"
  /** Asked to wait: too many calls, or the server is overloaded. */
  | "busy"
  /** The answer could not be read, or passed its bounds. */
  | "unreadable"
  /** The attribute map names something this directory does not have: "nobody" would be false. */
  | "attribute-map"
  /** Nothing precise enough to send: 3 characters at least. */
  | "too-short"
  /** A newer question took its place. */
  | "cancelled";

/** An expected failure of a source, thrown inside the domain and turned into a value at its door. */
export class DirectoryError extends Error {
  readonly code: DirectoryFailure;
  constructor(code: DirectoryFailure, cause?: unknown) {
    super(code, { cause });
    this.name = "DirectoryError";
    this.code = code;
  }
}

/** The code of anything thrown by a source; what nobody expected is `unreadable`. */
export const failureOf = (error: unknown): DirectoryFailure =>
  error instanceof DirectoryError ? error.code : "unreadable";
