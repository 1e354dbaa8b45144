import type { StoreState } from "#shared/domain/session";

/** Locks the store when nobody has been at the keyboard for long enough (SC.SSI/IE.58), where a secret opens it again. */
export type IdleLock = {
  /** Somebody is there. */
  readonly active: () => void;
  /** The machine woke up: timers slept with it, the clock did not. */
  readonly wake: () => void;
  readonly stop: () => void;
};

/** What it stands on; `every` calls about every so many milliseconds until stopped. */
export type IdleLockPorts = {
  readonly now: () => number;
  readonly every: (ms: number, act: () => void) => () => void;
  readonly minutes: () => number;
  readonly store: () => StoreState;
  readonly lock: () => Promise<unknown>;
  readonly report: (error: unknown, about: string) => void;
};

const REVIEW_MS = 15_000;

/** True when the store asks for a secret to be opened again: only such a store can be locked. */
export const isLockable = (store: StoreState): boolean =>
  store.state === "ready" && (store.protection === "passphrase" || store.protection === "vault-and-pin");

/** Watches from now on. */
export function createIdleLock(ports: IdleLockPorts): IdleLock {
  let lastActive = ports.now();
  let wasOpen = isLockable(ports.store());
  const review = (): void => {
    const isOpen = isLockable(ports.store());
    // Whoever just opened it is there.
    if (isOpen && !wasOpen) lastActive = ports.now();
    wasOpen = isOpen;
    if (!isOpen || ports.now() - lastActive < ports.minutes() * 60_000) return;
    wasOpen = false;
    ports.lock().catch((error: unknown) => ports.report(error, "idle lock"));
  };
  return {
    active: () => {
      // What was already due while nobody looked is not put off by the first key.
      review();
      lastActive = ports.now();
    },
    wake: review,
    stop: ports.every(REVIEW_MS, review),
  };
}
