import type { MailboxId, OutboxId } from "#shared/domain/ids";
import type { OutgoingMessage } from "#shared/domain/sync";
import { plainFailure, readHeld } from "#shared/rules/held-message";
import { createOutboxRunner } from "../outbox/queue";
import type { OutboxPorts, QueueChange } from "../outbox/ports";
import type { StoreClient } from "../store/serve";
import { type Gate, within } from "./gate";
import type { Mailboxes } from "./mailboxes";
import type { Traced } from "./services";

/** The queue of messages to send, running while the store is open. */
export type Outbox = {
  readonly kick: () => void;
  /** As `kick`, for a message that was kept just now: these bytes are its own, and are not read back. */
  readonly leave: (id: OutboxId, outgoing: OutgoingMessage) => void;
  /** What is about to be kept of this message are other bytes than those that `leave` was given. */
  readonly renew: (id: OutboxId) => void;
  /** A message is being made to leave. */
  readonly expect: (made: Promise<unknown>) => void;
  /** Over once what is made and what is due has been tried, or takes its time: what presses nobody waits for it. */
  readonly calm: () => Promise<void>;
  /** Runs `act` once what is due has been tried, or takes its time; the end waits for it. */
  readonly afterwards: (act: () => Promise<void>) => void;
  readonly open: () => Promise<void>;
  readonly close: () => Promise<void>;
};

/** What the queue needs. */
export type OutboxParts = {
  readonly store: Gate<StoreClient>;
  readonly mailboxes: Pick<Mailboxes, "submit" | "inSent" | "fileSent">;
  /** Why a message that waited may no longer leave, null when it may. */
  readonly held: OutboxPorts["held"];
  /** Told of each message that left. */
  readonly left: (id: OutboxId) => Promise<void>;
  readonly changed: () => void;
  /** Tells the server what waits to be told of this mailbox. */
  readonly replay: (mailboxId: MailboxId) => void;
  readonly notice: (code: string) => void;
  readonly trace: (event: Traced) => Promise<void>;
  readonly report: (error: unknown, about: string) => void;
};

/** The bytes of the message that was handed over last, until its first attempt. */
type InHand = Map<OutboxId, OutgoingMessage>;

/** A server that takes its time keeps nothing else waiting. */
const LONGEST_MS = 3000;

/** Builds the outbox; `open` starts it over an open store, `close` lets the message in hand end. */
export function createOutbox(parts: OutboxParts): Outbox {
  let runner: ReturnType<typeof createOutboxRunner> | null = null;
  const acts = new Set<Promise<void>>();
  const inHand: InHand = new Map();
  let expected: Promise<unknown> = Promise.resolve();
  const tried = (): Promise<void> => runner?.tried() ?? Promise.resolve();
  return {
    kick: () => runner?.kick(),
    leave: (id, outgoing) => {
      inHand.clear();
      // Closed meanwhile: nothing of it stays here.
      if (runner === null) return;
      inHand.set(id, outgoing);
      runner.kick();
    },
    renew: (id) => void inHand.delete(id),
    expect: (made) => {
      // Of what is made, only the end is kept.
      expected = Promise.allSettled([expected, made]).then(() => undefined);
    },
    calm: () => within(expected.then(tried), LONGEST_MS, undefined),
    afterwards: (act) => {
      const acting = within(tried(), LONGEST_MS, undefined)
        .then(act)
        .catch((error: unknown) => parts.report(error, "after an attempt"))
        .finally(() => acts.delete(acting));
      acts.add(acting);
    },
    open: async () => {
      runner = createOutboxRunner(portsOf(parts, inHand));
      await runner.recover();
      runner.kick();
    },
    close: async () => {
      const closing = runner;
      runner = null;
      inHand.clear();
      await closing?.stop();
      await Promise.all(acts);
    },
  };
}

