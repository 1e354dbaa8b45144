import { isAscii } from "node:buffer";
import SMTPConnection from "nodemailer/lib/smtp-connection";
import type { Socket } from "node:net";
import type { ConnectionOptions, TLSSocket } from "node:tls";
import type { OutgoingMessage, SubmissionOffer, SubmitOutcome } from "#shared/domain/sync";
import { authenticateExternal, CertificateRefused } from "./external";
import { authenticateTwoStep, TokenRefused } from "./two-step";

/** Where and how one submission is made. */
export type SubmitTarget = {
  readonly user: string;
  readonly host: string;
  /** A socket already connected to the place where the host is, in clear text: STARTTLS follows. */
  readonly connection: Socket;
  readonly tls: ConnectionOptions;
  /** A token (XOAUTH2), or a login and its one password; where TLS already presented a certificate, the mailbox as identity (EXTERNAL) or nothing more. */
  readonly proof:
    | { readonly kind: "token"; readonly token: string }
    | { readonly kind: "password"; readonly login: string; readonly secret: string }
    | { readonly kind: "external" | "none" };
  /** Asked once TLS is up, before the token is shown: rejects when the peer is revoked or weak. */
  readonly confirm: (socket: TLSSocket) => Promise<void>;
};

/** What the server offered, kept to warn before the next message; null when it did not come to say so. */
export type Submitted = { readonly outcome: SubmitOutcome; readonly offer: SubmissionOffer | null };

const TIMEOUT_MS = 30_000;
/** A session that was kept waiting answers within this time, or is taken for lost: nothing was given to it. */
const ALIVE_MS = 4_000;

/**
 * Submits one message (RFC 6409, STARTTLS compulsory RFC 3207, XOAUTH2 in two steps, a password, or by certificate): every end is a value.
 * `unknown` only when the connection was lost after the message had begun to leave. A message still to come is waited for with the session
 * open; the session that waited is asked whether it lives before anything is given to it. Null for nothing to send after all: `temporary`.
 */
export async function submitMessage(
  target: SubmitTarget,
  coming: OutgoingMessage | Promise<OutgoingMessage | null>,
): Promise<Submitted> {
  const smtp = new SMTPConnection({
    host: target.host,
    connection: target.connection,
    secure: false,
    requireTLS: true,
    tls: { ...target.tls, servername: target.host },
    name: "pli.local",
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: 2 * TIMEOUT_MS,
    logger: false,
    customAuth: { "XOAUTH2-2STEP": authenticateTwoStep, EXTERNAL: authenticateExternal },
  });
  let sending = false;
  try {
    // Gone while the token was asked for: nodemailer would wait for the greeting of nobody, 30 s.
    if (target.connection.destroyed) throw new Error("connection ended");
    await step(smtp, (done) => smtp.connect(done));
    await target.confirm(secureSocketOf(smtp));
    await signIn(smtp, target);
    const message = await coming;
    if (message === null) throw new Error("nothing to send");
    if (coming instanceof Promise) await alive(smtp);
    sending = true;
    const info = await send(smtp, message);
    smtp.quit();
    const offer = offerOf(smtp);
    const unreported = message.envelope.deliveryReceipt === true && offer?.reportsDelivery === false;
    return { outcome: { ...acceptedOutcome(info), ...(unreported ? { unreported } : {}) }, offer };
  } catch (error) {
    smtp.close();
    return { outcome: outcomeOf(error, sending), offer: offerOf(smtp) };
  }
}

/** Rejects unless the server answers at once that it is there (RSET, RFC 5321 §4.1.1.5). */
async function alive(smtp: SMTPConnection): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), ALIVE_MS);
  });
  const answered = step(smtp, (done) => smtp.reset(done)).then(
    () => true,
    () => false,
  );
  const lives = await Promise.race([answered, late]);
  clearTimeout(timer);
  if (!lives) throw new Error("session lost");
}

async function signIn(smtp: SMTPConnection, { user, proof }: SubmitTarget): Promise<void> {
  if (proof.kind === "none") return;
  if (proof.kind === "password") return signInByPassword(smtp, proof.login, proof.secret);
  const how =
    proof.kind === "token"
      ? { method: "XOAUTH2-2STEP", options: { accessToken: proof.token } }
      : { method: "EXTERNAL", options: {} };
  const credentials = { type: "custom", user, pass: "-", ...how } as unknown as SMTPConnection.AuthenticationType;
  await step(smtp, (done) => smtp.login(credentials, done));
}

/** SASL PLAIN (RFC 4616), LOGIN where it alone is offered. A refused password is told as a refused token: what to do of it is the caller's. */
async function signInByPassword(smtp: SMTPConnection, user: string, pass: string): Promise<void> {
  const { _supportedAuth: offered } = smtp as unknown as { readonly _supportedAuth: readonly string[] };
  const method = offered.includes("PLAIN") || !offered.includes("LOGIN") ? "PLAIN" : "LOGIN";
  const credentials = { user, pass, method } as unknown as SMTPConnection.AuthenticationType;
  await step(smtp, (done) => smtp.login(credentials, done)).catch((error: unknown) => {
    const { code, responseCode } = shapeOf(error);
    throw code === "EAUTH" && PASSWORD_REFUSED.has(responseCode) ? new TokenRefused() : error;
  });
}

