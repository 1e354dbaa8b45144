import { startAutoconfigServer } from "./autoconfig/server";
import { FHIR_PATH, HOSTS, CERTIFIED_HOSTS, PSC_CLIENT, RETURNS_TO, type ServerPorts } from "./addresses";
import { type FhirServer, startFhirServer } from "./fhir/start-fhir-server";
import { createImapFaults, type ImapFaults } from "./imap/faults";
import type { LoginVerdict, PresentedLogin } from "./imap/ports";
import { type ImapServer, startImapServer } from "./imap/start-imap-server";
import type { MailStore } from "./imap/store/mail-store";
import { type LdapServer, startLdapServer } from "./ldap/start-ldap-server";
import { PSC_PEOPLE } from "./people";
import { type PublicationServer, startPublicationServer } from "./publication/start-publication-server";
import type { Pki, ServerIdentity } from "./pki/pki";
import { type Publisher, startPublisher } from "./pki/publisher";
import type { ProtocolLog } from "./protocol-log";
import type { PostOffice } from "./post/post-office";
import { type PscProvider, startPscProvider } from "./psc/provider";
import { type SmtpServer, startSmtpServer } from "./smtp/start-smtp-server";
import { createSmtpFaults, type SmtpFaults } from "./smtp/submission";
import { directoryPopulation } from "./world/directory-population";
import { DOMAINS } from "./world/practice";

/** Every server of the demonstration, with the switches of their faults. */
export type Servers = {
  readonly provider: PscProvider;
  readonly imap: ImapServer;
  readonly smtp: SmtpServer;
  readonly ldap: LdapServer;
  readonly fhir: FhirServer;
  readonly publisher: Publisher;
  /** The one certificate that all of them present, to be revoked by a test. */
  readonly certificatePem: string;
  readonly publication: PublicationServer;
  readonly imapFaults: ImapFaults;
  readonly smtpFaults: SmtpFaults;
  readonly ports: ServerPorts;
  close(): Promise<void>;
};

/** Starts them all on 127.0.0.1 and free ports; on a failure those already started are closed. */
export async function startServers(options: {
  readonly pki: Pki;
  readonly now: () => Date;
  readonly store: MailStore;
  readonly office: PostOffice;
  readonly signingKeyPem: string | undefined;
  readonly onSignIn: () => void;
  readonly onRequest: () => void;
  /** Hears every line of the protocols. */
  readonly log?: ProtocolLog["write"];
}): Promise<Servers> {
  const { opened, close } = createOpenings();
  try {
    const { store, office } = options;
    const say =
      (protocol: Parameters<ProtocolLog["write"]>[0]) =>
      (line: string): void =>
        options.log?.(protocol, line);
    const tls = await options.pki.issue(CERTIFIED_HOSTS);
    const provider = await opened(startProvider(tls, { ...options, log: say("oidc") }));
    const authenticate = signInBy(provider);
    const toMail = async (login: PresentedLogin): Promise<LoginVerdict> => {
      const verdict = await authenticate(login);
      if (verdict.ok) options.onSignIn();
      return verdict;
    };
    const [imapFaults, smtpFaults, entries] = [createImapFaults(), createSmtpFaults(), directoryPopulation()];
    const { recipient, submit } = office;
    const smtp = await opened(
      startSmtpServer({ tls, authenticate, recipient, submit, faults: smtpFaults, log: say("smtp") }),
    );
    const imapTls = { key: tls.keyPem, cert: tls.certPem };
    const imap = await opened(
      startImapServer({ store, tls: imapTls, authenticate: toMail, faults: imapFaults, log: say("imap") }),
    );
    const autoconfig = await opened(startAutoconfigServer({ tls, domains: mailDomains() }));
    const ldap = await opened(startLdapServer({ log: say("ldap"), entries }));
    const fhir = await opened(
      startFhirServer({ log: say("fhir"), tls, entries, publicUrl: `https://${HOSTS.fhir}${FHIR_PATH}` }),
    );
    const publisher = await opened(startPublisher(options.pki, { now: options.now }));
    const domains = trustedDomains();
    const publication = await opened(startPublicationServer({ tls, entries, domains, now: options.now }));
    const ports = {
      psc: provider.port,
      autoconfig: autoconfig.port,
      imap: imap.port,
      smtp: smtp.port,
      ldap: ldap.port,
      fhir: fhir.port,
      publisher: publisher.port,
      publication: publication.port,
    };
    return {
      provider,
      imap,
      smtp,
      ldap,
      fhir,
      publisher,
      publication,
      certificatePem: tls.certPem,
      imapFaults,
      smtpFaults,
      ports,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Remembers what was opened, to close it in the other order. */
function createOpenings() {
  const closing: (() => Promise<void>)[] = [];
  return {
    opened: async <T extends { close(): Promise<void> }>(starting: Promise<T>): Promise<T> => {
      const server = await starting;
      closing.unshift(() => server.close());
      return server;
    },
    close: async (): Promise<void> => void (await Promise.allSettled(closing.map((each) => each()))),
  };
}

function startProvider(
  tls: ServerIdentity,
  {
    signingKeyPem,
    onRequest,
    log,
  }: {
    readonly signingKeyPem: string | undefined;
    readonly onRequest: () => void;
    readonly log: (line: string) => void;
  },
): Promise<PscProvider> {
  return startPscProvider({
    tls,
    issuerHost: HOSTS.psc,
    people: PSC_PEOPLE,
    clients: [{ ...PSC_CLIENT, redirectUris: [`http://${RETURNS_TO.host}${RETURNS_TO.path}`] }],
    loopbackPage: true,
    onRequest,
    log,
    ...(signingKeyPem === undefined ? {} : { signingKeyPem }),
  });
}

function signInBy(provider: PscProvider): (login: PresentedLogin) => Promise<LoginVerdict> {
  return async ({ user, token }) => {
    const verdict = await provider.verifyAccessToken(token);
    const mailbox = user.toLowerCase();
    return verdict.ok && verdict.mailboxes.includes(mailbox) ? { ok: true, mailbox } : { ok: false };
  };
}

/** The operators' domains of the make-believe espace de confiance: the practice's, and those of everyone in the directory. */
const trustedDomains = (): readonly string[] => [
  ...new Set([
    ...DOMAINS.map(({ domain }) => domain),
    ...directoryPopulation().map(({ mail }) => mail.slice(mail.indexOf("@") + 1)),
    HOSTS.patients,
  ]),
];

const mailDomains = () =>
  DOMAINS.map(({ domain, name }) => ({
    domain,
    name,
    entryPoints: (["OAuth2", "TLS-client-cert"] as const).map((auth) => ({
      auth,
      imapHost: HOSTS.imap,
      imapPort: 143,
      smtpHost: HOSTS.smtp,
      smtpPort: 587,
    })),
  }));
