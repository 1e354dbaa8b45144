import { createHash, randomBytes } from "node:crypto";
import type { PscResult } from "./ciba";
import type { PscClient, SignedIn, SignInRequest } from "./client";
import type { PscFailure } from "#shared/domain/session";
import { type IdNat, rppsOf } from "./id-nat";
import type { HttpsAnswer, HttpsRequest } from "../../shared/domain/https-exchange";
import type { Clock, RandomInteger } from "./ports";
import { readFailure, readIdentity, readSessionCookie, readToken } from "./relay-answer";
import type { TokenSet } from "./token-set";

type Context = {
  /** Ends with `/`. */
  readonly base: string;
  readonly clientId: string;
  readonly request: HttpsRequest;
  readonly clock: Clock;
  readonly random: RandomInteger;
};

/** Longer than any request lives at Pro Santé Connect and at the relay. */
const CONNECT_MS = 190_000;
const SHORT_MS = 15_000;
const MAX_BYTES = 64 * 1024;
/** What PSC gives a person to answer; the relay's long request does not tell the real deadline. */
const WAITING_MS = 120_000;

/**
 * Pro Santé Connect through a vendor's relay (psc-ciba.md §2.10): the same three acts as the direct client, so that the session and its token
 * broker do not change. The relay's cookie takes the place of the refresh token: in memory, in the broker alone, and it never leaves for
 * another address than the relay's.
 */
export function createRelayClient(options: {
  readonly url: string;
  readonly clientId: string;
  readonly request: HttpsRequest;
  readonly clock: Clock;
  readonly random: RandomInteger;
}): PscClient {
  const context: Context = { ...options, base: options.url.endsWith("/") ? options.url : `${options.url}/` };
  return {
    signIn: (request) => signIn(context, request),
    refresh: (tokens) => refresh(context, tokens),
    signOut: (tokens) => disconnect(context, cookieHeader(tokens.refreshToken)),
  };
}

async function signIn(context: Context, request: SignInRequest): Promise<PscResult<SignedIn>> {
  if (request.signal.aborted) return CANCELLED;
  const requestId = randomBytes(32).toString("base64url");
  const outcome = await connect(context, request, requestId);
  // Cut or cancelled, the relay may not have noticed: it is told by the request's name, behind the answer.
  const unsure = !outcome.ok && (outcome.failure.code === "cancelled" || outcome.failure.code === "unavailable");
  if (unsure) disconnect(context, { "pli-request-id": requestId }).catch(() => false);
  return outcome;
}

async function connect(context: Context, request: SignInRequest, requestId: string): Promise<PscResult<SignedIn>> {
  const { clock, random, clientId, base } = context;
  const bindingMessage = String(random(100)).padStart(2, "0");
  const startedAt = clock.now();
  const asking = context.request({
    url: `${base}connect`,
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/json", "pli-request-id": requestId },
    body: JSON.stringify({
      nationalId: request.idNat,
      bindingMessage,
      clientId,
      channel: request.channel === "card" ? "CARD" : "MOBILE",
    }),
    timeoutMs: CONNECT_MS,
    maxBytes: MAX_BYTES,
    signal: request.signal,
  });
  request.onWaiting({ bindingMessage, expiresAt: startedAt + WAITING_MS });
  const answer = await asking;
  if (request.signal.aborted) return CANCELLED;
  if (!answer.ok) return failed(exchangeFailure(answer));
  if (answer.status !== 200) return failed(readFailure(answer));
  return welcome(context, request, answer, startedAt);
}

async function welcome(
  context: Context,
  request: SignInRequest,
  answer: Extract<HttpsAnswer, { ok: true }>,
  startedAt: number,
): Promise<PscResult<SignedIn>> {
  const cookie = readSessionCookie(answer.headers);
  if (cookie === undefined) return failed({ code: "protocol", detail: "no-cookie" });
  const identity = readIdentity(answer, request.idNat);
  const tokens = identity.ok
    ? await fetchToken(context, cookie, { held: undefined, subject: identity.value.subject })
    : identity;
  if (identity.ok && tokens.ok && !request.signal.aborted)
    return {
      ok: true,
      value: { identity: identityOf(request.idNat, identity.value), startedAt, tokens: tokens.value },
    };
  // A session was opened that will not be used: it is not left open.
  disconnect(context, cookieHeader(cookie)).catch(() => false);
  if (request.signal.aborted) return CANCELLED;
  return tokens.ok ? failed({ code: "protocol", detail: "unexpected" }) : tokens;
}

async function refresh(context: Context, tokens: TokenSet): Promise<PscResult<TokenSet>> {
  const cookie = tokens.refreshToken;
  if (cookie === undefined) return failed({ code: "session-ended", detail: "no-refresh-token" });
  return fetchToken(context, cookie, { held: tokens.accessToken, subject: tokens.subject });
}

/** A token with time left; `held` is one that will not do any more, named by its fingerprint. */
async function fetchToken(
  context: Context,
  cookie: string,
  { held, subject }: { readonly held: string | undefined; readonly subject: string | undefined },
): Promise<PscResult<TokenSet>> {
  const askedAt = context.clock.now();
  const fingerprint = held === undefined ? undefined : createHash("sha256").update(held).digest("base64url");
  const answer = await context.request({
    url: `${context.base}token`,
    method: "GET",
    headers: {
      accept: "application/json",
      ...cookieHeader(cookie),
      ...(fingerprint === undefined ? {} : { "pli-token-held": fingerprint }),
    },
    timeoutMs: SHORT_MS,
    maxBytes: MAX_BYTES,
  });
  if (!answer.ok) return failed(exchangeFailure(answer));
  if (answer.status !== 200) return failed(readFailure(answer));
  const token = readToken(answer);
  if (token === undefined) return failed({ code: "protocol", detail: "invalid-response" });
  return {
    ok: true,
    value: {
      accessToken: token.accessToken,
      expiresAt: askedAt + token.expiresInMs,
      refreshToken: cookie,
      refreshExpiresAt: token.sessionExpiresInMs === undefined ? undefined : askedAt + token.sessionExpiresInMs,
      idToken: undefined,
      subject,
    },
  };
}

async function disconnect(context: Context, headers: Readonly<Record<string, string>>): Promise<boolean> {
  const answer = await context.request({
    url: `${context.base}disconnect`,
    method: "DELETE",
    headers: { accept: "application/json", ...headers },
    timeoutMs: SHORT_MS,
    maxBytes: MAX_BYTES,
  });
  return answer.ok && answer.status === 200;
}

function exchangeFailure(answer: Extract<HttpsAnswer, { ok: false }>): PscFailure {
  switch (answer.code) {
    case "aborted":
      return { code: "cancelled" };
    case "untrusted":
      return { code: "config", detail: `certificate-${answer.certificate ?? "unknown"}` };
    case "refused-host":
    case "private-address":
    case "not-https":
      return { code: "config", detail: answer.code };
    default:
      return { code: "unavailable", detail: answer.code };
  }
}

const CANCELLED = { ok: false, failure: { code: "cancelled" } } as const;
const failed = (failure: PscFailure) => ({ ok: false, failure }) as const;
const cookieHeader = (cookie: string | undefined): Readonly<Record<string, string>> =>
  cookie === undefined ? {} : { cookie: `proxy_session_id=${cookie}` };
const identityOf = (idNat: IdNat, read: { givenName: string; familyName: string; subject: string }) => ({
  idNat,
  rpps: rppsOf(idNat),
  ...read,
});
