import type { Environment, PscSettings } from "#shared/domain/environment";

/** Where the browser comes back: a fixed port, to be declared with the client: PSC is not known to accept any (psc-ciba.md §2.8). */
export const RETURNS_TO = { host: "localhost", port: 47_632, path: "/retour" } as const;

/**
 * Production and the bac à sable as published (psc-ciba.md §1). What only a declared product has is left empty: `clientId`, `nil`, and the
 * IGC-Santé anchors, which could not be obtained to be shipped: they are imported with `readAnchor`, and until then no API LPS is trusted.
 */
export const KNOWN_ENVIRONMENTS: Readonly<Record<"production" | "bas", Environment>> = {
  production: {
    id: "production",
    label: "Production",
    psc: pscSettings("https://auth.esw.esante.gouv.fr", "https://wallet.esw.esante.gouv.fr"),
    anchorsPem: [],
    trustedDomains: ["mssante.fr"],
    directory: {
      ldap: "ldap://ldap.annuaire.mssante.fr:389",
      fhir: "https://gateway.api.esante.gouv.fr/fhir/v2",
      // directory.md §3: signed by IGC-Santé, whose anchors the environment must hold.
      extraction:
        "https://service.annuaire.sante.fr/annuaire-sante-webservices/V300/services/extraction/Extraction_Correspondance_MSSante",
      whiteList: "https://espacedeconfiance.mssante.fr/listeblanchemssante.xml",
    },
    nil: "",
    publicDns: true,
  },
  bas: {
    id: "bas",
    label: "Bac à sable",
    psc: pscSettings("https://auth.bas.psc.esante.gouv.fr", "https://wallet.bas.psc.esante.gouv.fr"),
    anchorsPem: [],
    trustedDomains: ["mssante.fr"],
    directory: { fhir: "https://gateway.api.esante.gouv.fr/fhir/v2" },
    nil: "",
    publicDns: true,
  },
};

function pscSettings(origin: string, walletOrigin: string): PscSettings {
  const issuer = `${origin}/auth/realms/esante-wallet`;
  return {
    issuer,
    discoveryUrl: `${issuer}/.well-known/wallet-openid-configuration`,
    clientId: "",
    scope: "openid scope_all",
    acrValues: "eidas1",
    authority: "public",
    browser: { origin: walletOrigin, returnsTo: RETURNS_TO },
  };
}
