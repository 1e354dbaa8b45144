import { PliError } from "#shared/domain/failure";
import type { MailboxId } from "#shared/domain/ids";
import type { MailboxConfig, MailboxPorts } from "./ports";
import { type Session, startSession } from "./session";

/** The mailboxes that are kept connected. */
export type OpenMailboxes = {
  /** Starts one; the same one again is only looked at again, with other servers it begins anew. */
  readonly open: (config: MailboxConfig) => Promise<void>;
  readonly close: (mailboxId: MailboxId) => Promise<void>;
  /** Throws `offline` when it is not open. */
  readonly session: (mailboxId: MailboxId) => Session;
  /** The session once it is connected; rejects with `offline` or `signed-out`. */
  readonly connected: (mailboxId: MailboxId) => Promise<Session>;
};

const MAX_MAILBOXES = 50;

/** Makes an empty book of them, at most 50. */
export function openMailboxes(ports: MailboxPorts): OpenMailboxes {
  const sessions = new Map<MailboxId, Session>();
  const session = (mailboxId: MailboxId): Session => {
    const found = sessions.get(mailboxId);
    if (found === undefined) throw new PliError("offline", { retry: true });
    return found;
  };
  const close = async (mailboxId: MailboxId): Promise<void> => {
    const closing = sessions.get(mailboxId);
    sessions.delete(mailboxId);
    await closing?.close();
  };
  return {
    open: async (config) => {
      const known = sessions.get(config.mailboxId);
      if (known !== undefined && sameServers(known.config, config)) return known.wake.markAll();
      await close(config.mailboxId);
      if (sessions.size >= MAX_MAILBOXES) throw new PliError("too-many-mailboxes");
      sessions.set(config.mailboxId, startSession(ports, config));
    },
    close,
    session,
    connected: async (mailboxId) => {
      const found = session(mailboxId);
      await found.online();
      return found;
    },
  };
}

const sameServers = (a: MailboxConfig, b: MailboxConfig): boolean =>
  JSON.stringify([a.address, a.servers, a.environment]) === JSON.stringify([b.address, b.servers, b.environment]);
