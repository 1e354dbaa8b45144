import { resolveHost } from "#shared/domain/environment";
import { systemClock } from "../../electron/mailbox/pace";
import type { MailboxHost, MailboxPorts } from "../../electron/mailbox/ports";
import { submitMessage } from "../../electron/outbox/submit";
import { destinationFinder } from "../../electron/trust/address";
import { classifyCertificateFailure } from "../../electron/trust/certificate-failure";
import { tlsPolicy } from "../../electron/trust/tls-policy";

/** What the mailboxes stand on when they meet these servers: the product's own pieces, quick to try again, over the `host` that a test plays. */
export const servicePorts = (host: MailboxHost): MailboxPorts => ({
  host,
  tls: ({ environment }) => tlsPolicy({ ca: environment.anchorsPem }),
  destination: ({ environment }, name, port) =>
    destinationFinder({ resolve: (at, on) => resolveHost(environment, at, on), lookup: async () => [] })(name, port),
  confirm: () => Promise.resolve(),
  certificateFailure: classifyCertificateFailure,
  submit: submitMessage,
  clock: systemClock,
  pace: { firstRetry: 100, longestRetry: 500, poll: 1000 },
});
