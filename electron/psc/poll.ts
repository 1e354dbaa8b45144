import * as oidc from "openid-client";
import type { PscFailure } from "#shared/domain/session";
import { classify, isGlitch } from "./failure";
import type { Clock } from "./ports";
import { readTokens, type TokenSet } from "./token-set";

const CIBA_GRANT = "urn:openid:params:grant-type:ciba";
/** Keycloak keeps a dead request this much longer than its interval, to be able to say that it expired. */
const GRACE_MS = 5_000;
/** Never closer, never further apart, whatever the provider says: a timer given more than 2^31 ms fires at once. */
const INTERVAL_MS = { least: 50, most: 60_000 } as const;

/** The person's answer. */
export type PollOutcome =
  | { readonly ok: true; readonly tokens: TokenSet; readonly claims: oidc.IDToken | undefined }
  | { readonly ok: false; readonly failure: PscFailure };

/**
 * Asks until the person has answered, the request is over, or the signal aborts. A stumbling network or server is asked again at the next
 * interval; `slow_down` adds 5 s for good (CIBA §11). The library's own poll helper gives up at the first glitch and hears a cancel late.
 */
export async function pollUntilAnswered(
  config: oidc.Configuration,
  ack: oidc.BackchannelAuthenticationResponse,
  options: { readonly clock: Clock; readonly signal: AbortSignal; readonly startedAt: number },
): Promise<PollOutcome> {
  const { clock, signal, startedAt } = options;
  let intervalMs = bounded((ack.interval ?? 5) * 1000);
  const end = startedAt + ack.expires_in * 1000 + intervalMs + GRACE_MS;
  let lastGlitch: PscFailure | undefined;
  for (;;) {
    await clock.wait(intervalMs, signal);
    if (signal.aborted) return { ok: false, failure: { code: "cancelled" } };
    if (clock.now() > end) return { ok: false, failure: lastGlitch ?? { code: "expired" } };
    const answer = await askOnce(config, ack.auth_req_id, clock);
    if (answer.kind === "tokens") return { ok: true, tokens: answer.tokens, claims: answer.claims };
    if (answer.kind === "slow-down") intervalMs = bounded(intervalMs + 5_000);
    lastGlitch = undefined;
    if (answer.kind !== "failure") continue;
    if (!isGlitch(answer.failure)) return { ok: false, failure: answer.failure };
    lastGlitch = answer.failure;
  }
}

const bounded = (ms: number): number => Math.min(Math.max(ms, INTERVAL_MS.least), INTERVAL_MS.most);

type Answer =
  | { readonly kind: "tokens"; readonly tokens: TokenSet; readonly claims: oidc.IDToken | undefined }
  | { readonly kind: "pending" | "slow-down" }
  | { readonly kind: "failure"; readonly failure: PscFailure };

async function askOnce(config: oidc.Configuration, authReqId: string, clock: Clock): Promise<Answer> {
  const askedAt = clock.now();
  try {
    const response = await oidc.genericGrantRequest(config, CIBA_GRANT, { auth_req_id: authReqId });
    return { kind: "tokens", tokens: readTokens(response, askedAt), claims: response.claims() };
  } catch (error) {
    if (error instanceof oidc.ResponseBodyError && error.error === "authorization_pending") return { kind: "pending" };
    if (error instanceof oidc.ResponseBodyError && error.error === "slow_down") return { kind: "slow-down" };
    return { kind: "failure", failure: classify(error, "poll") };
  }
}
