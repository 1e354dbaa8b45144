import { resolveHost, type Environment } from "#shared/domain/environment";
import { destinationFinder } from "../trust/address";
import { authoritiesFor } from "../trust/anchors";
import { httpsRequester } from "../trust/https-request";
import { systemLookup } from "../trust/system-lookup";

/** The HTTPS door of one environment, for one purpose. */
export function httpsFor(environment: Environment, purpose: "psc" | "autoconfig" | "directory") {
  const resolve = (host: string, port: number) => resolveHost(environment, host, port);
  return httpsRequester({
    destination: destinationFinder({ resolve, lookup: systemLookup }),
    ca: authoritiesFor(environment, purpose),
  });
}
