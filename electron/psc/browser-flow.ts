import { once } from "node:events";
import * as oidc from "openid-client";
import type { BrowserReturn } from "#shared/domain/environment";
import { type Callback, listenForReturn, type ReturnListener } from "./browser-flow-listener";
import type { BrowserPages } from "./browser-flow-page";
import type { PscResult } from "./ciba";
import { createPscClient, type PscClient, type SignedIn, type SignInRequest } from "./client";
import { discover } from "./configuration";
import type { PscSettings } from "#shared/domain/environment";
import type { PscFailure } from "#shared/domain/session";
import { classify } from "./failure";
import { type IdNat, parseIdNat } from "./id-nat";
import { signOutAt } from "./sign-out";
import { checkIdentity, readTokens } from "./token-set";

/** A sign-in through the browser; without `idNat` whoever signs in there is who signed in. */
export type BrowserSignInRequest = Omit<SignInRequest, "idNat" | "channel"> & { readonly idNat?: IdNat };

/** A `PscClient` whose sign-in goes through the person's own browser; refresh and sign-out are the same. */
export type BrowserPscClient = Omit<PscClient, "signIn"> & {
  signIn(request: BrowserSignInRequest): Promise<PscResult<SignedIn>>;
};

type Options = Parameters<typeof createPscClient>[0] & {
  /** Opens an address in the system's browser, never in a window of ours; rejects when there is none. */
  readonly openInBrowser: (url: string) => Promise<void>;
  readonly returnsTo: BrowserReturn;
  readonly pages: () => BrowserPages;
};

const PATIENCE_MS = 5 * 60_000;

/**
 * Signs in by redirect on loopback with PKCE S256 (RFC 8252, psc-ciba.md §2.8): state, nonce, issuer and ID-token signature checked. `onWaiting` is
 * called with an empty `bindingMessage`: there are no digits to compare. A cancel answers at once, and what still comes is undone.
 */
export function createBrowserClient(options: Options): BrowserPscClient {
  const { refresh, signOut } = createPscClient(options);
  return { refresh, signOut, signIn: (request) => signIn(options, request) };
}

async function signIn(options: Options, request: BrowserSignInRequest): Promise<PscResult<SignedIn>> {
  if (request.signal.aborted) return CANCELLED;
  const attempt = attemptSignIn(options, request);
  const outcome = await Promise.race([attempt, once(request.signal, "abort")]);
  return "ok" in outcome ? outcome : CANCELLED;
}

const CANCELLED = { ok: false, failure: { code: "cancelled" } } as const;

async function attemptSignIn(options: Options, request: BrowserSignInRequest): Promise<PscResult<SignedIn>> {
  const found = await discover(options.settings, options.request);
  if (!found.ok) return found;
  const config = found.value;
  const startedAt = options.clock.now();
  const secrets = {
    pkceCodeVerifier: oidc.randomPKCECodeVerifier(),
    expectedState: oidc.randomState(),
    expectedNonce: oidc.randomNonce(),
  };
  const address = config.serverMetadata().authorization_endpoint;
  if (!isWherePinned(address, options.settings)) return failed({ code: "protocol", detail: "endpoint" });
  if (request.signal.aborted) return CANCELLED;
  const listener = await listenForReturn(options.returnsTo, secrets.expectedState, options.pages());
  if (listener === "port-in-use") return failed({ code: "config", detail: "port-in-use" });
  try {
    const callback = await sendToBrowser(options, request, { address, secrets, listener, startedAt });
    if (!callback.ok) return callback;
    const outcome = await conclude(options, request, { config, secrets, url: callback.value.url, startedAt });
    callback.value.finish(outcome.ok ? "signed-in" : "not-signed-in");
    return outcome;
  } finally {
    listener.close();
  }
}

/**
 * The person gives her proof on this page: it is at the issuer's own origin, or at the one the environment names (PSC's is on `wallet.…`), never
 * at a third that discovery would bring.
 */
const isWherePinned = (address: string | undefined, { issuer, browser }: PscSettings): address is string => {
  if (address === undefined || !URL.canParse(address)) return false;
  const { origin, protocol, hostname } = new URL(address);
  // In clear on this machine only: the make-believe provider's page.
  const isPrivate = protocol === "https:" || (protocol === "http:" && hostname === "127.0.0.1");
  return isPrivate && origin === new URL(browser?.origin ?? issuer).origin;
};

