import { createPrivateKey } from "node:crypto";
import { SignJWT } from "jose";

export type TokenClaims = {
  readonly email: string;
  readonly issuer: string;
  readonly kid: string;
  readonly signingKeyPem: string;
  readonly client?: string;
  readonly secondsLeft?: number;
  /** Length added to the token, for servers with short command lines. */
  readonly padding?: number;
};

/** An access token as the provider signs them (RS256, header `typ: JWT`), without going through a sign-in. */
export function mintToken(claims: TokenClaims): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  const padding = claims.padding === undefined ? {} : { pad: "x".repeat(claims.padding) };
  return new SignJWT({
    typ: "Bearer",
    email: claims.email,
    scope: "openid scope_all",
    azp: claims.client ?? "pli-essai",
    ...padding,
  })
    .setProtectedHeader({ alg: "RS256", typ: "JWT", kid: claims.kid })
    .setSubject(`f:demo-psc:${claims.email}`)
    .setIssuer(claims.issuer)
    .setAudience("urn:demo:mssante:operateurs")
    .setIssuedAt(now - 1)
    .setExpirationTime(now + (claims.secondsLeft ?? 120))
    .sign(createPrivateKey(claims.signingKeyPem));
}
