import { AsyncLocalStorage } from "node:async_hooks";
import { rootCertificates } from "node:tls";
import type { PscSettings } from "#shared/domain/environment";
import { createPscClient } from "../electron/psc/client";
import { parseIdNat } from "../electron/psc/id-nat";
import { systemClock } from "../electron/psc/system-clock";
import { mutualTlsRequester } from "../electron/relay/mutual-tls";
import type { IdentityProvider } from "../electron/relay/ports";
import { startRelay } from "../electron/relay/relay";
import type { RelayServer } from "../electron/relay/server";
import type { RelaySettings } from "../electron/relay/settings";
import { openValkeyStore } from "../electron/relay/valkey-store";
import { destinationFinder } from "../electron/trust/address";
import { httpsRequester } from "../electron/trust/https-request";
import { systemLookup } from "../electron/trust/system-lookup";

/** Joins the relay to the Pro Santé Connect client of the application, and starts it. */
export function openRelay(settings: RelaySettings, writeTrace: (line: string) => void): Promise<RelayServer> {
  const { valkey, sessionKey } = settings;
  return startRelay({
    provider: providerOf(settings),
    clock: systemClock,
    listen: {
      host: settings.host,
      port: settings.port,
      stopWithinMs: settings.stopWithinMs,
      ...(settings.tls === undefined ? {} : { tls: settings.tls }),
    },
    allowedClients: settings.allowedClients,
    ...(valkey === undefined || sessionKey === undefined
      ? {}
      : { shared: { store: openValkeyStore(valkey), sessionKey } }),
    ...(settings.tracesKey === undefined ? {} : { tracesKey: settings.tracesKey }),
    writeTrace,
  });
}

/** The application's own client; its two digits are those the desktop chose and already shows. */
export function providerOf(settings: RelaySettings): IdentityProvider {
  const digits = new AsyncLocalStorage<string>();
  const client = createPscClient({
    settings: pscSettingsOf(settings),
    request: networkOf(settings),
    clock: systemClock,
    random: () => Number(digits.getStore()),
  });
  return {
    async signIn({ bindingMessage, idNat: text, ...request }) {
      const idNat = parseIdNat(text);
      if (idNat === undefined) return { ok: false, failure: { code: "unknown-person" } };
      return digits.run(bindingMessage, () => client.signIn({ ...request, idNat, onWaiting: () => undefined }));
    },
    refresh: client.refresh,
    signOut: client.signOut,
  };
}

function pscSettingsOf(settings: RelaySettings): PscSettings {
  const { issuer, discoveryUrl, clientId, credential } = settings;
  return {
    issuer,
    discoveryUrl,
    clientId,
    // With a certificate nothing of this leaves: `mutual-tls.ts` takes it away and names the client instead.
    clientSecret: credential.kind === "secret" ? credential.secret : "certificate",
    scope: "openid scope_all",
    acrValues: "eidas1",
    authority: settings.pscAuthorities === undefined ? "public" : "anchors",
  };
}

/** Nothing but Pro Santé Connect is ever reached: the issuer's own host, at the address given or by DNS. */
function networkOf({ issuer, clientId, credential, pscPlace, pscAuthorities }: RelaySettings) {
  const host = new URL(issuer).hostname;
  const ca = pscAuthorities === undefined ? rootCertificates : [pscAuthorities];
  const destination = destinationFinder({
    resolve: (asked) => {
      if (asked !== host) return { kind: "refused" };
      return pscPlace === undefined ? { kind: "dns" } : { kind: "mapped", place: pscPlace };
    },
    lookup: systemLookup,
  });
  return credential.kind === "secret"
    ? httpsRequester({ ca, destination })
    : mutualTlsRequester({ ...credential, clientId, ca, destination });
}