function portsOf(parts: OutboxParts, inHand: InHand): OutboxPorts {
  const { store, mailboxes } = parts;
  return {
    pending: async () => {
      // The store answers in the order it is asked.
      const [, items] = await Promise.all([store.get().redateOutbox(), store.get().pendingOutbox()]);
      return items.map((item) => ({
        ...item,
        dueAt: Date.parse(item.sendAt),
        since: Date.parse(item.since),
      }));
    },
    held: parts.held,
    claim: async (id) => {
      const message = await claim(store.get(), id, inHand);
      if (message !== null) parts.changed();
      return message;
    },
    bytes: (id) => store.get().outboxBytes(id),
    change: (id, change) => keep(parts, id, change),
    submit: (mailboxId, message) => mailboxes.submit(mailboxId, message),
    inSent: (mailboxId, messageId) => mailboxes.inSent(mailboxId, messageId),
    fileSent: (mailboxId, message) => mailboxes.fileSent(mailboxId, message.raw),
    left: async (id, outcome) => {
      const rejected = outcome?.rejected.length ?? 0;
      // The person hears of it first, then the journal.
      parts.notice(rejected > 0 ? "sent-partly" : outcome?.unreported === true ? "sent-unreported" : "sent");
      if (outcome === null) await noteOnce(parts, id, "found in sent mail");
      else await note(parts, id, outcome.response);
    },
    noted: (id) => noteOnce(parts, id, "accepted"),
    now: () => Date.now(),
    after: (ms, act) => {
      const timer = setTimeout(act, ms);
      return () => clearTimeout(timer);
    },
    report: (error) => parts.report(error, "outbox"),
  };
}

async function claim(store: StoreClient, id: OutboxId, inHand: InHand): Promise<OutgoingMessage | null> {
  const now = new Date().toISOString();
  const outgoing = inHand.get(id);
  inHand.delete(id);
  if (outgoing === undefined) return store.claimOutbox(id, now);
  return (await store.startOutbox(id, now)) ? outgoing : null;
}

/** The line of the journal of a message that left, and what follows from it. */
async function note(parts: OutboxParts, id: OutboxId, answer: string): Promise<void> {
  const store = parts.store.get();
  const item = await store.outboxItem(id);
  await parts.trace({
    action: "send",
    mailboxId: item.mailboxId,
    request: "submit",
    answer,
    success: true,
    messageId: (await store.outboxMessage(id)).header,
    recipients: item.to.map((one) => one.address),
  });
  await parts.left(id).catch((error: unknown) => parts.report(error, "after sending"));
}

/** The same where that line is not there: the application stopped between the server's answer and the journal. */
async function noteOnce(parts: OutboxParts, id: OutboxId, answer: string): Promise<void> {
  const store = parts.store.get();
  const { header } = await store.outboxMessage(id);
  const about = { search: "", from: null, to: null, kind: "mail" as const, messageIds: [header], offset: 0, limit: 20 };
  const { lines } = await store.listTrace(about);
  if (!lines.some(({ action }) => action === "send")) await note(parts, id, answer);
}

async function keep(parts: OutboxParts, id: OutboxId, change: QueueChange): Promise<void> {
  const { dueAt, ...rest } = change;
  // What is looked for again each minute, and not found, is said once.
  const before = change.state === "to-verify" ? await parts.store.get().outboxItem(id) : null;
  const item = await parts.store
    .get()
    .setOutbox(id, { ...rest, ...(dueAt === undefined ? {} : { sendAt: new Date(dueAt).toISOString() }) });
  if (change.onlyFrom !== undefined && item.state !== change.state) return;
  // Once its copy is in Sent: whoever hears of it finds it there.
  if (change.state === "sent" && (await parts.store.get().markAnswered(id)).length > 0) parts.replay(item.mailboxId);
  const isNews = before?.state !== item.state || before.failure !== item.failure;
  if (isNews && (change.state === "failed" || change.state === "to-verify")) {
    await parts.trace({
      action: "send-failed",
      mailboxId: item.mailboxId,
      request: "submit",
      answer: plainFailure(change.failure ?? ""),
      success: false,
      messageId: (await parts.store.get().outboxMessage(id)).header,
    });
    const held = readHeld(change.failure ?? null) !== null;
    parts.notice(held ? "send-held" : change.state === "failed" ? "send-failed" : "send-to-verify");
  }
  // It left; only its copy is missing where the operator keeps those.
  if (change.state === "sent" && change.failure != null) {
    await parts.trace({
      action: "error",
      mailboxId: item.mailboxId,
      request: "copy in Sent",
      answer: change.failure,
      success: false,
    });
    parts.notice(change.failure);
  }
  parts.changed();
}
