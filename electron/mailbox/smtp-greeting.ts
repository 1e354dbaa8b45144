import SMTPConnection from "nodemailer/lib/smtp-connection";
import { PliError } from "#shared/domain/failure";
import type { SubmissionOffer } from "#shared/domain/sync";
import { connectSocket } from "./connect-socket";
import type { MailboxConfig, MailboxPorts } from "./ports";
import { tlsOf } from "./prove";

const TIMEOUT_MS = 15_000;

/**
 * Asks the submission server what it offers, over STARTTLS (RFC 3207) and without signing in.
 * Rejects with `smtp-unreachable`, `no-starttls`, the name of a certificate failure, `no-xoauth2`, `no-password`, `no-external` or `no-certificate`.
 */
export async function greetSmtp(ports: MailboxPorts, config: MailboxConfig): Promise<SubmissionOffer> {
  const { host, port } = config.servers.smtp;
  const place = await ports.destination(config, host, port);
  if (!place.ok) throw new PliError(place.code);
  const tls = await tlsOf(ports, config);
  const connection = await connectSocket(place, TIMEOUT_MS).catch(() => {
    throw new PliError("smtp-unreachable", { retry: true });
  });
  const smtp = new SMTPConnection({
    host,
    connection,
    secure: false,
    requireTLS: true,
    tls: { ...tls, servername: host },
    name: "pli.local",
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    logger: false,
  });
  try {
    await new Promise<void>((resolve, reject) => {
      smtp.on("error", reject);
      smtp.once("end", () => reject(new Error("connection ended")));
      smtp.connect((error) => (error === undefined || error === null ? resolve() : reject(error)));
    });
    const offered = smtp as unknown as {
      readonly _supportedAuth?: readonly string[];
      readonly _ehloLines?: readonly string[];
      readonly _maxAllowedSize?: number;
      readonly _supportedExtensions?: readonly string[];
    };
    const missing = missingMechanism(config, offered._supportedAuth ?? [], offered._ehloLines ?? []);
    if (missing !== null) throw new PliError(missing);
    const size = offered._maxAllowedSize ?? 0;
    const reportsDelivery = offered._supportedExtensions?.includes("DSN") === true;
    return { sizeLimit: size > 0 ? size : null, reportsDelivery };
  } catch (error) {
    throw error instanceof PliError ? error : new PliError(codeOf(error, ports), { retry: true });
  } finally {
    smtp.quit();
    smtp.close();
  }
}

/** What the mailbox needs and the server does not offer; nodemailer only lists the mechanisms it knows. */
function missingMechanism({ servers }: MailboxConfig, known: readonly string[], lines: readonly string[]) {
  if (servers.auth === undefined || servers.auth.kind === "operator-ciba")
    return known.includes("XOAUTH2") ? null : "no-xoauth2";
  if (servers.auth.kind === "code") return known.includes("PLAIN") || known.includes("LOGIN") ? null : "no-password";
  const isOffered = lines.some((line) => /^AUTH[\s=](?:.*[\s=])?EXTERNAL(?:\s|$)/iu.test(line));
  return servers.auth.sasl === "none" || isOffered ? null : "no-external";
}

function codeOf(error: unknown, ports: MailboxPorts): string {
  const code = error instanceof Error && "code" in error ? error.code : "";
  if (code === "ETLS") return "no-starttls";
  const message = error instanceof Error ? error.message : "";
  return (
    ports.certificateFailure(error) ??
    (/certificat|altnames|handshake|SSL/iu.test(message) ? "handshake" : "smtp-unreachable")
  );
}
