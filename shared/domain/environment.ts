/** Which identity provider, authorities and servers Pli talks to; an environment is data, never code. */
export type EnvironmentId = "production" | "bas" | "demo" | "custom";

/** Where a host really is: an address and a port of this machine or of a test network. */
export type HostPlace = { readonly address: string; readonly port: number };

/** Where the system's browser comes back to after a sign-in (RFC 8252 §7.3), as declared to Pro Santé Connect; port 0 takes a free one. */
export type BrowserReturn = { readonly host: "127.0.0.1" | "localhost"; readonly port: number; readonly path: string };

/** The Pro Santé Connect client of an environment; `authority` says which authorities may sign its certificate. */
export type PscSettings = {
  readonly issuer: string;
  readonly discoveryUrl: string;
  readonly clientId: string;
  readonly clientSecret?: string;
  /** The client proves itself by a certificate (mTLS, RFC 8705 §2.1) that main presents; there is no secret. */
  readonly clientCertificate?: true;
  readonly scope: string;
  readonly acrValues: string;
  readonly authority: "public" | "anchors";
  /** The sign-in through the system's browser, where it is declared; `origin` is that of the sign-in page when it is not the issuer's own. */
  readonly browser?: { readonly origin?: string; readonly returnsTo: BrowserReturn };
  /** The vendor's relay, where the desktop may not talk to Pro Santé Connect itself. */
  readonly relay?: { readonly url: string };
};

/** `hosts` keys: `host:port`, `host`, `*.suffix:port` or `*.suffix`; only environments that are not production may have one. */
export type Environment = {
  readonly id: EnvironmentId;
  readonly label: string;
  readonly psc: PscSettings;
  readonly anchorsPem: readonly string[];
  readonly trustedDomains: readonly string[];
  readonly hosts?: Readonly<Record<string, HostPlace>>;
  /** `extraction`: the daily file of mailboxes (https); `whiteList`: the operators' list of domains of the espace de confiance (https). */
  readonly directory: {
    readonly ldap?: string;
    readonly fhir?: string;
    readonly extraction?: string;
    readonly whiteList?: string;
  };
  readonly nil: string;
  readonly publicDns: boolean;
};

/** `mapped`: connect there; `dns`: ask the system; `refused`: this environment never reaches that host. */
export type HostResolution =
  | { readonly kind: "mapped"; readonly place: HostPlace }
  | { readonly kind: "dns" }
  | { readonly kind: "refused" };

/** Where `host` is in this environment: the map first, most exact key first; then public DNS where the environment allows it. Pure. */
export function resolveHost(environment: Environment, host: string, port?: number): HostResolution {
  const name = normalHost(host);
  if (name === undefined) return { kind: "refused" };
  const place = mappedPlace(environment, name, port);
  if (place !== undefined) return { kind: "mapped", place };
  return environment.publicDns ? { kind: "dns" } : { kind: "refused" };
}

/** True when `host` is one of the trusted domains or lies under one (`mssante.fr` covers `imap.x.mssante.fr`). */
export function isTrustedHost(trustedDomains: readonly string[], host: string): boolean {
  const name = normalHost(host);
  if (name === undefined) return false;
  return trustedDomains.some((domain) => name === domain.toLowerCase() || name.endsWith(`.${domain.toLowerCase()}`));
}

/** A lower-case DNS name of 2 labels or more without its final dot; undefined for an IP literal or anything else (RFC 1123 §2.1). */
export function normalHost(host: string): string | undefined {
  const name = host.trim().toLowerCase().replace(/\.$/u, "");
  if (name.length > 253 || !name.includes(".")) return undefined;
  const labels = name.split(".");
  if (!labels.every((label) => /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/u.test(label))) return undefined;
  // A last label of digits only would make the name an IPv4 literal (or one of its odd short forms).
  return /^(?:\d+|0x[0-9a-f]*)$/u.test(labels.at(-1) ?? "") ? undefined : name;
}

function mappedPlace(environment: Environment, host: string, port: number | undefined): HostPlace | undefined {
  if (environment.id === "production" || environment.hosts === undefined) return undefined;
  for (const key of lookupKeys(host, port)) {
    const place = Object.hasOwn(environment.hosts, key) ? environment.hosts[key] : undefined;
    if (place !== undefined) return place;
  }
  return undefined;
}

function lookupKeys(host: string, port: number | undefined): readonly string[] {
  const labels = host.split(".");
  const names = [host, ...labels.slice(1).map((_, index) => `*.${labels.slice(index + 1).join(".")}`)];
  return names.flatMap((name) => (port === undefined ? [name] : [`${name}:${port}`, name]));
}
