import { link } from "#shared/contract/link";
import { resolveHost } from "#shared/domain/environment";
import { systemClock } from "../mailbox/pace";
import type { MailboxHost } from "../mailbox/ports";
import { createMailboxService } from "../mailbox/service";
import { submitMessage } from "../outbox/submit";
import { destinationFinder } from "../trust/address";
import { confirmPeer, refusalOf } from "../trust/confirm-peer";
import { classifyCertificateFailure } from "../trust/certificate-failure";
import { systemLookup } from "../trust/system-lookup";
import { tlsPolicy } from "../trust/tls-policy";
import { parentPort } from "./port/parent-port";

/** The process that holds the IMAP and SMTP sessions; main owns it and offers `MailboxHost` across the link. */
const port = parentPort();

const host: MailboxHost = {
  token: (input) => main.token(input),
  identity: (mailboxId) => main.identity(mailboxId),
  secret: (mailboxId) => main.secret(mailboxId),
  secretRefused: (mailboxId) => main.secretRefused(mailboxId),
  cursor: (mailboxId, path) => main.cursor(mailboxId, path),
  held: (mailboxId, path) => main.held(mailboxId, path),
  holds: (mailboxId, path, ranges) => main.holds(mailboxId, path, ranges),
  knownUids: (mailboxId, path) => main.knownUids(mailboxId, path),
  folders: (mailboxId, folders) => main.folders(mailboxId, folders),
  batch: (mailboxId, batch) => main.batch(mailboxId, batch),
  state: (mailboxId, state) => main.state(mailboxId, state),
  trace: (event) => main.trace(event),
  probeStep: (mailboxId, step) => main.probeStep(mailboxId, step),
  revocation: (chain) => main.revocation(chain),
};

const service = createMailboxService({
  host,
  tls: ({ environment }) => tlsPolicy({ ca: environment.anchorsPem }),
  destination: ({ environment }, name, number) =>
    destinationFinder({ resolve: (at, on) => resolveHost(environment, at, on), lookup: systemLookup })(name, number),
  confirm: async ({ environment }, socket) => {
    // In production a chain that could not be checked is refused once its bounded grace is over.
    const mustKnow = (): boolean => environment.id === "production";
    const failure = await confirmPeer(socket, { revocation: (chain) => main.revocation(chain), mustKnow });
    if (failure !== undefined) throw refusalOf(failure);
  },
  certificateFailure: classifyCertificateFailure,
  submit: submitMessage,
  clock: systemClock,
});

const main = link<MailboxHost>(port, service, "main-gone");
