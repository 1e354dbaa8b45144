import type { MailboxId } from "#shared/domain/ids";
import type { OutgoingMessage, SubmissionOffer, SubmitOutcome } from "#shared/domain/sync";
import type { MailboxConfig, MailboxPorts } from "./ports";
import { submitOnce, submitOutgoing, submitAfterRefusal } from "./submit";

/** The way out of the mailboxes: a session that was opened ahead of its message saves it the time of connecting and signing in. */
export type Submitter = {
  /** Opens a session for the message that is about to leave; kept for one message, a moment. */
  readonly prepare: (config: MailboxConfig) => void;
  /** As `submitOutgoing`, by the session that waits where there is one. */
  readonly submit: (config: MailboxConfig, outgoing: OutgoingMessage) => Promise<SubmitOutcome>;
  /** Keeps the message of the session that waits for it, no longer than that session. */
  readonly hold: (mailboxId: MailboxId, outgoing: OutgoingMessage) => void;
  readonly held: (mailboxId: MailboxId, messageId: string) => OutgoingMessage | null;
  /** Closes what waits for this mailbox. */
  readonly forget: (mailboxId: MailboxId) => void;
};

type Ahead = {
  readonly config: MailboxConfig;
  readonly give: (outgoing: OutgoingMessage | null) => void;
  readonly ended: Promise<SubmitOutcome | null>;
  held: OutgoingMessage | null;
};

/** Shorter than servers wait, and longer than the time to change one's mind. */
const KEPT_MS = 45_000;

/** Makes one with nothing open; `onOffer` hears what each server offers. */
export function createSubmitter(
  ports: MailboxPorts,
  onOffer: (mailboxId: MailboxId, offer: SubmissionOffer) => void,
): Submitter {
  const waiting = new Map<MailboxId, Ahead>();
  const take = (mailboxId: MailboxId): Ahead | undefined => {
    const ahead = waiting.get(mailboxId);
    waiting.delete(mailboxId);
    return ahead;
  };
  return {
    prepare: (config) => {
      // A code is shown once, for a message that leaves.
      if (config.servers.auth?.kind === "code" || waiting.get(config.mailboxId)?.config === config) return;
      take(config.mailboxId)?.give(null);
      const ahead = openAhead(ports, config, (offer) => onOffer(config.mailboxId, offer));
      waiting.set(config.mailboxId, ahead);
      void ahead.ended.then((outcome) => {
        ahead.held = null;
        // A token that was refused is not shown again: the message asks for another at once.
        if (outcome?.kind !== "token-refused" && waiting.get(config.mailboxId) === ahead)
          waiting.delete(config.mailboxId);
      });
    },
    submit: async (config, outgoing) => {
      const ahead = take(config.mailboxId);
      const isSame = ahead?.config === config;
      ahead?.give(isSame ? outgoing : null);
      const outcome = isSame ? await ahead.ended : null;
      if (outcome !== null && !isLost(outcome)) return outcome;
      const hear = (offer: SubmissionOffer): void => onOffer(config.mailboxId, offer);
      if (outcome?.kind !== "token-refused") return submitOutgoing(ports, config, outgoing, hear);
      return submitAfterRefusal(ports, config, outgoing, hear);
    },
    hold: (mailboxId, outgoing) => {
      const ahead = waiting.get(mailboxId);
      if (ahead !== undefined) ahead.held = outgoing;
    },
    held: (mailboxId, messageId) => {
      const held = waiting.get(mailboxId)?.held ?? null;
      return held?.messageId === messageId ? held : null;
    },
    forget: (mailboxId) => take(mailboxId)?.give(null),
  };
}

/** Not taken, and known not to be: the session was lost, or its token refused. What the server itself puts off is not asked twice. */
const isLost = (outcome: SubmitOutcome): boolean =>
  outcome.kind === "token-refused" || (outcome.kind === "temporary" && outcome.code === "network");

/** What fails here is nobody's: the message will meet it again, and say it. */
function openAhead(ports: MailboxPorts, config: MailboxConfig, onOffer: (offer: SubmissionOffer) => void): Ahead {
  const { promise, give } = later();
  const cancel = ports.clock.after(KEPT_MS, () => give(null));
  const ended = submitOnce(ports, config, promise, false, onOffer).catch(() => null);
  return { config, give, ended: ended.finally(cancel), held: null };
}

function later() {
  let give: (outgoing: OutgoingMessage | null) => void = () => undefined;
  const promise = new Promise<OutgoingMessage | null>((resolve) => {
    give = resolve;
  });
  return { promise, give };
}
