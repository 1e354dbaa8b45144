import type { Environment, HostPlace } from "#shared/domain/environment";
import { EXTRACTION_PATH, WHITE_LIST_PATH } from "./publication/start-publication-server";
import { DEMO_NIL, DOMAINS } from "./world/practice";

/** Names of the demonstration's servers; none of them exists in real DNS. */
export const HOSTS = {
  psc: "auth.psc.demo.mssante.fr",
  imap: "imap.demo.mssante.fr",
  smtp: "smtp.demo.mssante.fr",
  ldap: "ldap.annuaire.demo.mssante.fr",
  fhir: "fhir.annuaire.demo.mssante.fr",
  patients: "patient.mssante.fr",
  publisher: "publication.demo.mssante.fr",
  publication: "service.annuaire.demo.mssante.fr",
} as const;

/** The client that Pli is for the make-believe Pro Santé Connect. */
export const PSC_CLIENT = { clientId: "pli-demo", clientSecret: "DEMO sans valeur" } as const;

/** Where a browser comes back to Pli: on any free port, as the make-believe client declared. */
export const RETURNS_TO = { host: "127.0.0.1", port: 0, path: "/retour" } as const;

/** Path of the FHIR API. */
export const FHIR_PATH = "/fhir/v2";

/** Every name that the demonstration's certificate holds. */
export const CERTIFIED_HOSTS: readonly string[] = [
  ...Object.values(HOSTS),
  ...DOMAINS.map(({ domain }) => `autoconfig.${domain}`),
];

/** Ports where the servers really listen, on 127.0.0.1. */
export type ServerPorts = {
  readonly psc: number;
  readonly autoconfig: number;
  readonly imap: number;
  readonly smtp: number;
  readonly ldap: number;
  readonly fhir: number;
  readonly publisher: number;
  readonly publication: number;
};

/** The demonstration as an environment: loopback only, never real DNS. */
export function demoEnvironment(options: {
  readonly anchorPem: string;
  readonly issuer: string;
  readonly discoveryUrl: string;
  readonly pageOrigin: string | undefined;
  readonly ports: ServerPorts;
}): Environment {
  const { ports } = options;
  const place = (port: number): HostPlace => ({ address: "127.0.0.1", port });
  return {
    id: "demo",
    label: "Démonstration",
    psc: {
      issuer: options.issuer,
      discoveryUrl: options.discoveryUrl,
      ...PSC_CLIENT,
      scope: "openid scope_all",
      acrValues: "eidas1",
      authority: "anchors",
      browser: { returnsTo: RETURNS_TO, ...(options.pageOrigin === undefined ? {} : { origin: options.pageOrigin }) },
    },
    anchorsPem: [options.anchorPem],
    trustedDomains: ["mssante.fr"],
    hosts: {
      [HOSTS.psc]: place(ports.psc),
      [HOSTS.imap]: place(ports.imap),
      [HOSTS.smtp]: place(ports.smtp),
      [HOSTS.ldap]: place(ports.ldap),
      [HOSTS.fhir]: place(ports.fhir),
      [HOSTS.patients]: place(ports.smtp),
      [HOSTS.publisher]: place(ports.publisher),
      [HOSTS.publication]: place(ports.publication),
      ...Object.fromEntries(DOMAINS.map(({ domain }) => [`autoconfig.${domain}`, place(ports.autoconfig)])),
    },
    directory: {
      ldap: `ldap://${HOSTS.ldap}`,
      fhir: `https://${HOSTS.fhir}${FHIR_PATH}`,
      extraction: `https://${HOSTS.publication}${EXTRACTION_PATH}`,
      whiteList: `https://${HOSTS.publication}${WHITE_LIST_PATH}`,
    },
    nil: DEMO_NIL,
    publicDns: false,
  };
}
