import { PliError } from "#shared/domain/failure";

/** A value that comes and goes (the open store, the signed-in session): asking for it when it is absent is a stated failure. */
export type Gate<Value> = {
  readonly get: () => Value;
  readonly peek: () => Value | null;
  readonly set: (value: Value | null) => void;
};

/** A gate that refuses with `code` while empty. */
export function createGate<Value>(code: string): Gate<Value> {
  let current: Value | null = null;
  return {
    get: () => {
      if (current === null) throw new PliError(code, { retry: true });
      return current;
    },
    peek: () => current,
    set: (value) => {
      current = value;
    },
  };
}

/** Runs one task per key at a time; a second caller of the same key gets the promise of the first. */
export function createSingleFlight<Key, Value>(): (key: Key, task: () => Promise<Value>) => Promise<Value> {
  const running = new Map<Key, Promise<Value>>();
  return (key, task) => {
    const existing = running.get(key);
    if (existing !== undefined) return existing;
    const started = task().finally(() => running.delete(key));
    running.set(key, started);
    return started;
  };
}

/** Resolves with the promise's value, or with `fallback` when it takes longer than `ms`; the promise goes on. */
export function within<Value>(promise: Promise<Value>, ms: number, fallback: Value): Promise<Value> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(fallback), ms);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
