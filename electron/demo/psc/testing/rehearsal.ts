import type { HostResolution, PscSettings } from "#shared/domain/environment";
import type { Pki } from "../../pki/pki";
import { testPki } from "../../pki/testing/authorities";
import type { DemoPerson } from "../person";
import { type PscProvider, type PscProviderOptions, startPscProvider } from "../provider";

/** The provider alone, with an authority of its own, for tests of what talks to it; `resolve` maps its host and refuses every other. */
export type Rehearsal = {
  readonly pki: Pki;
  readonly provider: PscProvider;
  readonly settings: PscSettings;
  resolve(host: string): HostResolution;
};

/** Two fictitious doctors; the second may also open the mailbox of the practice. */
export const REHEARSAL_PEOPLE: readonly DemoPerson[] = [
  {
    idNat: "899700000001",
    givenName: "Camille",
    familyName: "DEMO-UN",
    email: "camille.demo-un@cabinet.demo.mssante.fr",
  },
  {
    idNat: "899700000002",
    givenName: "Dominique",
    familyName: "DEMO-DEUX",
    email: "dominique.demo-deux@cabinet.demo.mssante.fr",
    mailboxes: ["secretariat@cabinet.demo.mssante.fr"],
  },
];

const ISSUER_HOST = "psc.demo.mssante.fr";
const CLIENT = { clientId: "pli-demo", clientSecret: "un secret: 100% DEMO" };
/** Where the browser comes back to, on any port. */
const REDIRECT_URIS = ["http://127.0.0.1/retour"];

/** Starts a provider on a free loopback port; polls every 50 ms unless told otherwise. */
export async function rehearse(options: Partial<PscProviderOptions> = {}): Promise<Rehearsal> {
  const issuerHost = options.issuerHost ?? ISSUER_HOST;
  const pki = await testPki();
  const provider = await startPscProvider({
    tls: await pki.issue([issuerHost]),
    issuerHost,
    people: REHEARSAL_PEOPLE,
    clients: [
      { ...CLIENT, redirectUris: REDIRECT_URIS },
      { clientId: "sans-ciba", clientSecret: "s", ciba: false },
    ],
    interval: 0.05,
    ...options,
  });
  const settings: PscSettings = {
    issuer: provider.issuer,
    discoveryUrl: provider.discoveryUrl,
    ...CLIENT,
    scope: "openid scope_all",
    acrValues: "eidas1",
    authority: "anchors",
  };
  const place = { address: "127.0.0.1", port: provider.port };
  const resolve = (host: string): HostResolution =>
    host === issuerHost ? { kind: "mapped", place } : { kind: "refused" };
  return { pki, provider, settings, resolve };
}
