import { PliError } from "#shared/domain/failure";
import type { MailboxId, OutboxId } from "#shared/domain/ids";
import type { OutgoingMessage, SubmitOutcome } from "#shared/domain/sync";
import type { OutboxPorts, QueueChange, QueuedMessage } from "../ports";

const box = "box" as MailboxId;
export const accepted: SubmitOutcome = { kind: "accepted", response: "250 ok", rejected: [] };

const bytesOf = (id: string): OutgoingMessage => ({
  messageId: `<${id}@x>`,
  envelope: { from: "a", to: ["b"] },
  raw: new Uint8Array([1]),
});

/** A durable queue, an operator and a clock that a test moves by hand. */
export function bench(outcomes: (SubmitOutcome | PliError)[], options: { ownCopy?: boolean; sent?: string[] } = {}) {
  const items = new Map<
    OutboxId,
    Omit<QueuedMessage, "state"> & { state: QueueChange["state"]; failure?: string | null }
  >();
  const timers: { at: number; act: () => void }[] = [];
  const state = {
    now: 0,
    submitted: [] as string[],
    sentFolder: [...(options.sent ?? [])],
    left: [] as (string | null)[],
    noted: [] as string[],
    crashAfterSubmit: false,
    checked: [] as string[],
    held: null as string | null,
  };
  const ports: OutboxPorts = {
    pending: () =>
      Promise.resolve(
        [...items.values()].filter((item) => item.state !== "sent" && item.state !== "failed") as QueuedMessage[],
      ),
    held: (id) => {
      state.checked.push(id);
      return Promise.resolve(state.held);
    },
    claim: (id) => {
      const item = items.get(id);
      if (item === undefined || (item.state !== "waiting" && item.state !== "retry") || item.dueAt > state.now)
        return Promise.resolve(null);
      items.set(id, { ...item, state: "sending", attempts: item.attempts + 1 });
      return Promise.resolve(bytesOf(id));
    },
    bytes: (id) => Promise.resolve(bytesOf(id)),
    change: (id, { onlyFrom, ...change }) => {
      const item = items.get(id);
      if (item !== undefined && item.state === (onlyFrom ?? item.state)) items.set(id, { ...item, ...change });
      return Promise.resolve();
    },
    submit: (_mailbox, message) => {
      const outcome = outcomes.shift() ?? accepted;
      if (outcome instanceof PliError) return Promise.reject(outcome);
      state.submitted.push(message.messageId);
      if (options.ownCopy === true && outcome.kind === "accepted") state.sentFolder.push(message.messageId);
      return Promise.resolve(outcome);
    },
    inSent: (_mailbox, id) => Promise.resolve(state.sentFolder.includes(id)),
    fileSent: (_mailbox, message) => Promise.resolve(void state.sentFolder.push(message.messageId)),
    left: (id, outcome) => Promise.resolve(void state.left.push(outcome === null ? null : id)),
    noted: (id) => Promise.resolve(void state.noted.push(id)),
    now: () => state.now,
    after: (ms, act) => {
      const timer = { at: state.now + ms, act };
      timers.push(timer);
      return () => void timers.splice(timers.indexOf(timer), timers.includes(timer) ? 1 : 0);
    },
    report: () => {},
  };
  const settle = async () => {
    for (let turn = 0; turn < 30; turn += 1) await Promise.resolve();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return {
    ports,
    state,
    item: (id: string) => items.get(id as OutboxId),
    add: (id: string, item: Partial<QueuedMessage> = {}) =>
      items.set(id as OutboxId, {
        id: id as OutboxId,
        mailboxId: box,
        state: "waiting",
        attempts: 0,
        dueAt: 0,
        since: 0,
        ...item,
      }),
    remove: (id: string) => items.delete(id as OutboxId),
    /** How long each timer still waits. */
    waits: () => timers.map(({ at }) => at - state.now),
    /** The network is back: what was still refused is not. */
    online: () => void outcomes.splice(0),
    settle,
    advance: async (ms: number) => {
      const until = state.now + ms;
      for (;;) {
        const next = timers.filter((timer) => timer.at <= until).toSorted((a, b) => a.at - b.at)[0];
        if (next === undefined) break;
        timers.splice(timers.indexOf(next), 1);
        state.now = next.at;
        next.act();
        await settle();
      }
      state.now = until;
    },
  };
}
