import type { IDToken, TokenEndpointResponse, TokenEndpointResponseHelpers } from "openid-client";
import type { PscFailure } from "#shared/domain/session";
import { type IdNat, isSamePerson, rppsOf } from "./id-nat";

/** Who signed in, as plain data without tokens. */
export type PscIdentity = {
  readonly idNat: IdNat;
  readonly rpps: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly subject: string;
};

/** The tokens of a session; lives only inside closures of this folder. `expiresAt` is when the access token ends (epoch ms). */
export type TokenSet = {
  readonly accessToken: string;
  readonly expiresAt: number;
  readonly refreshToken: string | undefined;
  readonly refreshExpiresAt: number | undefined;
  readonly idToken: string | undefined;
  readonly subject: string | undefined;
};

type Response = TokenEndpointResponse & TokenEndpointResponseHelpers;

/** A token is said inside a SASL exchange: printable ASCII without a space (RFC 6750 §2.1), of a length that a mail server can hear. */
const TOKEN = /^[\x21-\x7e]{1,16384}$/u;

/** Copies the tokens of an answer; `askedAt` is when the question was sent, so that lifetimes are never overrated. Throws where the token cannot be one. */
export function readTokens(response: Response, askedAt: number): TokenSet {
  const { refresh_expires_in: refreshSeconds } = response;
  if (!TOKEN.test(response.access_token)) throw new Error("not a token");
  return {
    accessToken: response.access_token,
    // Without `expires_in` the token is used once and refreshed at the next need.
    expiresAt: askedAt + (response.expires_in ?? 0) * 1000,
    refreshToken: response.refresh_token,
    refreshExpiresAt:
      typeof refreshSeconds === "number" && refreshSeconds > 0 ? askedAt + refreshSeconds * 1000 : undefined,
    idToken: response.id_token,
    subject: response.claims()?.sub,
  };
}

/** Checks that the ID token is for the person who was asked, at the level that was asked (psc-ciba.md §6.8). */
export function checkIdentity(
  claims: IDToken | undefined,
  expected: { readonly idNat: IdNat; readonly acr: string },
): { readonly ok: true; readonly value: PscIdentity } | { readonly ok: false; readonly failure: PscFailure } {
  if (claims === undefined) return refuse("no-id-token");
  if (claims["acr"] !== expected.acr) return refuse("acr");
  if (!isSamePerson(claims["SubjectNameID"] ?? claims["preferred_username"], expected.idNat))
    return refuse("other-person");
  return {
    ok: true,
    value: {
      idNat: expected.idNat,
      rpps: rppsOf(expected.idNat),
      givenName: shortText(claims["given_name"]),
      familyName: shortText(claims["family_name"]),
      subject: claims.sub,
    },
  };
}

const refuse = (detail: string) => ({ ok: false, failure: { code: "protocol", detail } }) as const;

/** A name to show: no control characters, 120 characters at most. */
function shortText(value: unknown): string {
  return typeof value === "string"
    ? value
        .replaceAll(/\p{Cc}/gu, " ")
        .trim()
        .slice(0, 120)
    : "";
}
