import type { AddressInfo } from "node:net";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import type { Environment } from "#shared/domain/environment";
import type { MailboxId } from "#shared/domain/ids";
import { createImapFaults } from "../../demo/imap/faults";
import { type ImapServerOptions, startImapServer } from "../../demo/imap/start-imap-server";
import { createMailStore } from "../../demo/imap/store/mail-store";
import type { Pki } from "../../demo/pki/pki";
import { testPki } from "../../demo/pki/testing/authorities";
import { buildDraftCopy } from "../../outbox/build-draft";
import { submitMessage } from "../../outbox/submit";
import { classifyCertificateFailure } from "../../trust/certificate-failure";
import { tlsPolicy } from "../../trust/tls-policy";
import { systemClock } from "../pace";
import type { MailboxConfig, MailboxPorts, Pace } from "../ports";
import { createMailboxService } from "../service";
import { MAILBOX, storeDouble } from "./store-double";

export const ALICE = "alice.demo@cabinet.demo.mssante.fr";
export const IMAP_HOST = "imap.demo.mssante.fr";
export const SMTP_HOST = "smtp.demo.mssante.fr";

export type Practice = Awaited<ReturnType<typeof startPractice>>;

/** A real IMAP server on loopback, the mailboxes' service led to it, and a store in memory. Only the token `good` opens a box. */
export async function startPractice(
  options: {
    readonly imap?: Partial<ImapServerOptions>;
    readonly pace?: Partial<Pace>;
    readonly ports?: Partial<MailboxPorts>;
  } = {},
) {
  const pki = await testPki();
  const mail = createMailStore();
  const faults = createImapFaults();
  const { certPem, keyPem } = await pki.issue([IMAP_HOST]);
  const logins: string[] = [];
  const log: string[] = [];
  const start = (port = 0) =>
    startImapServer({
      store: mail,
      port,
      tls: { cert: certPem, key: keyPem },
      faults,
      log: (line) => log.push(line),
      authenticate: async ({ user, token }) => {
        logins.push(token);
        return token === "good" ? { ok: true, mailbox: user } : { ok: false };
      },
      ...options.imap,
    });
  const server = { current: await start() };
  const places = { imap: server.current.port, smtp: 0 };
  const double = storeDouble();
  const pace: Partial<Pace> = {
    firstRetry: 30,
    longestRetry: 100,
    refusedRetry: 60_000,
    linger: 5000,
    ...options.pace,
  };
  const service = createMailboxService({
    host: double.host,
    tls: () => tlsPolicy({ ca: [pki.anchorPem] }),
    destination: async (_config, host) => ({
      ok: true,
      address: "127.0.0.1",
      port: host === SMTP_HOST ? places.smtp : places.imap,
    }),
    confirm: () => Promise.resolve(),
    certificateFailure: classifyCertificateFailure,
    submit: submitMessage,
    clock: systemClock,
    pace,
    ...options.ports,
  });
  const closers: (() => unknown)[] = [];
  const opened = new Set<MailboxId>();
  return {
    mail,
    faults,
    logins,
    log,
    server,
    places,
    service,
    ...double,
    /** The server again, on the port it had. */
    restart: async () => void (server.current = await start(places.imap)),
    async open(mailboxId: MailboxId = MAILBOX, address = ALICE) {
      opened.add(mailboxId);
      await service.open(configOf(mailboxId, address));
    },
    async smtp(options: SMTPServerOptions = {}) {
      const { port, close } = await startSmtp(pki, options);
      places.smtp = port;
      closers.push(close);
    },
    async stop() {
      await Promise.all([...opened].map((mailboxId) => service.close(mailboxId)));
      for (const close of closers) close();
      await server.current.close();
    },
  };
}

/** The configuration of one mailbox on those servers. */
export function configOf(mailboxId: MailboxId = MAILBOX, address = ALICE): MailboxConfig {
  return {
    mailboxId,
    address,
    servers: { imap: { host: IMAP_HOST, port: 143 }, smtp: { host: SMTP_HOST, port: 587 } },
    environment: ENVIRONMENT,
  };
}

async function startSmtp(pki: Pki, options: SMTPServerOptions): Promise<{ port: number; close: () => unknown }> {
  const { certPem, keyPem } = await pki.issue([SMTP_HOST]);
  const server = new SMTPServer({
    cert: certPem,
    key: keyPem,
    authMethods: ["XOAUTH2"],
    onAuth: (auth, _session, done) =>
      auth.accessToken === "good"
        ? done(null, { user: auth.username })
        : done(null, { data: { status: "401", schemes: "bearer", scope: "mail" } }),
    onData: (stream, _session, done) => void stream.resume().on("end", () => done()),
    ...options,
  });
  server.on("error", () => undefined);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { port: (server.server.address() as AddressInfo).port, close: () => server.close() };
}

const ENVIRONMENT: Environment = {
  id: "demo",
  label: "Essai",
  psc: { issuer: "", discoveryUrl: "", clientId: "", scope: "", acrValues: "", authority: "anchors" },
  anchorsPem: [],
  trustedDomains: ["mssante.fr"],
  directory: {},
  nil: "DEMO-000000",
  publicDns: false,
};

/** A plain message of a fictitious colleague; more header lines may be added. */
export function letter(subject: string, body = "Bonjour,", headers: readonly string[] = []): Buffer {
  const lines = [
    "From: =?utf-8?Q?H=C3=A9l=C3=A8ne_DEMO?= <helene.demo@hopital.demo.mssante.fr>",
    `To: ${ALICE}`,
    `Subject: ${subject}`,
    "Date: Thu, 5 Nov 2026 08:30:00 +0100",
    `Message-ID: <${Buffer.from(subject).toString("hex").slice(0, 60)}@demo.mssante.fr>`,
    ...headers,
    "MIME-Version: 1.0",
    ...(headers.some((line) => /^content-type:/iu.test(line)) ? [] : ["Content-Type: text/plain; charset=utf-8"]),
    "",
    body,
  ];
  return Buffer.from(`${lines.join("\r\n")}\r\n`, "utf8");
}

/** Waits until `condition` holds, at most `ms`. */
export async function until(condition: () => boolean, ms = 8000): Promise<void> {
  const end = Date.now() + ms;
  while (!condition()) {
    if (Date.now() > end) throw new Error("still not so");
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** The copy of a draft as the outbox builds it. */
export const draftCopy = (draftId: string, text: string): Promise<Uint8Array> =>
  buildDraftCopy({
    draftId,
    mailbox: { address: ALICE, fromLabel: "Alice_DEMO" },
    to: [],
    cc: [],
    bcc: [],
    subject: "Brouillon",
    text,
    inReplyTo: "",
    references: [],
    attachments: [],
    fin: false,
    readReceipt: false,
    date: new Date("2026-11-05T08:30:00Z"),
  });
