import { X509Certificate } from "node:crypto";
import { resolveHost, type Environment } from "#shared/domain/environment";
import type { HttpsRequest } from "#shared/domain/https-exchange";
import { destinationFinder } from "../trust/address";
import { authoritiesFor, type Purpose } from "../trust/anchors";
import type { ClientIdentity } from "../trust/client-identity";
import { confirmPeer, type PeerConfirmation, refusalOf } from "../trust/confirm-peer";
import { httpsRequester } from "../trust/https-request";
import type { FindProxy, RevocationCheck } from "../trust/ports";
import { sharedLookup } from "../trust/shared-lookup";
import { systemLookup } from "../trust/system-lookup";

/** Makes the HTTPS door of an environment, for one purpose; every server is asked about before anything is said to it. */
export type OpenDoor = (environment: Environment, purpose: Exclude<Purpose, "api-lps">) => HttpsRequest;

/** Doors that all ask the same revocation check and leave by the same proxy; the client's certificate is presented to the identity provider alone. */
export function httpsDoors(
  revocation: RevocationCheck,
  identity: () => ClientIdentity | null = () => null,
  proxyIn: (environment: Environment) => { readonly proxy?: FindProxy } = () => ({}),
): OpenDoor {
  return (environment, purpose) => {
    const presented = purpose === "psc" && environment.psc.clientCertificate === true ? identity() : null;
    return httpsRequester({
      destination: destinationOf(environment),
      ...proxyIn(environment),
      ca: authoritiesFor(environment, purpose),
      confirm: confirmationIn(environment, revocation),
      ...(presented === null ? {} : { identity: presented }),
    });
  };
}

const lookup = sharedLookup(systemLookup, () => performance.now());

/** Where a host is in an environment: its map, then DNS. */
export function destinationOf(environment: Environment) {
  const resolve = (host: string, port: number) => resolveHost(environment, host, port);
  return destinationFinder({ resolve, lookup });
}

/** The same questions for a connection that is not HTTPS; throws what `classifyCertificateFailure` names. */
export function confirmServer(environment: Environment, revocation: RevocationCheck) {
  const confirmation = confirmationIn(environment, revocation);
  return async (socket: Parameters<typeof confirmPeer>[0]): Promise<void> => {
    const failure = await confirmPeer(socket, confirmation);
    if (failure !== undefined) throw refusalOf(failure);
  };
}

/** In production a chain under IGC-Santé that could not be checked is refused once its bounded grace is over; public authorities publish elsewhere. */
function confirmationIn({ id, anchorsPem }: Environment, revocation: RevocationCheck): PeerConfirmation {
  const anchors = new Set(anchorsPem.map((pem) => Buffer.from(new X509Certificate(pem).raw).toString("base64")));
  const isUnderAnchor = (chain: readonly Uint8Array[]): boolean =>
    chain.some((der) => anchors.has(Buffer.from(der).toString("base64")));
  return { revocation, mustKnow: (chain) => id === "production" && isUnderAnchor(chain) };
}
