import { PliError } from "#shared/domain/failure";
import type { MailboxId } from "#shared/domain/ids";
import { appendMessage, findMessage } from "./append";
import { fetchSource } from "./fetch-source";
import { openFolder } from "./open-folder";
import { operate } from "./operate";
import type { MailboxConfig, MailboxPorts, MailboxService } from "./ports";
import { probeMailbox } from "./probe";
import { type Session, startSession } from "./session";
import { greetSmtp } from "./smtp-greeting";
import { submitOutgoing } from "./submit";
import { isUid } from "./uid-set";

const MAX_MAILBOXES = 50;

/** The mailboxes of the profile: each is kept connected on its own, and none knows of the others (CONF.08). */
export function createMailboxService(ports: MailboxPorts): MailboxService {
  const sessions = new Map<MailboxId, Session>();
  const sizeLimits = new Map<MailboxId, number | null>();
  const sessionOf = (mailboxId: MailboxId): Session => {
    const session = sessions.get(mailboxId);
    if (session === undefined) throw new PliError("offline");
    return session;
  };
  const connected = async (mailboxId: MailboxId): Promise<Session> => {
    const session = sessionOf(mailboxId);
    await session.online();
    return session;
  };
  const close = async (mailboxId: MailboxId): Promise<void> => {
    const session = sessions.get(mailboxId);
    sessions.delete(mailboxId);
    await session?.close();
  };
  /** UIDs come from the store: they mean nothing under another UIDVALIDITY. */
  const validity = async (mailboxId: MailboxId, path: string): Promise<string | null> =>
    (await ports.host.cursor(mailboxId, path))?.uidValidity ?? null;

  return {
    open: async (config) => {
      const known = sessions.get(config.mailboxId);
      if (known !== undefined && sameServers(known.config, config)) return known.wake.markAll();
      await close(config.mailboxId);
      if (sessions.size >= MAX_MAILBOXES) throw new PliError("too-many-mailboxes");
      sessions.set(config.mailboxId, startSession(ports, config));
    },
    close,
    sync: async (mailboxId) => sessionOf(mailboxId).wake.markAll(),
    fetchSource: async ({ mailboxId, path, uid }) => {
      if (!isUid(uid)) throw new PliError("gone");
      const { work } = await connected(mailboxId);
      return fetchSource(work, { path, uid, uidValidity: await validity(mailboxId, path) });
    },
    operate: async ({ mailboxId, operation }) => {
      const { work, wake } = await connected(mailboxId);
      await operate(work, operation, await validity(mailboxId, operation.path));
      wake.mark(operation.path);
      if (operation.kind === "move") wake.mark(operation.to);
    },
    append: async (request) => {
      const { work, wake } = await connected(request.mailboxId);
      const filed = await appendMessage(work, request);
      wake.mark(request.path);
      return filed;
    },
    find: async ({ mailboxId, path, messageId }) => findMessage((await connected(mailboxId)).work, path, messageId),
    submit: async ({ mailboxId, outgoing, deliveryReceipt }) => {
      const { config, wake } = await connected(mailboxId);
      const outcome = await submitOutgoing(ports, config, { outgoing, deliveryReceipt }, (limit) =>
        sizeLimits.set(mailboxId, limit),
      );
      // The operator may file the copy itself.
      if (outcome.kind === "accepted") wake.markAll();
      return outcome;
    },
    probe: (config) => probeMailbox(ports, config),
    capabilities: async (mailboxId) => {
      const { work, config } = await connected(mailboxId);
      if (!sizeLimits.has(mailboxId)) {
        const greeted = await greetSmtp(ports, config).catch(() => null);
        if (greeted !== null) sizeLimits.set(mailboxId, greeted.sizeLimit);
      }
      return work.run(async (client) => {
        const box = await openFolder(client, "INBOX", null);
        return {
          keywords: box.permanentFlags?.has("\\*") === true,
          condstore: client.enabled.has("CONDSTORE"),
          sizeLimit: sizeLimits.get(mailboxId) ?? null,
        };
      }, 1);
    },
  };
}

const sameServers = (a: MailboxConfig, b: MailboxConfig): boolean =>
  a.address === b.address && JSON.stringify([a.servers, a.environment]) === JSON.stringify([b.servers, b.environment]);
