/** A time limit on waits for the client, renewed by every sign of life. */
export type Deadline = {
  /** Waits under a limit in ms; at its end `expire` is called, which must make the wait end. */
  during<T>(limitMs: number, wait: () => Promise<T>): Promise<T>;
  signOfLife(): void;
};

/** Builds a deadline that calls `expire` when a wait has lasted too long. */
export function createDeadline(expire: () => void): Deadline {
  let renew: (() => void) | undefined;
  return {
    async during(limitMs, wait) {
      let timer = setTimeout(expire, limitMs);
      renew = () => {
        clearTimeout(timer);
        timer = setTimeout(expire, limitMs);
      };
      try {
        return await wait();
      } finally {
        clearTimeout(timer);
        renew = undefined;
      }
    },
    signOfLife: () => renew?.(),
  };
}
