import type { ImapFlow } from "imapflow";
import { PliError } from "#shared/domain/failure";
import { refusalOf } from "./failure";
import { leaveImap, withinTime } from "./imap-client";
import { createLine } from "./line";
import type { Clock } from "./ports";

/** The second connection of a mailbox: reading and acting never wait for a synchronisation. */
export type WorkConnection = {
  /** Runs tasks one after the other. After a lost connection the task runs again on a new one, at most `again` times. Rejects with a `PliError`. */
  readonly run: <Value>(task: (client: ImapFlow) => Promise<Value>, again: number) => Promise<Value>;
  readonly close: () => Promise<void>;
};

type Options = {
  readonly connect: () => Promise<ImapFlow>;
  readonly clock: Clock;
  readonly lingerMs: number;
  /** Kept with a NOOP instead of ended: another one would cost the person another code. */
  readonly stays?: boolean;
};
type Held = { client: ImapFlow | null; usedAt: number; closed: boolean };

const MAX_WAITING = 500;
const STALE_MS = 5000;
const ANSWER_MS = 10_000;

/** Makes one; it connects at the first task and ends after `lingerMs` without any, unless it stays. */
export function createWorkConnection(options: Options): WorkConnection {
  const held: Held = { client: null, usedAt: 0, closed: false };
  let cancelLinger = (): void => undefined;
  const line = createLine(MAX_WAITING, () => {
    if (held.closed) return;
    cancelLinger = options.clock.after(options.lingerMs, () => {
      if (options.stays !== true) void leave(held);
      else line(() => keep(held)).catch(() => held.client?.close());
    });
  });
  return {
    run: (task, again) => {
      cancelLinger();
      return line(() => attempt(options, held, task, again)).catch((error: unknown) =>
        Promise.reject(refusalOf(error)),
      );
    },
    close: async () => {
      held.closed = true;
      cancelLinger();
      await leave(held);
    },
  };
}

async function leave(held: Held): Promise<void> {
  const leaving = held.client;
  held.client = null;
  if (leaving !== null) await leaveImap(leaving);
}

async function keep({ client }: Held): Promise<void> {
  if (client?.usable === true) await withinTime(client.noop(), ANSWER_MS);
}

async function attempt<Value>(
  options: Options,
  held: Held,
  task: (client: ImapFlow) => Promise<Value>,
  again: number,
): Promise<Value> {
  for (let left = again; ; left -= 1) {
    const client = await ready(options, held);
    try {
      return await task(client);
    } catch (error) {
      if (client.usable || left <= 0 || held.closed) throw error;
    } finally {
      held.usedAt = options.clock.now().getTime();
    }
  }
}

async function ready({ connect, clock }: Options, held: Held): Promise<ImapFlow> {
  if (held.closed) throw new PliError("offline", { retry: true });
  const known = held.client;
  // A server, or a change of network, may have ended the connection without a word.
  if (known?.usable === true && clock.now().getTime() - held.usedAt > STALE_MS)
    await withinTime(known.noop(), ANSWER_MS).catch(() => known.close());
  if (known?.usable === true && held.client === known) return known;
  const client = await connect();
  held.client = client;
  return client;
}
