import type { StoreState } from "#shared/domain/session";

/** Locks the store when nobody has been at the keyboard for long enough (SC.SSI/IE.58), where a secret opens it again. */
export type IdleLock = {
  /** A store was opened: whoever opened it is there. */
  readonly opened: () => void;
  /** Somebody is there. */
  readonly active: () => void;
  /** The machine woke up (timers slept with it, the clock did not), or what the lock depends on may have changed. */
  readonly look: () => void;
  readonly stop: () => void;
};

/** What it stands on; `after` calls once, so many milliseconds later unless stopped. */
export type IdleLockPorts = {
  readonly now: () => number;
  readonly after: (ms: number, act: () => void) => () => void;
  readonly minutes: () => number;
  readonly store: () => StoreState;
  readonly lock: () => Promise<unknown>;
  readonly report: (error: unknown, about: string) => void;
};

/** A timer is never trusted for longer: the clock may be changed, and not every machine says that it woke up. */
const LONGEST_MS = 60_000;

/** True when the store asks for a secret to be opened again: only such a store can be locked. */
export const isLockable = (store: StoreState): boolean =>
  store.state === "ready" && (store.protection === "passphrase" || store.protection === "vault-and-pin");

/** Watches from the first sign of somebody on; it sleeps until the time is over. */
export function createIdleLock(ports: IdleLockPorts): IdleLock {
  let lastActive = ports.now();
  let stop = (): void => undefined;
  const review = (): void => {
    stop();
    if (!isLockable(ports.store())) return;
    // Somebody was there before now: a clock set back by a day must not leave a day more.
    lastActive = Math.min(lastActive, ports.now());
    const left = lastActive + ports.minutes() * 60_000 - ports.now();
    if (left > 0) {
      stop = ports.after(Math.min(left, LONGEST_MS), review);
      return;
    }
    ports.lock().catch((error: unknown) => {
      ports.report(error, "idle lock");
      opened();
    });
  };
  const opened = (): void => {
    lastActive = ports.now();
    review();
  };
  return {
    opened,
    active: () => {
      // What was already due while nobody looked is not put off by the first key.
      review();
      opened();
    },
    look: review,
    stop: () => stop(),
  };
}
