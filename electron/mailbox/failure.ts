import { PliError } from "#shared/domain/failure";
import type { ConnectionState } from "#shared/domain/mailbox";

/** Why a mailbox is not connected: what the state shows, the code that the journal keeps, and the step of the connection test that failed. */
export type ConnectionFailure = {
  readonly reason: Extract<ConnectionState, { state: "offline" }>["reason"];
  readonly code: string;
  readonly step: "dns" | "tcp" | "starttls" | "certificate" | "imap";
};

/** Codes of our own refusals, thrown as `PliError` while connecting. */
const OWN: Readonly<Record<string, ConnectionFailure>> = {
  "signed-out": { reason: "signed-out", code: "signed-out", step: "imap" },
  "psc-unavailable": { reason: "network", code: "psc-unavailable", step: "imap" },
  unresolved: { reason: "network", code: "unresolved", step: "dns" },
  "refused-host": { reason: "refused", code: "refused-host", step: "dns" },
  "private-address": { reason: "refused", code: "private-address", step: "dns" },
  preauth: { reason: "refused", code: "preauth", step: "imap" },
  "no-starttls": { reason: "tls", code: "no-starttls", step: "starttls" },
  "no-xoauth2": { reason: "refused", code: "no-xoauth2", step: "imap" },
  "no-password": { reason: "refused", code: "no-password", step: "imap" },
  // Only the person has another code: nothing is tried before she gives it.
  "code-needed": { reason: "signed-out", code: "code-needed", step: "imap" },
  "code-refused": { reason: "signed-out", code: "code-refused", step: "imap" },
  "link-needed": { reason: "signed-out", code: "link-needed", step: "imap" },
  "link-unavailable": { reason: "network", code: "link-unavailable", step: "imap" },
  "no-external": { reason: "refused", code: "no-external", step: "imap" },
  "no-certificate": { reason: "refused", code: "no-certificate", step: "imap" },
  "certificate-refused": { reason: "refused", code: "certificate-refused", step: "imap" },
  offline: { reason: "network", code: "network", step: "tcp" },
  filtered: { reason: "network", code: "filtered", step: "tcp" },
  "closed-port": { reason: "network", code: "closed-port", step: "tcp" },
  silent: { reason: "network", code: "silent", step: "tcp" },
  // What was brought could not be kept here: the server has nothing to do with it.
  "disk-full": { reason: "disk", code: "disk-full", step: "imap" },
  "disk-error": { reason: "disk", code: "disk-error", step: "imap" },
  "read-only": { reason: "disk", code: "read-only", step: "imap" },
};

const NETWORK = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENETDOWN",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EPIPE",
  "ETIMEDOUT",
  "ETIMEOUT",
  "CONNECT_TIMEOUT",
  "NoConnection",
]);

/**
 * What ended or prevented an IMAP session, decided by the server's response code and never by `authenticationFailed` alone, which
 * imapflow also sets when the provider is out of order (RFC 5530 §3). `certificateFailure` names what a refused handshake means.
 */
export function failureOf(
  error: unknown,
  certificateFailure: (error: unknown) => string | undefined = () => undefined,
): ConnectionFailure {
  const own = error instanceof PliError ? OWN[error.code] : undefined;
  if (own !== undefined) return own;
  const shape = shapeOf(error);
  if (shape.tlsFailed || shape.code === "STARTTLS_INJECTION") return tlsFailure(shape, certificateFailure(error));
  if (shape.serverResponseCode !== "") return answered(shape.serverResponseCode);
  // Some servers refuse a token with the challenge only (RFC 7628 §3.2.2), without a response code.
  if (shape.authenticationFailed) return shape.challenged ? TOKEN_REFUSED : server("authentication-unavailable");
  if (NETWORK.has(shape.code)) return { reason: "network", code: "network", step: "tcp" };
  if (shape.code === "GREETING_TIMEOUT") return { reason: "network", code: "silent", step: "tcp" };
  if (shape.code.startsWith("ClosedAfterConnect")) return server("closed-by-server");
  return server(error instanceof PliError ? error.code : "unexpected");
}

const TOKEN_REFUSED: ConnectionFailure = { reason: "refused", code: "token-refused", step: "imap" };
const server = (code: string): ConnectionFailure => ({ reason: "server", code, step: "imap" });

function answered(responseCode: string): ConnectionFailure {
  switch (responseCode) {
    case "AUTHENTICATIONFAILED":
    case "AUTHORIZATIONFAILED":
    case "EXPIRED":
      return TOKEN_REFUSED;
    case "LIMIT":
      return server("limit");
    case "UNAVAILABLE":
    case "INUSE":
    case "SERVERBUG":
      return server("unavailable");
    default:
      return server("refused-command");
  }
}

function tlsFailure(shape: Shape, named: string | undefined): ConnectionFailure {
  if (shape.code === "STARTTLS_INJECTION") return { reason: "tls", code: "injected", step: "starttls" };
  if (/does not support STARTTLS/iu.test(shape.message))
    return { reason: "tls", code: "no-starttls", step: "starttls" };
  return { reason: "tls", code: named ?? "handshake", step: "certificate" };
}

/** The answer of a server to a command it refused, as the code of a `PliError`; `offline` when there was no answer. */
export function refusalOf(error: unknown): PliError {
  if (error instanceof PliError && !Object.hasOwn(OWN, error.code)) return error;
  const failure = failureOf(error);
  if (failure.reason === "signed-out") return new PliError("signed-out", { cause: error });
  const { serverResponseCode, responseStatus } = shapeOf(error);
  const named = REFUSED[serverResponseCode];
  if (named !== undefined) return new PliError(named, { cause: error });
  const refused = (responseStatus === "NO" || responseStatus === "BAD") && failure.code !== "token-refused";
  if (refused && failure.code !== "unavailable" && failure.code !== "limit")
    return new PliError("operation-refused", { cause: error });
  return new PliError("offline", { retry: true, cause: error });
}

const REFUSED: Readonly<Record<string, string>> = {
  OVERQUOTA: "quota",
  TOOBIG: "too-big",
  APPENDLIMIT: "too-big",
  NONEXISTENT: "folder-gone",
  TRYCREATE: "folder-gone",
  NOPERM: "no-permission",
  "READ-ONLY": "no-permission",
};

type Shape = {
  readonly code: string;
  readonly message: string;
  readonly serverResponseCode: string;
  readonly responseStatus: string;
  readonly tlsFailed: boolean;
  readonly authenticationFailed: boolean;
  readonly challenged: boolean;
};

function shapeOf(error: unknown): Shape {
  const fields: Readonly<Record<string, unknown>> =
    typeof error === "object" && error !== null ? (error as Readonly<Record<string, unknown>>) : {};
  const text = (name: string): string => (typeof fields[name] === "string" ? fields[name] : "");
  return {
    code: text("code"),
    message: text("message"),
    serverResponseCode: text("serverResponseCode").toUpperCase(),
    responseStatus: text("responseStatus"),
    tlsFailed: fields["tlsFailed"] === true,
    authenticationFailed: fields["authenticationFailed"] === true,
    challenged: typeof fields["oauthError"] === "object" && fields["oauthError"] !== null,
  };
}