/** RFC 4954 §6: credentials invalid, mechanism too weak for the account. */
const PASSWORD_REFUSED = new Set([534, 535]);

/** The report names the message twice: by its returned header, and by the ENVID that every server gives back (RFC 3461 §4). */
function send(smtp: SMTPConnection, message: OutgoingMessage): Promise<SMTPConnection.SentMessageInfo> {
  const notify = ["SUCCESS" as const, "FAILURE" as const, "DELAY" as const];
  const dsn =
    message.envelope.deliveryReceipt === true ? { dsn: { ret: "HDRS" as const, notify, id: message.messageId } } : {};
  const envelope = {
    from: message.envelope.from,
    to: [...message.envelope.to],
    size: message.raw.byteLength,
    // A message given back whole may hold 8-bit text: RFC 6152 wants it announced.
    use8BitMime: !isAscii(message.raw),
    ...dsn,
  };
  return step(smtp, (done) =>
    smtp.send(envelope, Buffer.from(message.raw), (error, info) => done(error ?? undefined, info)),
  );
}

/** The socket that STARTTLS made; nodemailer keeps it to itself. */
function secureSocketOf(smtp: SMTPConnection): TLSSocket {
  return (smtp as unknown as { readonly _socket: TLSSocket })._socket;
}

/** One step of the dialogue; an error that the connection emits meanwhile ends it too. */
function step<Value>(
  smtp: SMTPConnection,
  run: (done: (error?: Error | null, value?: Value) => void) => void,
): Promise<Value> {
  return new Promise((resolve, reject) => {
    const fail = (error: Error): void => reject(error);
    smtp.once("error", fail);
    smtp.once("end", () => reject(new Error("connection ended")));
    run((error, value) => {
      smtp.off("error", fail);
      // Later errors of the same connection concern nobody any more, but must not be left without a listener.
      smtp.on("error", () => undefined);
      if (error === undefined || error === null) resolve(value as Value);
      else reject(error);
    });
  });
}

function acceptedOutcome(info: SMTPConnection.SentMessageInfo): Extract<SubmitOutcome, { readonly kind: "accepted" }> {
  const rejected = (info.rejectedErrors ?? []).map((error) => ({
    address: "recipient" in error && typeof error.recipient === "string" ? error.recipient : "",
    code: error.responseCode ?? 0,
  }));
  return { kind: "accepted", response: info.response.slice(0, 200), rejected };
}

/** Reads nodemailer's error shapes; the text of the server is kept for the journal only, cut at 200 characters. */
export function outcomeOf(error: unknown, sending: boolean): SubmitOutcome {
  if (error instanceof TokenRefused) return { kind: "token-refused" };
  if (error instanceof CertificateRefused) return { kind: "temporary", code: "certificate-refused", response: "" };
  const { code, responseCode, response, command } = shapeOf(error);
  if (code === "EAUTH" && responseCode === 535)
    return { kind: "temporary", code: "authentication-unavailable", response };
  if (responseCode >= 500) return { kind: "permanent", code: PERMANENT[responseCode] ?? "refused", response };
  if (responseCode >= 400) return { kind: "temporary", code: "server-busy", response };
  // The size stated in EHLO is compared before anything is sent.
  if (code === "EMESSAGE") return { kind: "permanent", code: "too-big", response: "" };
  // Once DATA was answered, silence says nothing of what the server did.
  if (sending && (command === "DATA" || command === "" || command === "CONN"))
    return { kind: "unknown", code: "connection-lost" };
  if (code === "ETLS" || CERTIFICATE.has(code) || /certificat|altnames|handshake|SSL/iu.test(messageOf(error)))
    return { kind: "temporary", code: "tls", response: "" };
  return { kind: "temporary", code: "network", response: "" };
}

/** Refusals of `confirm`, in Node's own words. */
const CERTIFICATE = new Set(["CERT_REVOKED", "UNABLE_TO_GET_CRL", "EE_KEY_TOO_SMALL", "CERT_UNTRUSTED"]);

const PERMANENT: Readonly<Record<number, string>> = {
  523: "too-big",
  550: "unknown-recipient",
  551: "unknown-recipient",
  552: "too-big",
  553: "sender-refused",
  554: "refused",
};

function shapeOf(error: unknown): {
  readonly code: string;
  readonly responseCode: number;
  readonly response: string;
  readonly command: string;
} {
  const text = (name: string): string =>
    typeof error === "object" && error !== null && name in error
      ? String((error as Record<string, unknown>)[name] ?? "")
      : "";
  return {
    code: text("code"),
    responseCode: Number(text("responseCode")) || 0,
    response: text("response").slice(0, 200),
    command: text("command"),
  };
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : "");

/** What EHLO said (the second, over TLS); null before it. */
function offerOf(smtp: SMTPConnection): SubmissionOffer | null {
  const { _maxAllowedSize: limit, _supportedExtensions: extensions } = smtp as unknown as {
    readonly _maxAllowedSize?: unknown;
    readonly _supportedExtensions?: readonly string[];
  };
  if (extensions === undefined || extensions.length === 0) return null;
  return {
    sizeLimit: typeof limit === "number" && limit > 0 ? limit : null,
    reportsDelivery: extensions.includes("DSN"),
  };
}
