import type { OutboxId, MailboxId } from "#shared/domain/ids";
import type { OutgoingMessage, SubmitOutcome } from "#shared/domain/sync";

/** One message of the queue as its runner sees it; dates are epoch milliseconds. */
export type QueuedMessage = {
  readonly id: OutboxId;
  readonly mailboxId: MailboxId;
  /** `filing`: accepted by the operator, its copy in the sent mail not yet there; shown as sent. */
  readonly state: "waiting" | "sending" | "retry" | "to-verify" | "filing";
  readonly attempts: number;
  readonly dueAt: number;
  /** When it came to this state. */
  readonly since: number;
};

/** A change of a queued message, kept before anything else happens. */
export type QueueChange = {
  readonly state: "waiting" | "sending" | "retry" | "to-verify" | "filing" | "sent" | "failed";
  readonly attempts?: number;
  readonly dueAt?: number;
  /** Stable code, worded by the catalogue. */
  readonly failure?: string | null;
  /** Only where it still stands there: elsewhere the person decided otherwise meanwhile, and nothing changes. */
  readonly onlyFrom?: "to-verify";
};

/** What the runner needs; every write is durable when it resolves. */
export type OutboxPorts = {
  /** Every message that is neither sent (copy filed) nor failed, whatever its date. */
  readonly pending: () => Promise<readonly QueuedMessage[]>;
  /** Why a message that waited may no longer leave as it is (the failure to keep), null when it may. */
  readonly held: (id: OutboxId) => Promise<string | null>;
  /** Notes that an attempt starts and gives the bytes, in one durable step; null when the message is no longer due. */
  readonly claim: (id: OutboxId) => Promise<OutgoingMessage | null>;
  readonly bytes: (id: OutboxId) => Promise<OutgoingMessage>;
  readonly change: (id: OutboxId, change: QueueChange) => Promise<void>;
  /** Rejects with code `offline` or `signed-out` when the mailbox cannot be reached now. */
  readonly submit: (mailboxId: MailboxId, message: OutgoingMessage) => Promise<SubmitOutcome>;
  /** The message is in the folder of sent mail. Rejects when the mailbox cannot be reached. */
  readonly inSent: (mailboxId: MailboxId, messageId: string) => Promise<boolean>;
  /** Puts the copy in the folder of sent mail. */
  readonly fileSent: (mailboxId: MailboxId, message: OutgoingMessage) => Promise<void>;
  /** Told once per message that left, before its copy is filed; `null` when it was found in the sent mail. */
  readonly left: (id: OutboxId, outcome: Extract<SubmitOutcome, { kind: "accepted" }> | null) => Promise<void>;
  /** Writes down that a message left, where the application stopped before it could. */
  readonly noted: (id: OutboxId) => Promise<void>;
  readonly now: () => number;
  /** Calls back once after `ms`; returns how to cancel. */
  readonly after: (ms: number, act: () => void) => () => void;
  readonly report: (error: unknown) => void;
};
