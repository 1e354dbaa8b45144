import type { Environment } from "#shared/domain/environment";
import { createPki, type Pki } from "../../electron/demo/pki/pki";
import type { DemoPerson } from "../../electron/demo/psc/person";
import { type PscProvider, startPscProvider } from "../../electron/demo/psc/provider";
import { type AutoconfigServer, startAutoconfig } from "./autoconfig";
import { directoryEntries, type DirectoryEntry } from "./directory-entries";
import { type Dovecot, type DovecotOptions, startDovecot } from "./dovecot";
import { keepServers } from "./kept-servers";
import { startPostfix } from "./postfix";
import { PEOPLE, PRACTICE_DOMAIN, RECIPIENTS, TRUST_DOMAIN } from "./residents";
import { type Slapd, startSlapd } from "./slapd";
import { startSmtpRelay } from "./smtp-relay";
import type { Submission } from "./submission";
import { mintToken } from "./token";

export type SpaceOptions = {
  readonly people?: readonly DemoPerson[];
  readonly entries?: readonly DirectoryEntry[];
  readonly ownership?: DovecotOptions["ownership"];
  /** Postfix's command line in bytes; its own default is 2048. */
  readonly lineLengthLimit?: number;
  readonly maxBytes?: number;
  /** Room of every mailbox, in kilobytes. */
  readonly quotaKilobytes?: number;
  /** Seconds an access token lives, and between two polls. */
  readonly tokenSeconds?: number;
  readonly pollSeconds?: number;
  /** Forces the stand-in even as root. */
  readonly relay?: boolean;
};

/** A whole space of trust of real servers on loopback, and the environment that leads a client to them. */
export type SpaceOfTrust = {
  readonly environment: Environment;
  readonly people: readonly DemoPerson[];
  readonly pki: Pki;
  readonly psc: PscProvider;
  readonly dovecot: Dovecot;
  readonly submission: Submission;
  readonly slapd: Slapd;
  readonly autoconfig: AutoconfigServer;
  deliver(mailbox: string, raw: Uint8Array | string): Promise<void>;
  /** A good access token for that mailbox's domain, without a sign-in. */
  token(email: string, odd?: { readonly secondsLeft?: number; readonly padding?: number }): Promise<string>;
  stop(): Promise<void>;
};

export const CLIENT = { clientId: "pli-essai", clientSecret: "secret-d-essai", ciba: true } as const;
const RETURNS_TO = { host: "127.0.0.1", port: 0, path: "/retour" } as const;
const HOSTS = {
  imap: `imap.${TRUST_DOMAIN}`,
  smtp: `smtp.${TRUST_DOMAIN}`,
  ldap: `ldap.${TRUST_DOMAIN}`,
  psc: `psc.${TRUST_DOMAIN}`,
} as const;
const DOMAINS = [PRACTICE_DOMAIN, `confrere.${TRUST_DOMAIN}`, "patient.mssante.fr"] as const;
const AUTOCONFIG = DOMAINS.map((domain) => `autoconfig.${domain}`);