type Secrets = { readonly pkceCodeVerifier: string; readonly expectedState: string; readonly expectedNonce: string };

async function sendToBrowser(
  { settings, clock, openInBrowser }: Options,
  request: BrowserSignInRequest,
  flow: {
    readonly address: string;
    readonly secrets: Secrets;
    readonly listener: ReturnListener;
    readonly startedAt: number;
  },
): Promise<PscResult<Callback>> {
  const url = new URL(flow.address);
  const asked = {
    client_id: settings.clientId,
    response_type: "code",
    redirect_uri: flow.listener.redirectUri,
    scope: settings.scope,
    acr_values: settings.acrValues,
    state: flow.secrets.expectedState,
    nonce: flow.secrets.expectedNonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(flow.secrets.pkceCodeVerifier),
    code_challenge_method: "S256",
  };
  for (const [name, value] of Object.entries(asked)) url.searchParams.set(name, value);
  request.onWaiting({ bindingMessage: "", expiresAt: flow.startedAt + PATIENCE_MS });
  const noBrowser = new Promise<"no-browser">((resolve) => {
    openInBrowser(url.href).catch(() => resolve("no-browser"));
  });
  const ended = new AbortController();
  const patience = clock.wait(PATIENCE_MS, AbortSignal.any([request.signal, ended.signal]));
  const callback = await Promise.race([flow.listener.callback, patience, noBrowser]);
  ended.abort();
  if (request.signal.aborted) return CANCELLED;
  if (callback === undefined) return failed({ code: "expired" });
  if (callback === "no-browser") return failed({ code: "config", detail: "no-browser" });
  return callback === "flooded"
    ? failed({ code: "protocol", detail: "strange-answers" })
    : { ok: true, value: callback };
}

async function conclude(
  { settings, clock, request: network }: Options,
  request: BrowserSignInRequest,
  flow: {
    readonly config: oidc.Configuration;
    readonly secrets: Secrets;
    readonly url: URL;
    readonly startedAt: number;
  },
): Promise<PscResult<SignedIn>> {
  const { config, startedAt } = flow;
  const askedAt = clock.now();
  try {
    const checks = { ...flow.secrets, idTokenExpected: true };
    const response = await oidc.authorizationCodeGrant(config, flow.url, checks);
    const tokens = readTokens(response, askedAt);
    const claims = response.claims();
    const idNat = request.idNat ?? idNatIn(claims);
    const identity =
      idNat === undefined
        ? failed({ code: "protocol", detail: "no-identifier" })
        : checkIdentity(claims, { idNat, acr: settings.acrValues });
    if (identity.ok && !request.signal.aborted)
      return { ok: true, value: { identity: identity.value, startedAt, tokens } };
    // Someone's session was opened, but nobody waits for it any more, or it is another person's: it is not left open.
    await signOutAt(config.serverMetadata().end_session_endpoint, tokens.idToken, network);
    return identity.ok ? CANCELLED : identity;
  } catch (error) {
    return failed(
      error instanceof oidc.AuthorizationResponseError ? refusalOf(error.error) : classify(error, "request"),
    );
  }
}

/** What the provider answers through the browser instead of a code (RFC 6749 §4.1.2.1); its description is never read. */
function refusalOf(error: string): PscFailure {
  switch (error) {
    case "access_denied":
      return { code: "refused" };
    case "temporarily_unavailable":
    case "server_error":
      return { code: "unavailable", detail: "server" };
    case "invalid_scope":
      return { code: "config", detail: "scope" };
    case "unauthorized_client":
      return { code: "config", detail: "client-rejected" };
    default:
      return { code: "protocol", detail: "unexpected-error" };
  }
}

function idNatIn(claims: oidc.IDToken | undefined): IdNat | undefined {
  const said = claims?.["SubjectNameID"] ?? claims?.["preferred_username"];
  return typeof said === "string" ? parseIdNat(said) : undefined;
}

const failed = (failure: PscFailure) => ({ ok: false, failure }) as const;
