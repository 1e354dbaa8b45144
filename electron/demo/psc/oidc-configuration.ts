import { randomBytes } from "node:crypto";
import { type ClientMetadata, type Configuration, errors } from "oidc-provider";
import { AUDIENCE } from "./access-token";
import { memoryAdapter, type ProviderRecords } from "./memory-adapter";
import { claimsOf, type DemoPerson, findPerson, PSC_CLAIMS, subjectOf } from "./person";
import type { RequestBook } from "./request-book";
import type { SessionBook } from "./session-book";
import type { SigningKey } from "./signing-key";

/**
 * A client (an application) the provider knows; `ciba: false` makes one for which CIBA was never switched on. `redirectUris` are those declared for
 * the browser: on loopback without a port any port is accepted, with one that port only.
 */
export type DemoClient = {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly ciba?: boolean;
  readonly redirectUris?: readonly string[];
};

/** Seconds, as PSC publishes them: request 120, access token 120, refresh token 1800, session 14400. */
export type Lifetimes = {
  readonly request: number;
  readonly accessToken: number;
  readonly refreshToken: number;
  readonly session: number;
};

/** Everything the configuration is made of. */
export type ProviderParts = {
  readonly people: readonly DemoPerson[];
  readonly clients: readonly DemoClient[];
  readonly lifetimes: Lifetimes;
  readonly bareRpps: boolean;
  /** An operator's own provider: it knows its people by their address, and wants no two digits. */
  readonly isOperator: boolean;
  readonly key: SigningKey;
  readonly records: ProviderRecords;
  readonly requests: RequestBook;
  readonly sessions: SessionBook;
  /** The path the provider is served under. */
  readonly mount: string;
};

/** The `oidc-provider` configuration that makes it behave like PSC's Keycloak realm. */
export function oidcConfiguration(parts: ProviderParts): Configuration {
  return {
    adapter: memoryAdapter(parts.records, (grantId) => parts.sessions.ofGrant(grantId) !== undefined),
    clients: parts.clients.map(clientMetadata),
    clientAuthMethods: ["client_secret_basic", "client_secret_post"],
    cookies: { keys: [randomBytes(24).toString("base64url")] },
    jwks: { keys: [parts.key.privateJwk] },
    routes: KEYCLOAK_ROUTES,
    interactions: { url: (_ctx, interaction) => `${parts.mount}/interaction/${interaction.uid}` },
    scopes: ["openid", "scope_all", "offline_access"],
    claims: { openid: ["sub", "sid"], scope_all: [...PSC_CLAIMS], acr: null, auth_time: null, iss: null },
    acrValues: ["eidas1"],
    conformIdTokenClaims: false,
    extraParams: ["channel"],
    findAccount: async (_ctx, accountId, token) => {
      const person = findPerson(parts.people, accountId);
      if (person === undefined) return undefined;
      // Through the browser the library names its own session; logout knows the one the grant hangs on.
      const sid = parts.sessions.ofGrant(token !== undefined && "grantId" in token ? token.grantId : undefined)?.sid;
      const claims = { ...claimsOf(person, parts.bareRpps), ...(sid === undefined ? {} : { sid }) };
      return { accountId: subjectOf(person.idNat), claims: async () => claims };
    },
    issueRefreshToken: async () => true,
    rotateRefreshToken: true,
    ttl: {
      AccessToken: parts.lifetimes.accessToken,
      BackchannelAuthenticationRequest: parts.lifetimes.request,
      Grant: parts.lifetimes.session,
      IdToken: parts.lifetimes.accessToken,
      Interaction: 300,
      Session: parts.lifetimes.session,
      RefreshToken: parts.lifetimes.refreshToken,
    },
    features: features(parts),
    formats: { customizers: { jwt: accessTokenShape(parts) } },
  };
}

const KEYCLOAK_ROUTES = {
  authorization: "/protocol/openid-connect/auth",
  backchannel_authentication: "/protocol/openid-connect/ext/ciba/auth",
  token: "/protocol/openid-connect/token",
  userinfo: "/protocol/openid-connect/userinfo",
  jwks: "/protocol/openid-connect/certs",
  introspection: "/protocol/openid-connect/token/introspect",
  revocation: "/protocol/openid-connect/revoke",
  end_session: "/protocol/openid-connect/logout",
} as const;

