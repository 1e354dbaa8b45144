import type { Environment } from "#shared/domain/environment";
import { createPki } from "../../electron/demo/pki/pki";
import { type PscProvider, startPscProvider } from "../../electron/demo/psc/provider";
import { startAutoconfig } from "./autoconfig";
import { type Dovecot, startDovecot } from "./dovecot";
import { keepServers } from "./kept-servers";
import { startPostfix } from "./postfix";
import { TRUST_DOMAIN } from "./residents";
import { startSmtpRelay } from "./smtp-relay";
import type { Submission } from "./submission";

/** An operator whose mail servers know the tokens of its own identity provider and no other; Dovecot and Postfix (as root, else its stand-in). */
export type Operator = {
  readonly domain: string;
  readonly address: string;
  readonly provider: PscProvider;
  readonly dovecot: Dovecot;
  readonly submission: Submission;
  readonly servers: Readonly<Record<"imap" | "smtp", { readonly host: string; readonly port: number }>>;
  /** An environment from which this operator is reached too. */
  readonly reachedFrom: (environment: Environment) => Environment;
  stop(): Promise<void>;
};

/** The client that every such operator knows. */
export const OPERATOR_CLIENT = { clientId: "pli-essai", clientSecret: "un secret: 100% DEMO" } as const;

/** Starts one; its domain is `<name>.essai.mssante.fr`, where Léa DEMO-INTERNE has her mailbox. */
export async function startOperator(name: string): Promise<Operator> {
  const domain = `${name}.${TRUST_DOMAIN}`;
  const address = `lea.demo@${domain}`;
  const hosts = {
    id: `id.${domain}`,
    imap: `imap.${domain}`,
    smtp: `smtp.${domain}`,
    autoconfig: `autoconfig.${domain}`,
  };
  const { kept, stop } = keepServers();
  try {
    const pki = await createPki({ now: () => new Date() });
    const certificate = await pki.issue(Object.values(hosts));
    const provider = await startPscProvider({
      tls: certificate,
      issuerHost: hosts.id,
      isOperator: true,
      people: [{ idNat: "899700000045", givenName: "Léa", familyName: "DEMO-INTERNE", email: address }],
      clients: [OPERATOR_CLIENT],
      interval: 0.05,
    });
    kept({ stop: () => provider.close() });
    const signed = {
      certificate,
      issuer: provider.issuer,
      keys: { publicKeys: provider.publicKeys, clients: [OPERATOR_CLIENT.clientId] },
    };
    const dovecot = kept(await startDovecot(signed));
    const { lmtp: lmtpPort, sasl: saslPort } = dovecot.ports;
    const delivered = { domains: [domain], recipients: [`[^@]*demo[^@]*@${domain.replaceAll(".", "\\.")}`], lmtpPort };
    const isRoot = process.getuid?.() === 0;
    const submission = kept(
      await (isRoot
        ? startPostfix({ ...delivered, certificate, saslPort })
        : startSmtpRelay({ ...delivered, ...signed })),
    );
    const named = { imapHost: hosts.imap, smtpHost: hosts.smtp, authentication: "OAuth2-CIBA" };
    const autoconfig = kept(await startAutoconfig({ ...named, certificate, domains: [domain] }));
    const ports = {
      [hosts.id]: provider.port,
      [hosts.imap]: dovecot.ports.imap,
      [hosts.smtp]: submission.port,
      [hosts.autoconfig]: autoconfig.port,
    };
    const places = Object.entries(ports).map(([host, port]) => [host, { address: "127.0.0.1", port }] as const);
    return {
      domain,
      address,
      provider,
      dovecot,
      submission,
      servers: { imap: { host: hosts.imap, port: 143 }, smtp: { host: hosts.smtp, port: 587 } },
      reachedFrom: (environment) => ({
        ...environment,
        anchorsPem: [...environment.anchorsPem, pki.anchorPem],
        hosts: { ...environment.hosts, ...Object.fromEntries(places) },
      }),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
