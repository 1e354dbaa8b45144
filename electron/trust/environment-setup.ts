import { isIP } from "node:net";
import { type Environment, type HostPlace, normalHost, type PscSettings } from "#shared/domain/environment";
import type { EnvironmentBase, EnvironmentFields, MissingPiece } from "#shared/domain/environment-setup";
import type { ClientIdentity } from "./client-identity";
import { KNOWN_ENVIRONMENTS, RETURNS_TO } from "./known-environments";

/** An environment as it is kept in the encrypted store: what was typed, and its secrets, which are nowhere else on disk. */
export type EnvironmentSetup = {
  readonly fields: EnvironmentFields;
  readonly clientSecret: string;
  readonly identity: ClientIdentity | null;
  readonly anchorsPem: readonly string[];
};

/** What is wrong with a field, as a failure code. */
export type FieldRefusal =
  | "invalid-issuer"
  | "invalid-discovery"
  | "invalid-relay"
  | "invalid-domains"
  | "invalid-hosts"
  | "invalid-directory";

/** An environment of which nothing is set yet. */
export const EMPTY_SETUP: EnvironmentSetup = {
  fields: {
    clientId: "",
    proof: "secret",
    relayUrl: "",
    nil: "",
    issuer: "",
    discoveryUrl: "",
    authority: "anchors",
    trustedDomains: "mssante.fr",
    hosts: "",
    ldap: "",
    fhir: "",
  },
  clientSecret: "",
  identity: null,
  anchorsPem: [],
};

/** The first field that cannot be used; undefined when all may be kept, empty ones included. Pure. */
export function refusedField(base: EnvironmentBase, fields: EnvironmentFields): FieldRefusal | undefined {
  if (fields.relayUrl !== "" && !isHttps(fields.relayUrl)) return "invalid-relay";
  if (base !== "custom") return undefined;
  if (fields.issuer !== "" && !isHttps(fields.issuer)) return "invalid-issuer";
  if (fields.discoveryUrl !== "" && !isUnder(fields.discoveryUrl, fields.issuer)) return "invalid-discovery";
  if (domainsIn(fields.trustedDomains).some((domain) => normalHost(domain) !== domain)) return "invalid-domains";
  if (readHosts(fields.hosts) === undefined) return "invalid-hosts";
  const isDirectory = (fields.ldap === "" || isLdap(fields.ldap)) && (fields.fhir === "" || isHttps(fields.fhir));
  return isDirectory ? undefined : "invalid-directory";
}

/** The environment that a setup makes: the published one completed, or one of its own. Its fields were accepted before. Pure. */
export function environmentOf(base: EnvironmentBase, setup: EnvironmentSetup): Environment {
  const { fields, anchorsPem } = setup;
  if (base !== "custom") {
    const known = KNOWN_ENVIRONMENTS[base];
    return { ...known, psc: withClient(known.psc, setup), anchorsPem, nil: fields.nil };
  }
  const { issuer, discoveryUrl, authority, ldap, fhir } = fields;
  const psc: PscSettings = {
    issuer,
    discoveryUrl: discoveryUrl === "" ? `${issuer}/.well-known/openid-configuration` : discoveryUrl,
    clientId: "",
    scope: "openid scope_all",
    acrValues: "eidas1",
    authority,
    browser: { returnsTo: RETURNS_TO },
  };
  const hosts = readHosts(fields.hosts) ?? {};
  return {
    id: "custom",
    label: "",
    psc: withClient(psc, setup),
    anchorsPem,
    trustedDomains: domainsIn(fields.trustedDomains),
    ...(Object.keys(hosts).length === 0 ? {} : { hosts }),
    directory: { ...(ldap === "" ? {} : { ldap }), ...(fhir === "" ? {} : { fhir }) },
    nil: fields.nil,
    publicDns: true,
  };
}

/** What a setup still lacks. Through a relay nothing is proved from here: the relay holds the proof. Pure. */
export function missingIn(base: EnvironmentBase, { fields, clientSecret, identity, anchorsPem }: EnvironmentSetup) {
  const proves = fields.proof === "secret" ? clientSecret !== "" : identity !== null;
  const missing: readonly (readonly [MissingPiece, boolean])[] = [
    ["issuer", base === "custom" && fields.relayUrl === "" && fields.issuer === ""],
    ["client-id", fields.clientId === ""],
    ["client-proof", fields.relayUrl === "" && !proves],
    ["anchors", anchorsPem.length === 0],
    ["nil", fields.nil === ""],
  ];
  return missing.flatMap(([piece, isMissing]) => (isMissing ? [piece] : []));
}

function withClient(psc: PscSettings, { fields, clientSecret }: EnvironmentSetup): PscSettings {
  return {
    ...psc,
    clientId: fields.clientId,
    ...(fields.proof === "certificate" ? { clientCertificate: true } : {}),
    ...(fields.proof === "secret" && clientSecret !== "" ? { clientSecret } : {}),
    ...(fields.relayUrl === "" ? {} : { relay: { url: fields.relayUrl } }),
  };
}

/** `name:port = address:port`, one a line; undefined when one is not. The right side is an address, never a name. */
function readHosts(text: string): Readonly<Record<string, HostPlace>> | undefined {
  const hosts: Record<string, HostPlace> = {};
  for (const line of text.split(/\r?\n/u)) {
    if (line.trim() === "") continue;
    const found =
      /^\s*(?<name>[^\s:=]+?)(?::(?<on>\d{1,5}))?\s*=\s*\[?(?<address>[^\s=\]]+?)\]?:(?<port>\d{1,5})\s*$/u.exec(line);
    const { name = "", on, address = "", port = "" } = found?.groups ?? {};
    const host = normalHost(name.replace(/^\*\./u, ""));
    if (host === undefined || isIP(address) === 0 || !isPort(port) || (on !== undefined && !isPort(on)))
      return undefined;
    const key = `${name.startsWith("*.") ? "*." : ""}${host}${on === undefined ? "" : `:${Number(on)}`}`;
    hosts[key] = { address, port: Number(port) };
  }
  return hosts;
}

const isPort = (text: string): boolean => Number(text) > 0 && Number(text) < 65_536;
const domainsIn = (text: string): readonly string[] =>
  text
    .toLowerCase()
    .split(/[\s,;]+/u)
    .filter((domain) => domain !== "");

function isHttps(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password, hash, search } = new URL(text);
  return protocol === "https:" && username === "" && password === "" && hash === "" && search === "";
}

/** Discovery stays where the issuer is: it says where secrets go. */
const isUnder = (text: string, issuer: string): boolean =>
  isHttps(text) && isHttps(issuer) && new URL(text).origin === new URL(issuer).origin;

const isLdap = (text: string): boolean =>
  URL.canParse(text) && /^ldaps?:$/u.test(new URL(text).protocol) && new URL(text).hostname !== "";
