import type { ImapFlow } from "imapflow";
import { PliError } from "#shared/domain/failure";
import { refusalOf } from "./failure";
import { leaveImap, withinTime } from "./imap-client";
import type { Clock } from "./ports";

/** The second connection of a mailbox: reading and acting never wait for a synchronisation. */
export type WorkConnection = {
  /** Runs tasks one after the other. After a lost connection the task runs again on a new one, at most `again` times. Rejects with a `PliError`. */
  readonly run: <Value>(task: (client: ImapFlow) => Promise<Value>, again: number) => Promise<Value>;
  readonly close: () => Promise<void>;
};

const MAX_WAITING = 500;
const STALE_MS = 5000;
const ANSWER_MS = 10_000;

/** Makes one; it connects at the first task and ends after `lingerMs` without any. */
export function createWorkConnection(options: {
  readonly connect: () => Promise<ImapFlow>;
  readonly clock: Clock;
  readonly lingerMs: number;
}): WorkConnection {
  const { clock } = options;
  let client: ImapFlow | null = null;
  let usedAt = 0;
  let waiting = 0;
  let closed = false;
  let tail: Promise<unknown> = Promise.resolve();
  let cancelLinger = (): void => undefined;

  const leave = async (): Promise<void> => {
    const leaving = client;
    client = null;
    if (leaving !== null) await leaveImap(leaving);
  };
  const ready = async (): Promise<ImapFlow> => {
    if (closed) throw new PliError("offline", { retry: true });
    // A server, or a change of network, may have ended the connection without a word.
    if (client?.usable === true && clock.now().getTime() - usedAt > STALE_MS)
      await withinTime(client.noop(), ANSWER_MS).catch(() => client?.close());
    if (client?.usable !== true) client = await options.connect();
    return client;
  };
  const attempt = async <Value>(task: (client: ImapFlow) => Promise<Value>, again: number): Promise<Value> => {
    for (let left = again; ; left -= 1) {
      const used = await ready();
      try {
        return await task(used);
      } catch (error) {
        if (used.usable || left <= 0 || closed) throw error;
      } finally {
        usedAt = clock.now().getTime();
      }
    }
  };
  return {
    run: (task, again) => {
      if (closed) return Promise.reject(new PliError("offline", { retry: true }));
      if (waiting >= MAX_WAITING) return Promise.reject(new PliError("busy", { retry: true }));
      waiting += 1;
      cancelLinger();
      const result = tail.then(() => attempt(task, again));
      tail = result
        .then(
          () => undefined,
          () => undefined,
        )
        .finally(() => {
          waiting -= 1;
          if (waiting === 0 && !closed) cancelLinger = clock.after(options.lingerMs, () => void leave());
        });
      return result.catch((error: unknown) => Promise.reject(refusalOf(error)));
    },
    close: async () => {
      closed = true;
      cancelLinger();
      await leave();
    },
  };
}
