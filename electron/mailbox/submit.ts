import type { TLSSocket } from "node:tls";
import { PliError } from "#shared/domain/failure";
import type { OutgoingMessage, SubmitOutcome } from "#shared/domain/sync";
import { connectSocket } from "./connect-socket";
import type { MailboxConfig, MailboxPorts } from "./ports";
import { proofOf, tlsOf } from "./prove";
import { traceRefusal } from "./sign-in";

/**
 * Hands one message to the operator. A refused token is dropped and a fresh one tried once, on a new connection. Rejects with `offline` when the
 * server cannot be reached, `signed-out` without a session: nothing was sent then. `onSize` hears the server's SIZE.
 */
export async function submitOutgoing(
  ports: MailboxPorts,
  config: MailboxConfig,
  request: { readonly outgoing: OutgoingMessage; readonly deliveryReceipt: boolean },
  onSize: (limit: number | null) => void,
): Promise<SubmitOutcome> {
  const first = await submitOnce(ports, config, request, false, onSize);
  if (first.kind !== "token-refused") return first;
  traceRefusal(ports, config, "SMTP AUTH XOAUTH2");
  return submitOnce(ports, config, request, true, onSize);
}

async function submitOnce(
  ports: MailboxPorts,
  config: MailboxConfig,
  { outgoing, deliveryReceipt }: { readonly outgoing: OutgoingMessage; readonly deliveryReceipt: boolean },
  fresh: boolean,
  onSize: (limit: number | null) => void,
): Promise<SubmitOutcome> {
  const { host, port } = config.servers.smtp;
  const place = await ports.destination(config, host, port);
  if (!place.ok) throw new PliError("offline", { retry: true, about: place.code });
  const connection = await connectSocket(place).catch((error: unknown) => {
    throw new PliError("offline", { retry: true, cause: error });
  });
  try {
    const proof = await proofOf(config, () => ports.host.token({ mailboxId: config.mailboxId, fresh }));
    const tls = await tlsOf(ports, config);
    const confirm = (socket: TLSSocket): Promise<void> => ports.confirm(config, socket);
    const target = { user: config.address, host, connection, tls, proof, deliveryReceipt, confirm };
    const { outcome, sizeLimit } = await ports.submit(target, outgoing);
    onSize(sizeLimit);
    return outcome;
  } finally {
    connection.destroySoon();
  }
}
