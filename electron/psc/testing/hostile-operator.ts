import { exportJWK, generateKeyPair, SignJWT } from "jose";
import type { HttpsAnswer, HttpsExchange, HttpsRequest } from "../../../shared/domain/https-exchange";
import type { ProviderSettings } from "../configuration";
import type { Clock } from "../ports";

/** An operator's provider that says whatever a test wants, with a key that is really its own; nothing of it is waited for. */
export type HostileOperator = {
  readonly settings: ProviderSettings;
  readonly request: HttpsRequest;
  readonly clock: Clock;
  /** Every question that left, in order. */
  readonly asked: HttpsExchange[];
  /** Every pause between polls, in milliseconds. */
  readonly pauses: number[];
  /** What each place answers; changed by the tests. */
  readonly says: {
    discovery: Readonly<Record<string, unknown>>;
    request: Says;
    token: Says;
    jwks: Says;
    logout: Says;
  };
  /** An ID token of this provider for this client, whose claims and header a test changes. */
  readonly idToken: (claims?: Readonly<Record<string, unknown>>, key?: Uint8Array) => Promise<string>;
  /** An answer of the token endpoint that would be believed. */
  readonly good: (part?: Readonly<Record<string, unknown>>) => Promise<HttpsAnswer>;
};

type Says = () => HttpsAnswer | Promise<HttpsAnswer>;

export const ISSUER = "https://id.hostile.demo.mssante.fr/realm";
const CLIENT = { clientId: "pli-demo", clientSecret: "secret-du-client-DEMO" } as const;
const ENDPOINTS = {
  issuer: ISSUER,
  token_endpoint: `${ISSUER}/token`,
  jwks_uri: `${ISSUER}/certs`,
  backchannel_authentication_endpoint: `${ISSUER}/ciba`,
  end_session_endpoint: `${ISSUER}/logout`,
};

/** An answer in JSON, or in any bytes. */
export const answer = (body: unknown, status = 200): HttpsAnswer => ({
  ok: true,
  status,
  headers: { "content-type": "application/json" },
  body: Buffer.from(typeof body === "string" ? body : JSON.stringify(body)),
});

/** The person has not answered yet. */
export const pending = (): HttpsAnswer => answer({ error: "authorization_pending" }, 400);

const keys = generateKeyPair("RS256", { extractable: true });

/** Starts from one that answers well; its clock jumps over every pause. */
export async function hostileOperator(): Promise<HostileOperator> {
  const { privateKey, publicKey } = await keys;
  const jwk = { ...(await exportJWK(publicKey)), kid: "1", use: "sig", alg: "RS256" };
  const asked: HttpsExchange[] = [];
  const pauses: number[] = [];
  let now = Date.now();
  const idToken: HostileOperator["idToken"] = (claims = {}, key) =>
    new SignJWT({
      iss: ISSUER,
      aud: CLIENT.clientId,
      sub: "lea",
      iat: Math.floor(Date.now() / 1000),
      exp: Math.floor(Date.now() / 1000) + 120,
      ...claims,
    })
      .setProtectedHeader({ alg: key === undefined ? "RS256" : "HS256", kid: "1" })
      .sign(key ?? privateKey);
  const good: HostileOperator["good"] = async (part = {}) =>
    answer({
      access_token: "jeton-d-acces",
      token_type: "Bearer",
      expires_in: 120,
      refresh_token: "jeton-de-reprise",
      id_token: await idToken(),
      ...part,
    });
  const says: HostileOperator["says"] = {
    discovery: ENDPOINTS,
    request: () => answer({ auth_req_id: "demande", expires_in: 120, interval: 1 }),
    token: () => good(),
    jwks: () => answer({ keys: [jwk] }),
    logout: () => answer("", 204),
  };
  const places: Readonly<Record<string, Says>> = {
    "/realm/.well-known/openid-configuration": () => answer(says.discovery),
    "/realm/ciba": () => says.request(),
    "/realm/token": () => says.token(),
    "/realm/certs": () => says.jwks(),
    "/realm/logout": () => says.logout(),
  };
  return {
    settings: { issuer: ISSUER, discoveryUrl: `${ISSUER}/.well-known/openid-configuration`, ...CLIENT },
    request: async (exchange) => {
      asked.push(exchange);
      const url = new URL(exchange.url);
      return places[url.pathname]?.() ?? answer("", 404);
    },
    clock: {
      now: () => now,
      after: () => () => undefined,
      wait: async (ms, signal) => {
        if (signal?.aborted === true) return;
        pauses.push(ms);
        now += ms;
      },
    },
    asked,
    pauses,
    says,
    idToken,
    good,
  };
}
