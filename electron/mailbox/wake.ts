import type { Clock } from "./ports";

/** What the keeper of a mailbox should look at next. */
export type Reasons = { readonly everything: boolean; readonly paths: readonly string[] };

/** Collects reasons to look at the mailbox, and wakes whoever waits for one. */
export type Wake = {
  readonly mark: (path: string) => void;
  readonly markAll: () => void;
  /** New messages of that folder were told. */
  readonly announce: (path: string) => void;
  /** Wakes without a reason: the connection was lost, or the mailbox is being closed. */
  readonly poke: () => void;
  /** Resolves at the first mark or poke, at once if there is one already, or after `ms`. True when the time passed. */
  readonly wait: (ms: number) => Promise<boolean>;
  /** Whether new messages of that folder were told, which is thereby forgotten. */
  readonly announced: (path: string) => boolean;
  /** The reasons so far, which are thereby forgotten; what was announced is not among them. */
  readonly take: () => Reasons;
};

/** Makes one; paths are kept once each. */
export function createWake(clock: Pick<Clock, "after">): Wake {
  const paths = new Set<string>();
  const fresh = new Set<string>();
  let everything = false;
  let poked = false;
  let notify = (): void => undefined;
  const changed = (): void => notify();
  return {
    mark: (path) => {
      paths.add(path);
      changed();
    },
    markAll: () => {
      everything = true;
      changed();
    },
    announce: (path) => {
      fresh.add(path);
      changed();
    },
    announced: (path) => fresh.delete(path),
    poke: () => {
      poked = true;
      changed();
    },
    wait: (ms) =>
      new Promise((resolve) => {
        if (everything || poked || paths.size > 0 || fresh.size > 0) return resolve(false);
        const done = (late: boolean): void => {
          notify = () => undefined;
          cancel();
          resolve(late);
        };
        const cancel = clock.after(ms, () => done(true));
        notify = () => done(false);
      }),
    take: () => {
      const reasons = { everything, paths: [...paths] };
      paths.clear();
      everything = false;
      poked = false;
      return reasons;
    },
  };
}
