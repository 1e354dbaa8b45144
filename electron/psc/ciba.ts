import * as oidc from "openid-client";
import type { PscFailure } from "#shared/domain/session";
import type { HttpsRequest } from "../../shared/domain/https-exchange";
import { discover, type ProviderSettings } from "./configuration";
import { classify } from "./failure";
import { pollUntilAnswered } from "./poll";
import type { Clock } from "./ports";
import { signOutAt } from "./sign-out";
import { readTokens, type TokenSet } from "./token-set";

/** A value or a failure of this domain. */
export type PscResult<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly failure: PscFailure };

/** Who signed in, when the request was sent (epoch ms), and the tokens, for the session alone. */
export type Granted<Who> = { readonly identity: Who; readonly startedAt: number; readonly tokens: TokenSet };

/** One request over CIBA (poll): what is said to the provider, and who its answer must be. */
export type CibaRequest<Who> = {
  /** `scope`, `login_hint`, and what else this provider wants. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  /** Called once the provider took the request: when it ends (epoch ms). */
  readonly onWaiting: (expiresAt: number) => void;
  /** Whoever answered, or why the answer is not taken: the session that it opened is then closed at the provider. */
  readonly identify: (claims: oidc.IDToken | undefined) => PscResult<Who>;
};

/** The conversation over CIBA with one provider: nothing is remembered here but its discovery page. */
export type CibaClient = {
  ask<Who>(request: CibaRequest<Who>): Promise<PscResult<Granted<Who>>>;
  refresh(tokens: TokenSet): Promise<PscResult<TokenSet>>;
  /** Tells the provider that the session is over; true when it said yes. Never rejects. */
  signOut(tokens: TokenSet): Promise<boolean>;
};

/** Keycloak's identifiers are encrypted tokens of about 2,000 characters; each poll says them again. */
const LONGEST_ID = 16_384;
/** Providers let a person about 2 minutes; none may keep one waiting longer than this, whatever it says. */
const LONGEST_SECONDS = 600;

type Context = {
  readonly request: HttpsRequest;
  readonly clock: Clock;
  configuration(): Promise<PscResult<oidc.Configuration>>;
};

/** A client of one provider, over the injected network. */
export function createCibaClient(options: {
  readonly settings: ProviderSettings;
  readonly request: HttpsRequest;
  readonly clock: Clock;
}): CibaClient {
  let known: oidc.Configuration | undefined;
  const context: Context = {
    ...options,
    async configuration() {
      if (known !== undefined) return { ok: true, value: known };
      const found = await discover(options.settings, options.request);
      if (found.ok) known = found.value;
      return found;
    },
  };
  return {
    ask: (request) => ask(context, request),
    refresh: (tokens) => refresh(context, tokens),
    signOut: (tokens) => signOut(context, tokens),
  };
}

async function ask<Who>(context: Context, request: CibaRequest<Who>): Promise<PscResult<Granted<Who>>> {
  const attempt = attemptToSignIn(context, request);
  // A cancel answers at once; whatever the attempt still brings is undone behind it.
  const outcome = await Promise.race([attempt, whenAborted(request.signal)]);
  if (outcome !== "aborted") return outcome;
  attempt.then((late) => (late.ok ? signOut(context, late.value.tokens) : undefined)).catch(() => undefined);
  return { ok: false, failure: { code: "cancelled" } };
}

async function attemptToSignIn<Who>(context: Context, request: CibaRequest<Who>): Promise<PscResult<Granted<Who>>> {
  const config = await context.configuration();
  if (!config.ok) return config;
  if (request.signal.aborted) return { ok: false, failure: { code: "cancelled" } };
  const startedAt = context.clock.now();
  const ack = await startRequest(config.value, request.parameters);
  if (!ack.ok) return ack;
  if (!request.signal.aborted) request.onWaiting(startedAt + ack.value.expires_in * 1000);
  const answer = await pollUntilAnswered(config.value, ack.value, {
    clock: context.clock,
    signal: request.signal,
    startedAt,
  });
  if (!answer.ok) return answer;
  const identity = request.identify(answer.claims);
  if (identity.ok) return { ok: true, value: { identity: identity.value, startedAt, tokens: answer.tokens } };
  // Someone's session was opened, but not the one that was asked for: it is not left open.
  await signOut(context, answer.tokens);
  return identity;
}

async function startRequest(
  config: oidc.Configuration,
  parameters: CibaRequest<unknown>["parameters"],
): Promise<PscResult<oidc.BackchannelAuthenticationResponse>> {
  try {
    const ack = await oidc.initiateBackchannelAuthentication(config, { ...parameters });
    if (ack.auth_req_id.length > LONGEST_ID || ack.expires_in === 0)
      return { ok: false, failure: { code: "protocol", detail: "request" } };
    return { ok: true, value: { ...ack, expires_in: Math.min(ack.expires_in, LONGEST_SECONDS) } };
  } catch (error) {
    return { ok: false, failure: classify(error, "request") };
  }
}

async function refresh(context: Context, tokens: TokenSet): Promise<PscResult<TokenSet>> {
  if (tokens.refreshToken === undefined)
    return { ok: false, failure: { code: "session-ended", detail: "no-refresh-token" } };
  const config = await context.configuration();
  if (!config.ok) return config;
  const askedAt = context.clock.now();
  try {
    const fresh = readTokens(await oidc.refreshTokenGrant(config.value, tokens.refreshToken), askedAt);
    if (fresh.subject !== undefined && fresh.subject !== tokens.subject)
      return { ok: false, failure: { code: "protocol", detail: "other-person" } };
    // What the answer leaves out stays as it was.
    const rotated = fresh.refreshToken !== undefined;
    return {
      ok: true,
      value: {
        ...fresh,
        refreshToken: fresh.refreshToken ?? tokens.refreshToken,
        refreshExpiresAt: rotated ? fresh.refreshExpiresAt : tokens.refreshExpiresAt,
        idToken: fresh.idToken ?? tokens.idToken,
        subject: tokens.subject,
      },
    };
  } catch (error) {
    return { ok: false, failure: classify(error, "refresh") };
  }
}

async function signOut(context: Context, tokens: TokenSet): Promise<boolean> {
  const config = await context.configuration();
  return config.ok && signOutAt(config.value.serverMetadata().end_session_endpoint, tokens.idToken, context.request);
}

function whenAborted(signal: AbortSignal): Promise<"aborted"> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve("aborted");
    else signal.addEventListener("abort", () => resolve("aborted"), { once: true });
  });
}
