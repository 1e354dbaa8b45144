import type { MailboxId } from "#shared/domain/ids";
import type { MailboxAuth } from "#shared/domain/sync";
import type { Pki } from "../../electron/demo/pki/pki";
import { testPki } from "../../electron/demo/pki/testing/authorities";
import type { MailboxConfig } from "../../electron/mailbox/ports";
import { EMPTY_SETUP, environmentOf } from "../../electron/trust/environment-setup";
import { type Dovecot, startDovecot } from "./dovecot";
import { startPostfix } from "./postfix";
import { PRACTICE_DOMAIN, RECIPIENTS } from "./residents";

/** An operator's entry point that knows one way of opening a mailbox and no token: Dovecot, and Postfix for root. */
export type EntryPoint = {
  readonly pki: Pki;
  readonly dovecot: Dovecot;
  /** A mailbox of this entry point, in an environment that leads to it. */
  readonly config: (mailboxId: MailboxId, address: string, auth: MailboxAuth) => MailboxConfig;
  stop(): Promise<void>;
};

/** Starts it under `<name>.imap.…` and `<name>.smtp.…`: it knows one-time codes, or the certificates of its own authority. */
export async function startEntryPoint(name: string, way: "codes" | "certificates"): Promise<EntryPoint> {
  const hosts = { imap: `${name}.imap.essai.mssante.fr`, smtp: `${name}.smtp.essai.mssante.fr` };
  const pki = await testPki();
  const clientsPem = `${pki.intermediatePem}${pki.anchorPem}`;
  const dovecot = await startDovecot({
    certificate: await pki.issue([hosts.imap]),
    issuer: "",
    keys: { publicKeys: [], clients: [] },
    ...(way === "codes" ? { codes: {} } : { clientsPem }),
  });
  const postfix =
    process.getuid?.() !== 0
      ? null
      : await startPostfix({
          certificate: await pki.issue([hosts.smtp]),
          domains: [PRACTICE_DOMAIN],
          recipients: RECIPIENTS,
          saslPort: dovecot.ports.sasl,
          lmtpPort: dovecot.ports.lmtp,
          ...(way === "codes" ? {} : { clientsPem }),
        }).catch(async (error: unknown) => {
          await dovecot.stop();
          throw error;
        });
  const places = `${hosts.imap} = 127.0.0.1:${dovecot.ports.imap}\n${hosts.smtp} = 127.0.0.1:${postfix?.port ?? 9}`;
  const fields = { ...EMPTY_SETUP.fields, hosts: places };
  const environment = environmentOf("custom", { ...EMPTY_SETUP, anchorsPem: [pki.anchorPem], fields });
  return {
    pki,
    dovecot,
    config: (mailboxId, address, auth) => {
      const servers = { imap: { host: hosts.imap, port: 143 }, smtp: { host: hosts.smtp, port: 587 }, auth };
      return { mailboxId, address, servers, environment };
    },
    stop: async () => {
      await postfix?.stop();
      await dovecot.stop();
    },
  };
}
