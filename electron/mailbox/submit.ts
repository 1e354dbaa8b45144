import type { TLSSocket } from "node:tls";
import { PliError } from "#shared/domain/failure";
import type { OutgoingMessage, SubmissionOffer, SubmitOutcome } from "#shared/domain/sync";
import { connectSocket } from "./connect-socket";
import type { MailboxConfig, MailboxPorts } from "./ports";
import { askFirst, proofOf, tlsOf } from "./prove";
import { refuseCode, traceRefusal } from "./sign-in";

/**
 * Hands one message to the operator. A refused token is dropped and a fresh one tried once, on a new connection. Rejects with `offline` when the
 * server cannot be reached, `signed-out` without a session, `code-needed` or `code-refused` where the person must give a code: nothing was sent
 * then. `onOffer` hears what the server offers.
 */
export async function submitOutgoing(
  ports: MailboxPorts,
  config: MailboxConfig,
  outgoing: OutgoingMessage,
  onOffer: (offer: SubmissionOffer) => void,
): Promise<SubmitOutcome> {
  const first = await submitOnce(ports, config, outgoing, false, onOffer);
  if (first.kind !== "token-refused") return first;
  return submitAfterRefusal(ports, config, outgoing, onOffer);
}

/** After the server refused what was shown to it: once more with another token; a code is never shown twice. */
export async function submitAfterRefusal(
  ports: MailboxPorts,
  config: MailboxConfig,
  outgoing: OutgoingMessage,
  onOffer: (offer: SubmissionOffer) => void,
): Promise<SubmitOutcome> {
  if (config.servers.auth?.kind === "code") return refuseCode(ports, config, "SMTP AUTH");
  traceRefusal(ports, config, "SMTP AUTH XOAUTH2");
  return submitOnce(ports, config, outgoing, true, onOffer);
}

/** One session: connects, signs in (with a token asked anew where `fresh`), gives the message, ends. */
export async function submitOnce(
  ports: MailboxPorts,
  config: MailboxConfig,
  outgoing: OutgoingMessage | Promise<OutgoingMessage | null>,
  fresh: boolean,
  onOffer: (offer: SubmissionOffer) => void,
): Promise<SubmitOutcome> {
  const { host, port } = config.servers.smtp;
  await askFirst(ports, config);
  const place = await ports.destination(config, host, port);
  if (!place.ok) throw new PliError("offline", { retry: true, about: place.code });
  const connection = await connectSocket(place).catch((error: unknown) => {
    throw new PliError("offline", { retry: true, cause: error });
  });
  try {
    const proof = await proofOf(ports, config, fresh);
    const tls = await tlsOf(ports, config);
    const confirm = (socket: TLSSocket): Promise<void> => ports.confirm(config, socket);
    const target = { user: config.address, host, connection, tls, proof, confirm };
    const { outcome, offer } = await ports.submit(target, outgoing);
    if (offer !== null) onOffer(offer);
    return outcome;
  } finally {
    connection.destroySoon();
  }
}
