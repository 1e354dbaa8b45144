import type { OutboxId } from "#shared/domain/ids";
import type { OutgoingMessage, SubmitOutcome } from "#shared/domain/sync";
import type { OutboxPorts, QueuedMessage } from "./ports";

/** The runner of the outbox. */
export type OutboxRunner = {
  /** Something may be due: a new message, a connection that came back, a sign-in. */
  readonly kick: () => void;
  /** Over once what was due at the last kick has been tried. */
  readonly tried: () => Promise<void>;
  /** At start: whatever was being sent when the application stopped is verified, never sent blindly again. */
  readonly recover: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

/** Growing delays between attempts, in milliseconds; the last one repeats. */
const RETRY_AFTER = [30, 60, 120, 300, 900, 1800, 3600].map((seconds) => seconds * 1000);
/** An operator that files the sent copy itself does so within this time. */
const OWN_COPY_MS = 2500;
/** What cannot be reached is tried again at this pace, besides the kicks: a line that is back carries within 15 s what waited. */
const OFFLINE_MS = 10_000;
const UNREACHED = new Set(["network", "tls"]);
/** A message may wait for days: the clock is looked at again at least this often, whatever the machine's sleep did to the timer. */
const LONGEST_WAIT_MS = 900_000;
/** What has waited longer than the delay to change one's mind was checked in another state of things: it is checked again. */
const CHECKED_AGAIN_MS = 65_000;
/** What could not be found is looked for again at this pace. */
const VERIFY_AGAIN_MS = 60_000;

/**
 * Sends each queued message exactly once: its bytes exist before the network is touched, an attempt is written down before it starts,
 * and an answer that never came is looked for in the sent mail before anything is sent again. What stays uncertain is said (`to-verify`).
 */
export function createOutboxRunner(ports: OutboxPorts): OutboxRunner {
  let stopped = false;
  let again = false;
  let cancelTimer = (): void => undefined;
  let running: Promise<void> | null = null;
  const kick = (): void => {
    if (stopped) return;
    if (running !== null) {
      again = true;
      return;
    }
    cancelTimer();
    running = runDue(ports, () => stopped)
      .then((wait) => {
        if (wait !== null && !stopped) cancelTimer = ports.after(wait, kick);
      })
      .catch((error: unknown) => {
        ports.report(error);
        // The queue could not even be read or written: it is looked at again, without waiting for a reason.
        if (!stopped) cancelTimer = ports.after(OFFLINE_MS, kick);
      })
      .finally(() => {
        running = null;
        if (again) {
          again = false;
          kick();
        }
      });
  };
  return {
    kick,
    tried: async () => {
      // A kick during a round makes another.
      while (running !== null) await running;
    },
    recover: () => recover(ports),
    stop: async () => {
      stopped = true;
      cancelTimer();
      await running;
    },
  };
}

async function recover(ports: OutboxPorts): Promise<void> {
  for (const item of await ports.pending()) {
    if (item.state === "sending") await doubt(ports, item);
    if (item.state === "filing") await ports.noted(item.id);
  }
}

/** Nothing is being sent while the queue is looked at: one that says so is one whose end could not be written down. */
const doubt = (ports: OutboxPorts, { id }: QueuedMessage): Promise<void> =>
  ports.change(id, { state: "to-verify", dueAt: ports.now(), failure: "interrupted" });

/** Handles everything due now, one mailbox's message after the other; gives the wait until the next, or null when the queue is empty. */
async function runDue(ports: OutboxPorts, stopped: () => boolean): Promise<number | null> {
  const unreachable = new Set<string>();
  for (const item of await ports.pending()) {
    if (stopped()) return null;
    if (item.dueAt > ports.now() || unreachable.has(item.mailboxId)) continue;
    const reached = await handle(ports, item);
    if (!reached) unreachable.add(item.mailboxId);
  }
  const left = await ports.pending();
  if (left.length === 0) return null;
  const soonest = Math.min(
    ...left.map((item) => (unreachable.has(item.mailboxId) ? ports.now() + OFFLINE_MS : item.dueAt)),
  );
  return Math.min(LONGEST_WAIT_MS, Math.max(20, soonest - ports.now()));
}

/** False when the mailbox cannot be reached now: the message keeps its place. */
async function handle(ports: OutboxPorts, item: QueuedMessage): Promise<boolean> {
  try {
    if (item.state === "sending") await doubt(ports, item);
    else if (item.state === "to-verify") await verify(ports, item, await ports.bytes(item.id));
    else if (item.state === "filing") await fileCopy(ports, item, await ports.bytes(item.id));
    else await attempt(ports, item);
    return true;
  } catch (error) {
    if (isUnreachable(error)) return false;
    ports.report(error);
    // The message is not to blame, nor is what was done about it undone.
    if (STORE_FAILURES.has(codeOf(error))) return false;
    await ports.change(
      item.id,
      item.state === "filing"
        ? { state: "sent", failure: codeOf(error) === "quota" ? "copy-quota" : "copy-refused" }
        : { state: "failed", failure: "unexpected", ...(item.state === "to-verify" ? { onlyFrom: item.state } : {}) },
    );
    return true;
  }
}

async function attempt(ports: OutboxPorts, item: QueuedMessage): Promise<void> {
  const held = ports.now() - item.since > CHECKED_AGAIN_MS ? await ports.held(item.id) : null;
  if (held !== null) return ports.change(item.id, { state: "failed", failure: held });
  const attempts = item.attempts + 1;
  // Written before the first byte leaves: a crash from here on is verified, not repeated. Taken back or moved meanwhile: nothing leaves.
  const message = await ports.claim(item.id);
  if (message === null) return;
  const outcome = await ports.submit(item.mailboxId, message).catch(async (error: unknown): Promise<SubmitOutcome> => {
    const state = item.state === "retry" ? "retry" : "waiting";
    if (isUnreachable(error)) await ports.change(item.id, { state, attempts: item.attempts });
    // The process that was sending died: only the sent mail can tell.
    if (codeOf(error) !== "mailbox-gone") throw error;
    return { kind: "unknown", code: "interrupted" };
  });
  await settle(ports, item.id, attempts, outcome);
}

async function settle(ports: OutboxPorts, id: OutboxId, attempts: number, outcome: SubmitOutcome): Promise<void> {
  switch (outcome.kind) {
    case "accepted":
      await ports.change(id, { state: "filing", attempts, dueAt: ports.now() + OWN_COPY_MS, failure: null });
      return ports.left(id, outcome);
    case "temporary": {
      const answered = RETRY_AFTER[Math.min(attempts, RETRY_AFTER.length) - 1] ?? OFFLINE_MS;
      const wait = UNREACHED.has(outcome.code) ? OFFLINE_MS : answered;
      return ports.change(id, { state: "retry", attempts, dueAt: ports.now() + wait, failure: outcome.code });
    }
    case "permanent":
      return ports.change(id, { state: "failed", attempts, failure: outcome.code });
    case "token-refused":
      return ports.change(id, { state: "failed", attempts, failure: "token-refused" });
    case "unknown":
      return ports.change(id, {
        state: "to-verify",
        attempts,
        dueAt: ports.now() + OWN_COPY_MS,
        failure: outcome.code,
      });
  }
}

/** Found among the sent mail: it left. Not found: nobody can tell, so the person is told and decides; nothing is sent twice by itself. */
async function verify(ports: OutboxPorts, item: QueuedMessage, message: OutgoingMessage): Promise<void> {
  if (await ports.inSent(item.mailboxId, message.messageId)) {
    // Told before it is put away: it would not be looked at again.
    await ports.left(item.id, null);
    return ports.change(item.id, { state: "sent", failure: null });
  }
  await ports.change(item.id, {
    state: "to-verify",
    dueAt: ports.now() + VERIFY_AGAIN_MS,
    failure: "not-found-in-sent",
    // Asked to leave again while it was looked for: it does.
    onlyFrom: "to-verify",
  });
}

/** One copy in the sent mail whatever the operator does: its own was waited for, else ours is filed. */
async function fileCopy(ports: OutboxPorts, item: QueuedMessage, message: OutgoingMessage): Promise<void> {
  if (!(await ports.inSent(item.mailboxId, message.messageId))) await ports.fileSent(item.mailboxId, message);
  await ports.change(item.id, { state: "sent" });
}

/** The store could not be read or written now: a full disk, its process starting again. */
const STORE_FAILURES = new Set(["disk-full", "disk-error", "read-only", "busy", "store-closed", "store-gone"]);

const UNREACHABLE = new Set([
  "offline",
  "signed-out",
  "psc-unavailable",
  "code-needed",
  "code-refused",
  "link-needed",
  "link-unavailable",
]);

const isUnreachable = (error: unknown): boolean => UNREACHABLE.has(codeOf(error));

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
}