function clientMetadata(client: DemoClient): ClientMetadata {
  const ciba = client.ciba !== false;
  // The library wants a declared address for any client that has no CIBA.
  const redirectUris = client.redirectUris ?? (ciba ? [] : ["https://demo.invalid/callback"]);
  const browser = redirectUris.length > 0;
  return {
    client_id: client.clientId,
    client_secret: client.clientSecret,
    token_endpoint_auth_method: "client_secret_basic",
    application_type: client.redirectUris === undefined ? "web" : "native",
    redirect_uris: [...redirectUris],
    response_types: browser ? ["code"] : [],
    grant_types: [
      ...(ciba ? ["urn:openid:params:grant-type:ciba"] : []),
      ...(browser ? ["authorization_code"] : []),
      ...(ciba || client.redirectUris !== undefined ? ["refresh_token"] : []),
    ],
    ...(ciba ? { backchannel_token_delivery_mode: "poll" as const } : {}),
  };
}

function features(parts: ProviderParts): Configuration["features"] {
  return {
    devInteractions: { enabled: false },
    introspection: { enabled: true },
    revocation: { enabled: true },
    resourceIndicators: {
      enabled: true,
      defaultResource: async () => AUDIENCE,
      useGrantedResource: async () => true,
      getResourceServerInfo: async () => ({
        scope: "scope_all",
        audience: AUDIENCE,
        accessTokenFormat: "jwt" as const,
        accessTokenTTL: parts.lifetimes.accessToken,
        jwt: { sign: { alg: "RS256" as const, kid: parts.key.kid } },
      }),
    },
    ciba: cibaFeature(parts),
  };
}

function cibaFeature(parts: ProviderParts): NonNullable<Configuration["features"]>["ciba"] {
  return {
    enabled: true,
    deliveryModes: ["poll"],
    processLoginHint: async (_ctx, hint) => {
      const person = parts.isOperator
        ? parts.people.find(({ email }) => email === hint)
        : findPerson(parts.people, hint ?? "");
      // Keycloak's own answer, and not the standard `unknown_user_id`.
      if (person === undefined) throw new errors.InvalidRequest("invalid user");
      return subjectOf(person.idNat);
    },
    processLoginHintToken: async () => {
      throw new errors.InvalidRequest("login_hint_token is not supported");
    },
    verifyUserCode: async (ctx) => {
      if (ctx.oidc.params?.["user_code"] !== undefined) throw new errors.InvalidRequest("user_code is not supported");
    },
    validateRequestContext: async () => undefined,
    validateBindingMessage: async (_ctx, message) => {
      if (parts.isOperator && message === undefined) return;
      if (!/^\d{2}$/u.test(message ?? "")) throw new errors.InvalidBindingMessage("two digits are expected");
    },
    triggerAuthenticationDevice: async (ctx, request, account, client) => {
      const person = findPerson(parts.people, account.accountId);
      if (person === undefined || request.jti === undefined) throw new errors.InvalidRequest("invalid user");
      parts.requests.add({
        idNat: person.idNat,
        bindingMessage: String(ctx.oidc.params?.["binding_message"] ?? ""),
        channel: ctx.oidc.params?.["channel"] === "CARD" ? "CARD" : "MOBILE",
        expiresAt: Date.now() + parts.lifetimes.request * 1000,
        authReqId: request.jti,
        clientId: client.clientId,
        scope: String(ctx.oidc.params?.["scope"] ?? "openid"),
      });
    },
  };
}

type JwtCustomizer = NonNullable<NonNullable<NonNullable<Configuration["formats"]>["customizers"]>["jwt"]>;

function accessTokenShape(parts: ProviderParts): JwtCustomizer {
  return async (_ctx, token, jwt) => {
    const session = parts.sessions.ofGrant(token.kind === "AccessToken" ? token.grantId : undefined);
    const person = session === undefined ? undefined : findPerson(parts.people, session.idNat);
    if (session === undefined || person === undefined) throw new errors.InvalidGrant("Session not active");
    const { SubjectNameID, preferred_username, email } = claimsOf(person, parts.bareRpps);
    // Both are changed in place: the library signs what it passed.
    jwt.header = { ...jwt.header, typ: "JWT", kid: parts.key.kid };
    Object.assign(jwt.payload, {
      typ: "Bearer",
      azp: jwt.payload.client_id,
      acr: "eidas1",
      session_state: session.sid,
      sid: session.sid,
      SubjectNameID,
      preferred_username,
      email,
    });
  };
}
