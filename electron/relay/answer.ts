import type { PscFailure, PscFailureCode } from "#shared/domain/session";

/** Every word an error answer may carry: the provider's, and the relay's own. */
export type AnswerCode =
  | PscFailureCode
  | "bad-request"
  | "unknown-client"
  | "unknown-session"
  | "not-found"
  | "forbidden"
  | "pending"
  | "rate-limited"
  | "stopping"
  | "internal";

/** What a route answers; `trace` is what is remembered of it beside its status. */
export type Answer = {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly trace?: {
    readonly code?: string;
    readonly person?: string | undefined;
    readonly session?: string;
    readonly detail?: string;
  };
};

/** What a contract error repeats of the request, so that the caller knows which one is meant. */
export type Metadata = { readonly nationalId?: string; readonly clientId?: string };

const STATUS: Readonly<Record<AnswerCode, number>> = {
  refused: 403,
  expired: 403,
  "unknown-person": 404,
  "unknown-client": 404,
  "not-found": 404,
  "bad-request": 400,
  "unknown-session": 401,
  "session-ended": 401,
  forbidden: 403,
  pending: 409,
  busy: 429,
  "rate-limited": 429,
  unavailable: 503,
  cancelled: 503,
  stopping: 503,
  "ciba-not-enabled": 500,
  config: 500,
  protocol: 500,
  internal: 500,
};

const MESSAGE: Partial<Record<AnswerCode, string>> = {
  "bad-request": "Bad request",
  "unknown-person": "User National ID or Software Client ID Not Found",
  "unknown-client": "User National ID or Software Client ID Not Found",
  "unknown-session": "Session ID not found",
  "session-ended": "Session ID not found",
  refused: "The person refused",
  expired: "The person did not answer in time",
  pending: "A request for this person already waits",
  "rate-limited": "Too many requests",
};

/** An error in the contract's shape: `{code, message, metadata}`; the message is ours, never another server's. */
export function errorAnswer(code: AnswerCode, metadata: Metadata = {}, trace: Answer["trace"] = {}): Answer {
  const status = STATUS[code];
  const fallback = status === 503 ? "Service Unavailable" : "Internal Server Error";
  return {
    status,
    body: { code, message: MESSAGE[code] ?? (status >= 500 ? fallback : "Refused"), metadata },
    ...(status === 429 ? { headers: { "retry-after": "60" } } : {}),
    trace: { code, ...trace },
  };
}

/** A provider's failure as an answer; its detail is for the traces alone. */
export function failureAnswer(failure: PscFailure, metadata: Metadata, trace: Answer["trace"] = {}): Answer {
  return errorAnswer(failure.code, metadata, {
    ...trace,
    ...(failure.detail === undefined ? {} : { detail: failure.detail }),
  });
}
