import * as oidc from "openid-client";
import type { PscSettings } from "#shared/domain/environment";
import { exchangeFetch } from "./exchange-fetch";
import type { PscFailure } from "#shared/domain/session";
import { classify } from "./failure";
import type { HttpsRequest } from "../../shared/domain/https-exchange";

/** What names one provider and proves the client to it; its endpoints are learnt by discovery. */
export type ProviderSettings = Pick<
  PscSettings,
  "issuer" | "discoveryUrl" | "clientId" | "clientSecret" | "clientCertificate"
>;

/** Discovery done and checked. */
export type Discovered =
  | { readonly ok: true; readonly value: oidc.Configuration }
  | { readonly ok: false; readonly failure: PscFailure };

/**
 * Reads the provider's discovery page and pins what it may not change: the issuer (the library does not check it on PSC's discovery address, which is not the usual one),
 * RS256, and signatures of ID tokens, which the library would otherwise take on trust (psc-ciba.md §6.1, §6.2).
 */
export async function discover(settings: ProviderSettings, request: HttpsRequest): Promise<Discovered> {
  const proof = proofOf(settings);
  if (settings.clientId === "" || settings.issuer === "" || proof === undefined)
    return { ok: false, failure: { code: "config", detail: "no-client" } };
  try {
    const config = await oidc.discovery(
      new URL(settings.discoveryUrl),
      settings.clientId,
      { [oidc.clockTolerance]: 30, id_token_signed_response_alg: "RS256" },
      proof,
      { timeout: 10, [oidc.customFetch]: exchangeFetch(request) },
    );
    const metadata = config.serverMetadata();
    if (metadata.issuer !== settings.issuer) return { ok: false, failure: { code: "protocol", detail: "issuer" } };
    if (!staysInPlace(metadata, settings.issuer))
      return { ok: false, failure: { code: "protocol", detail: "endpoint" } };
    oidc.enableNonRepudiationChecks(config);
    return { ok: true, value: config };
  } catch (error) {
    return { ok: false, failure: classify(error, "discovery") };
  }
}

/** A secret, or the certificate that the injected network presents; undefined when the environment has neither yet. */
function proofOf({ clientCertificate, clientSecret }: ProviderSettings): oidc.ClientAuth | undefined {
  if (clientCertificate === true) return oidc.TlsClientAuth();
  return clientSecret === undefined ? undefined : oidc.ClientSecretBasic(clientSecret);
}

/** The secret and the tokens go to these addresses: they must be HTTPS on the pinned issuer's own host. */
function staysInPlace(metadata: oidc.ServerMetadata, issuer: string): boolean {
  const origin = new URL(issuer).origin;
  const addresses = [
    metadata.token_endpoint,
    metadata.jwks_uri,
    metadata.backchannel_authentication_endpoint,
    metadata.end_session_endpoint,
  ];
  return addresses.every(
    (address) => address === undefined || (URL.canParse(address) && new URL(address).origin === origin),
  );
}
