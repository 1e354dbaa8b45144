import { ClientError, ResponseBodyError, WWWAuthenticateChallengeError } from "openid-client";
import type { PscFailure } from "#shared/domain/session";

/** What was being asked when an error came: the same protocol error means different things. */
export type PscStep = "discovery" | "request" | "poll" | "refresh";

/** A network failure carried through openid-client, which only knows rejections. */
export class ExchangeError extends Error {
  readonly code: string;
  readonly certificate: string | undefined;
  constructor(code: string, certificate: string | undefined) {
    super(code);
    this.name = "ExchangeError";
    this.code = code;
    this.certificate = certificate;
  }
}

/** Maps anything openid-client throws to the closed set (psc-ciba.md §2.4, §6). Pure. */
export function classify(error: unknown, step: PscStep): PscFailure {
  const exchange = exchangeErrorIn(error);
  if (exchange !== undefined) return fromExchange(exchange);
  if (error instanceof ResponseBodyError)
    return fromBody(error.error, error.error_description ?? "", error.status, step);
  if (error instanceof WWWAuthenticateChallengeError) return { code: "config", detail: "client-rejected" };
  if (error instanceof ClientError) return fromClient(error);
  return { code: "protocol", detail: "unexpected" };
}

/** True when the same question may simply be asked again: the network or the server stumbled, and said nothing about the request. */
export function isGlitch(failure: PscFailure): boolean {
  return failure.code === "unavailable";
}

function fromExchange(error: ExchangeError): PscFailure {
  if (error.code === "aborted") return { code: "cancelled" };
  if (error.code === "untrusted") return { code: "config", detail: `certificate-${error.certificate ?? "unknown"}` };
  if (error.code === "refused-host" || error.code === "private-address" || error.code === "not-https")
    return { code: "config", detail: error.code };
  return { code: "unavailable", detail: error.code };
}

function fromBody(error: string, description: string, status: number, step: PscStep): PscFailure {
  if (status >= 500 || error === "temporarily_unavailable" || error === "server_error")
    return { code: "unavailable", detail: "server" };
  switch (error) {
    case "access_denied":
      return { code: "refused" };
    case "expired_token":
      return { code: "expired" };
    case "unknown_user_id":
      return { code: "unknown-person" };
    case "invalid_request":
      return fromInvalidRequest(description);
    case "invalid_grant":
      return fromInvalidGrant(description, step);
    case "unauthorized_client":
    case "unsupported_grant_type":
      return { code: "ciba-not-enabled" };
    case "invalid_client":
      return { code: "config", detail: "client-rejected" };
    case "invalid_scope":
      return { code: "config", detail: "scope" };
    default:
      return { code: "protocol", detail: "unexpected-error" };
  }
}

function fromInvalidRequest(description: string): PscFailure {
  // Keycloak says this instead of `unknown_user_id`.
  if (/invalid user/iu.test(description)) return { code: "unknown-person" };
  if (/ciba is not allowed/iu.test(description)) return { code: "ciba-not-enabled" };
  return { code: "protocol", detail: "invalid-request" };
}

function fromInvalidGrant(description: string, step: PscStep): PscFailure {
  if (/not allowed oidc ciba/iu.test(description)) return { code: "ciba-not-enabled" };
  if (step === "refresh") return { code: "session-ended" };
  // While polling, the request is no longer known: it was kept a little after its end, then forgotten.
  return step === "poll" ? { code: "expired" } : { code: "protocol", detail: "invalid-grant" };
}

function fromClient(error: ClientError): PscFailure {
  // A bare 5xx, or a proxy's page, arrives as an answer that does not conform.
  if (error.code === "OAUTH_RESPONSE_IS_NOT_CONFORM" || error.code === "OAUTH_RESPONSE_IS_NOT_JSON")
    return { code: "unavailable", detail: "server" };
  if (error.code === "OAUTH_TIMEOUT") return { code: "unavailable", detail: "timeout" };
  return { code: "protocol", detail: "invalid-response" };
}

function exchangeErrorIn(error: unknown, depth = 0): ExchangeError | undefined {
  if (error instanceof ExchangeError) return error;
  if (!(error instanceof Error) || depth > 4) return undefined;
  return exchangeErrorIn(error.cause, depth + 1);
}
