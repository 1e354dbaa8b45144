import { SMTPServer, type SMTPServerAddress, type SMTPServerDataStream, type SMTPServerSession } from "smtp-server";
import type { Authenticate } from "../imap/ports";
import { listen } from "../listen";
import { createSmtpFaults, type RecipientVerdict, type SmtpFaults, type Submission } from "./submission";

/** What the submission server is made of; `port` 0 takes a free one. */
export type SmtpServerOptions = {
  readonly tls: { readonly certPem: string; readonly keyPem: string };
  readonly authenticate: Authenticate;
  readonly recipient: (address: string) => RecipientVerdict;
  /** Takes charge of an accepted message; a rejection is answered 451. */
  readonly submit: (submission: Submission) => Promise<void>;
  readonly maxBytes?: number;
  readonly faults?: SmtpFaults;
  /** Hears what is asked and answered; never a token nor a message. */
  readonly log?: (line: string) => void;
  readonly host?: string;
  readonly port?: number;
};

/** The running server. */
export type SmtpServer = { readonly port: number; close(): Promise<void> };

/** Size that the operator announces in EHLO. */
export const MAX_SUBMISSION_BYTES = 30 * 1024 * 1024;
const MAX_RECIPIENTS = 100;

/** Starts the submission server of an API LPS: STARTTLS first, XOAUTH2 only, SIZE, DSN; keeps no copy of what is sent. */
export async function startSmtpServer(options: SmtpServerOptions): Promise<SmtpServer> {
  const faults = options.faults ?? createSmtpFaults();
  const server = new SMTPServer({
    name: "smtp.demo.mssante.fr",
    banner: "DEMO",
    cert: options.tls.certPem,
    key: options.tls.keyPem,
    minVersion: "TLSv1.2",
    maxVersion: "TLSv1.2",
    authMethods: ["XOAUTH2"],
    size: options.maxBytes ?? MAX_SUBMISSION_BYTES,
    hideDSN: false,
    hideENHANCEDSTATUSCODES: false,
    disableReverseLookup: true,
    closeTimeout: 500,
    socketTimeout: 120_000,
    onAuth: (auth, _session, callback) => {
      options.log?.(`AUTH XOAUTH2 user=${auth.username ?? ""} ***`);
      if (faults.unavailable) return callback(refusal(454, "4.7.0 Temporary authentication failure"));
      options.authenticate({ user: auth.username ?? "", token: auth.accessToken ?? "" }).then(
        (verdict) =>
          verdict.ok
            ? callback(null, { user: verdict.mailbox.toLowerCase() })
            : callback(null, { data: { status: "401", schemes: "bearer", scope: "mail" } }),
        () => callback(refusal(454, "4.7.0 Temporary authentication failure")),
      );
    },
    onMailFrom: ({ address }, session, callback) => {
      options.log?.(`MAIL FROM:<${address}>`);
      callback(
        lower(address) === senderOf(session) ? null : refusal(553, "5.7.1 Sender address rejected: not owned by user"),
      );
    },
    onRcptTo: ({ address }, session, callback) => {
      if (session.envelope.rcptTo.length >= MAX_RECIPIENTS) return callback(refusal(452, "4.5.3 Too many recipients"));
      options.log?.(`RCPT TO:<${address}>`);
      callback(recipientRefusal(options.recipient(lower(address))));
    },
    onData: (stream, session, callback) => {
      void receive(stream, session, options, faults, server).then(
        (answer) => {
          options.log?.(`DATA → 250 ${answer}`);
          callback(null, answer);
        },
        (error: unknown) => callback(isRefusal(error) ? error : refusal(451, "4.3.0 Try again later")),
      );
    },
  });
  // A client that leaves in the middle of TLS is its own affair.
  server.on("error", () => undefined);
  const port = await listen(server.server, options.port, options.host);
  return {
    port,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

async function receive(
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
  options: SmtpServerOptions,
  faults: SmtpFaults,
  server: SMTPServer,
): Promise<string> {
  const limit = options.maxBytes ?? MAX_SUBMISSION_BYTES;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += (chunk as Buffer).length;
    // Past the limit the rest is read, as SMTP wants, but not kept.
    if (size <= limit) chunks.push(chunk as Buffer);
  }
  if (size > limit || stream.sizeExceeded) throw refusal(552, "5.3.4 Message size exceeds fixed limit");
  if (faults.deferNext) {
    faults.deferNext = false;
    throw refusal(451, "4.3.0 Try again later");
  }
  await options.submit(submissionOf(session, Buffer.concat(chunks)));
  if (faults.dropAfterDataOnce) {
    faults.dropAfterDataOnce = false;
    cut(server, session.id);
  }
  return `2.0.0 Ok: queued as ${session.id.toUpperCase()}`;
}

function submissionOf(session: SMTPServerSession, raw: Buffer): Submission {
  const dsn =
    "dsn" in session.envelope ? (session.envelope.dsn as { readonly envid?: string | null } | undefined) : undefined;
  return {
    sender: senderOf(session),
    recipients: session.envelope.rcptTo.map((each) => ({ address: lower(each.address), notify: notifyOf(each) })),
    envelopeId: dsn?.envid ?? "",
    raw,
  };
}

function notifyOf(recipient: SMTPServerAddress): readonly string[] {
  const dsn = "dsn" in recipient ? (recipient.dsn as { readonly notify?: readonly string[] } | undefined) : undefined;
  return (dsn?.notify ?? []).map((each) => each.toUpperCase());
}

function recipientRefusal(verdict: RecipientVerdict): Error | null {
  if (verdict === "accepted") return null;
  return verdict === "unknown"
    ? refusal(550, "5.1.1 Recipient address rejected: User unknown")
    : refusal(550, "5.7.1 Recipient address rejected: not in the space of trust");
}

function cut(server: SMTPServer, sessionId: string): void {
  for (const connection of server.connections as Iterable<{
    readonly id: string;
    readonly close: () => void;
    readonly _socket?: { destroy(): void };
  }>) {
    if (connection.id === sessionId) connection._socket?.destroy();
  }
}

const lower = (address: string): string => address.trim().toLowerCase();
const senderOf = (session: SMTPServerSession): string => lower(String(session.user ?? ""));
const refusal = (responseCode: number, message: string): Error => Object.assign(new Error(message), { responseCode });
const isRefusal = (error: unknown): error is Error => error instanceof Error && "responseCode" in error;