/** Starts Dovecot, Postfix (or its stand-in), OpenLDAP, the OpenID provider and the configuration server. */
export async function startSpaceOfTrust(options: SpaceOptions = {}): Promise<SpaceOfTrust> {
  const people = options.people ?? PEOPLE;
  const { kept, stop } = keepServers();
  try {
    const pki = await createPki({ now: () => new Date() });
    const psc = await startPscProvider({
      tls: await pki.issue([HOSTS.psc]),
      issuerHost: HOSTS.psc,
      people,
      clients: [{ ...CLIENT, redirectUris: [`http://${RETURNS_TO.host}${RETURNS_TO.path}`] }],
      loopbackPage: true,
      interval: options.pollSeconds ?? 0.2,
      lifetimes: { accessToken: options.tokenSeconds ?? 120 },
    });
    kept({ stop: () => psc.close() });
    const keys = { publicKeys: psc.publicKeys, clients: [CLIENT.clientId] };
    const dovecot = kept(
      await startDovecot({
        certificate: await pki.issue([HOSTS.imap]),
        issuer: psc.issuer,
        keys,
        ...(options.ownership === undefined ? {} : { ownership: options.ownership }),
        ...(options.quotaKilobytes === undefined ? {} : { quotaKilobytes: options.quotaKilobytes }),
      }),
    );
    const submission = kept(await startSubmission(options, pki, psc, dovecot, keys));
    const entries = options.entries ?? directoryEntries(`confrere.${TRUST_DOMAIN}`);
    const slapd = kept(
      await startSlapd({ certificate: await pki.issue([HOSTS.ldap]), anchorPem: pki.anchorPem, entries }),
    );
    const autoconfig = kept(
      await startAutoconfig({
        certificate: await pki.issue(AUTOCONFIG),
        domains: DOMAINS,
        imapHost: HOSTS.imap,
        smtpHost: HOSTS.smtp,
      }),
    );
    const environment = describe(pki, psc, {
      imap: dovecot.ports.imap,
      smtp: submission.port,
      ldap: slapd.port,
      autoconfig: autoconfig.port,
    });
    const signer = {
      issuer: psc.issuer,
      kid: psc.publicKeys[0]?.kid ?? "",
      signingKeyPem: psc.signingKeyPem,
      client: CLIENT.clientId,
    };
    return {
      environment,
      people,
      pki,
      psc,
      dovecot,
      submission,
      slapd,
      autoconfig,
      deliver: dovecot.deliver,
      token: (email, odd) => mintToken({ ...signer, email, ...odd }),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startSubmission(
  options: SpaceOptions,
  pki: Pki,
  psc: PscProvider,
  dovecot: Dovecot,
  keys: DovecotOptions["keys"],
): Promise<Submission> {
  const both = {
    certificate: await pki.issue([HOSTS.smtp]),
    domains: DOMAINS,
    recipients: RECIPIENTS,
    lmtpPort: dovecot.ports.lmtp,
    ...(options.maxBytes === undefined ? {} : { maxBytes: options.maxBytes }),
  };
  const isRoot = process.getuid?.() === 0;
  if (!isRoot || options.relay === true) return startSmtpRelay({ ...both, issuer: psc.issuer, keys });
  return startPostfix({
    ...both,
    saslPort: dovecot.ports.sasl,
    ...(options.lineLengthLimit === undefined ? {} : { lineLengthLimit: options.lineLengthLimit }),
  });
}

function describe(
  pki: Pki,
  psc: PscProvider,
  ports: { readonly imap: number; readonly smtp: number; readonly ldap: number; readonly autoconfig: number },
): Environment {
  const at = (port: number) => ({ address: "127.0.0.1", port });
  return {
    id: "custom",
    label: "Serveurs d'essai",
    psc: {
      issuer: psc.issuer,
      discoveryUrl: psc.discoveryUrl,
      clientId: CLIENT.clientId,
      clientSecret: CLIENT.clientSecret,
      scope: "openid scope_all",
      acrValues: "eidas1",
      authority: "anchors",
      browser: { returnsTo: RETURNS_TO, ...(psc.pageOrigin === undefined ? {} : { origin: psc.pageOrigin }) },
    },
    anchorsPem: [pki.anchorPem],
    trustedDomains: ["mssante.fr"],
    hosts: {
      [HOSTS.psc]: at(psc.port),
      [HOSTS.imap]: at(ports.imap),
      [HOSTS.smtp]: at(ports.smtp),
      [HOSTS.ldap]: at(ports.ldap),
      ...Object.fromEntries(AUTOCONFIG.map((host) => [host, at(ports.autoconfig)])),
    },
    directory: { ldap: `ldap://${HOSTS.ldap}:389` },
    nil: "DEMO-000000",
    publicDns: false,
  };
}
