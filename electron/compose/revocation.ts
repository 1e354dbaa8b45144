import { join } from "node:path";
import { resolveHost, type Environment } from "#shared/domain/environment";
import { destinationFinder } from "../trust/address";
import type { FindProxy, RevocationCheck } from "../trust/ports";
import { createRevocation } from "../trust/revocation/revocation";
import { listFolder } from "../trust/revocation/list-folder";
import { publisherOverHttp } from "../trust/revocation/ask-publisher";
import { systemLookup } from "../trust/system-lookup";

/** Asks whether a chain is revoked (CONF.22), in the current environment: one checker each, so one cache and one patience with its publisher. */
export function createRevocationOf(
  environment: () => Environment,
  folder: string,
  proxyIn: (environment: Environment) => { readonly proxy?: FindProxy } = () => ({}),
): RevocationCheck {
  let made: { readonly for: Environment; readonly check: RevocationCheck } | null = null;
  return (chain) => {
    const current = environment();
    if (made?.for !== current) made = { for: current, check: checkerOf(current, folder, proxyIn(current)) };
    return made.check(chain);
  };
}

function checkerOf(environment: Environment, folder: string, exit: { readonly proxy?: FindProxy }): RevocationCheck {
  const resolve = (host: string, port: number) => resolveHost(environment, host, port);
  const revocation = createRevocation({
    ask: publisherOverHttp({ destination: destinationFinder({ resolve, lookup: systemLookup }), ...exit }),
    store: listFolder(join(folder, "revocation", environment.id)),
    clock: { now: () => Date.now() },
    // IGC-Santé publishes there; an environment of its own names its publishers in its map.
    isAllowedHost: (host) => host.endsWith(".esante.gouv.fr") || resolveHost(environment, host, 80).kind === "mapped",
  });
  return revocation.check;
}
