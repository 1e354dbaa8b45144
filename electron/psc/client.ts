import * as oidc from "openid-client";
import type { PscSettings } from "#shared/domain/environment";
import { discover } from "./configuration";
import type { PscFailure } from "#shared/domain/session";
import { classify } from "./failure";
import type { IdNat } from "./id-nat";
import { pollUntilAnswered } from "./poll";
import type { HttpsRequest } from "../../shared/domain/https-exchange";
import type { Clock, RandomInteger } from "./ports";
import { signOutAt } from "./sign-out";
import { checkIdentity, type PscIdentity, readTokens, type TokenSet } from "./token-set";

/** A sign-in request: on the e-CPS application (`mobile`) or with the card in its reader (`card`). */
export type SignInRequest = {
  readonly idNat: IdNat;
  readonly channel: "mobile" | "card";
  readonly signal: AbortSignal;
  /** Called once the request is on the person's device: two digits to compare, and when it ends (epoch ms). */
  readonly onWaiting: (waiting: { readonly bindingMessage: string; readonly expiresAt: number }) => void;
};

/** A value or a failure of this domain. */
export type PscResult<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly failure: PscFailure };

/** Who signed in, when the request was sent (epoch ms), and the tokens, for the session alone. */
export type SignedIn = { readonly identity: PscIdentity; readonly startedAt: number; readonly tokens: TokenSet };

/** The conversation with PSC itself: nothing is remembered here but its discovery page. */
export type PscClient = {
  signIn(request: SignInRequest): Promise<PscResult<SignedIn>>;
  refresh(tokens: TokenSet): Promise<PscResult<TokenSet>>;
  /** Tells PSC that the session is over; true when it said yes. Never rejects. */
  signOut(tokens: TokenSet): Promise<boolean>;
};

type Context = {
  readonly settings: PscSettings;
  readonly request: HttpsRequest;
  readonly clock: Clock;
  readonly random: RandomInteger;
  configuration(): Promise<PscResult<oidc.Configuration>>;
};

/** A client of one environment's PSC, over the injected network (psc-ciba.md §6). */
export function createPscClient(options: {
  readonly settings: PscSettings;
  readonly request: HttpsRequest;
  readonly clock: Clock;
  readonly random: RandomInteger;
}): PscClient {
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
    signIn: (request) => signIn(context, request),
    refresh: (tokens) => refresh(context, tokens),
    async signOut(tokens) {
      const config = await context.configuration();
      return (
        config.ok && signOutAt(config.value.serverMetadata().end_session_endpoint, tokens.idToken, options.request)
      );
    },
  };
}

async function signIn(context: Context, request: SignInRequest): Promise<PscResult<SignedIn>> {
  const attempt = attemptSignIn(context, request);
  // A cancel answers at once; whatever the attempt still brings is undone behind it.
  const outcome = await Promise.race([attempt, whenAborted(request.signal)]);
  if (outcome !== "aborted") return outcome;
  attempt.then((late) => (late.ok ? undoLateSignIn(context, late.value) : undefined)).catch(() => undefined);
  return { ok: false, failure: { code: "cancelled" } };
}

async function attemptSignIn(context: Context, request: SignInRequest): Promise<PscResult<SignedIn>> {
  const config = await context.configuration();
  if (!config.ok) return config;
  if (request.signal.aborted) return { ok: false, failure: { code: "cancelled" } };
  const bindingMessage = String(context.random(100)).padStart(2, "0");
  const startedAt = context.clock.now();
  const ack = await startRequest(context.settings, config.value, request, bindingMessage);
  if (!ack.ok) return ack;
  if (!request.signal.aborted)
    request.onWaiting({ bindingMessage, expiresAt: startedAt + ack.value.expires_in * 1000 });
  const answer = await pollUntilAnswered(config.value, ack.value, {
    clock: context.clock,
    signal: request.signal,
    startedAt,
  });
  if (!answer.ok) return answer;
  const identity = checkIdentity(answer.claims, { idNat: request.idNat, acr: context.settings.acrValues });
  if (identity.ok) return { ok: true, value: { identity: identity.value, startedAt, tokens: answer.tokens } };
  // Someone's session was opened, but not the one that was asked for: it is not left open.
  await signOutAt(config.value.serverMetadata().end_session_endpoint, answer.tokens.idToken, context.request);
  return identity;
}

async function startRequest(
  settings: PscSettings,
  config: oidc.Configuration,
  request: SignInRequest,
  bindingMessage: string,
): Promise<PscResult<oidc.BackchannelAuthenticationResponse>> {
  try {
    const value = await oidc.initiateBackchannelAuthentication(config, {
      scope: settings.scope,
      acr_values: settings.acrValues,
      login_hint: request.idNat,
      binding_message: bindingMessage,
      channel: request.channel === "card" ? "CARD" : "MOBILE",
    });
    return { ok: true, value };
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

async function undoLateSignIn(context: Context, late: SignedIn): Promise<void> {
  const config = await context.configuration();
  if (config.ok)
    await signOutAt(config.value.serverMetadata().end_session_endpoint, late.tokens.idToken, context.request);
}

function whenAborted(signal: AbortSignal): Promise<"aborted"> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve("aborted");
    else signal.addEventListener("abort", () => resolve("aborted"), { once: true });
  });
}
