import type { ImapFlow } from "imapflow";
import { PliError } from "#shared/domain/failure";
import { failureOf } from "./failure";
import { connectImap } from "./imap-client";
import type { MailboxConfig, MailboxPorts } from "./ports";
import { askFirst, meansOf, proofOf, tlsOf } from "./prove";

/**
 * Opens an IMAP session of the mailbox. A refused token is dropped and a fresh one tried once, on a new connection; then the refusal is thrown. A
 * refused code is said (`code-refused`) and never tried again: only the person has another.
 */
export async function signIn(ports: MailboxPorts, config: MailboxConfig, signal?: AbortSignal): Promise<ImapFlow> {
  const { host, port } = config.servers.imap;
  await askFirst(ports, config);
  const found = await ports.destination(config, host, port);
  if (!found.ok) throw new PliError(found.code);
  const connect = async (fresh: boolean): Promise<ImapFlow> =>
    connectImap({
      user: config.address,
      host,
      place: { address: found.address, port: found.port },
      tls: await tlsOf(ports, config),
      confirm: (socket) => ports.confirm(config, socket),
      proof: () => proofOf(ports, config, fresh),
      by: meansOf(config.servers),
      ...(signal === undefined ? {} : { signal }),
    });
  try {
    return await connect(false);
  } catch (error) {
    const { code } = failureOf(error);
    if (config.servers.auth?.kind === "code" && CODE_REFUSED.has(code)) return refuseCode(ports, config, "IMAP LOGIN");
    if (code !== "token-refused") throw error;
    traceRefusal(ports, config, "IMAP AUTHENTICATE XOAUTH2");
    return connect(true);
  }
}

/** A plain NO, or one whose response code is not known, tells no more of a password than its code: trying again may lock the account. */
const CODE_REFUSED = new Set(["token-refused", "authentication-unavailable", "refused-command"]);

/** The code is dropped, the journal says that it was refused, and the person is asked for another. Always throws `code-refused`. */
export async function refuseCode(ports: MailboxPorts, config: MailboxConfig, request: string): Promise<never> {
  trace(ports, config, { action: "token-refused", request, answer: "code-refused", success: false });
  await ports.host.secretRefused(config.mailboxId);
  throw new PliError("code-refused");
}

/** Notes that a server refused a token: the journal says when and which server, never the token (CONF.18). */
export function traceRefusal(ports: MailboxPorts, config: MailboxConfig, request: string): void {
  trace(ports, config, { action: "token-refused", request, answer: "token-refused", success: false });
}

/** Adds a line to the journal of the mailbox; the person is known to main only. */
export function trace(
  ports: MailboxPorts,
  config: MailboxConfig,
  event: {
    readonly action: "connect" | "disconnect" | "token-refused" | "sync";
    readonly request: string;
    readonly answer: string;
    readonly success: boolean;
  },
): void {
  void ports.host.trace({ ...event, mailbox: config.address, actor: "" }).catch(() => undefined);
}
