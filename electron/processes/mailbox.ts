import type { Port } from "#shared/contract/link";
import { link } from "#shared/contract/link";
import { resolveHost } from "#shared/domain/environment";
import { systemClock } from "../mailbox/pace";
import type { MailboxHost } from "../mailbox/ports";
import { createMailboxService } from "../mailbox/service";
import { submitMessage } from "../outbox/submit";
import { destinationFinder } from "../trust/address";
import { classifyCertificateFailure } from "../trust/certificate-failure";
import { systemLookup } from "../trust/system-lookup";
import { tlsPolicy } from "../trust/tls-policy";

/** Entry of the process that holds the IMAP and SMTP sessions; main owns it and offers `MailboxHost` across the link. */
type ParentPort = {
  readonly postMessage: (message: unknown) => void;
  readonly on: (event: "message", listener: (event: { readonly data: unknown }) => void) => void;
};

const { parentPort } = process as unknown as { readonly parentPort: ParentPort };

const port: Port = {
  post: (message) => parentPort.postMessage(message),
  onMessage: (listener) => parentPort.on("message", (event) => listener(event.data)),
  // The process ends with main: there is no other side to lose.
  onClose: () => undefined,
};

const host: MailboxHost = {
  token: (input) => main.token(input),
  cursor: (mailboxId, path) => main.cursor(mailboxId, path),
  knownUids: (mailboxId, path) => main.knownUids(mailboxId, path),
  folders: (mailboxId, folders) => main.folders(mailboxId, folders),
  batch: (mailboxId, batch) => main.batch(mailboxId, batch),
  state: (mailboxId, state) => main.state(mailboxId, state),
  trace: (event) => main.trace(event),
  probeStep: (mailboxId, step) => main.probeStep(mailboxId, step),
};

const service = createMailboxService({
  host,
  tls: ({ environment }) => tlsPolicy({ ca: environment.anchorsPem }),
  destination: ({ environment }, name, number) =>
    destinationFinder({ resolve: (at, on) => resolveHost(environment, at, on), lookup: systemLookup })(name, number),
  certificateFailure: classifyCertificateFailure,
  submit: submitMessage,
  clock: systemClock,
});

const main = link<MailboxHost>(port, service, "main-gone");
