import { PliError } from "#shared/domain/failure";

/** Tasks one after the other; `idle` is told when none is left. Rejects with `busy` beyond `most` waiting ones. */
export type Line = <Value>(task: () => Promise<Value>) => Promise<Value>;

/** Makes one. A task that fails does not hold up the next. */
export function createLine(most: number, idle: () => void): Line {
  let waiting = 0;
  let tail: Promise<unknown> = Promise.resolve();
  return (task) => {
    if (waiting >= most) return Promise.reject(new PliError("busy", { retry: true }));
    waiting += 1;
    const result = tail.then(task);
    tail = result
      .then(
        () => undefined,
        () => undefined,
      )
      .then(() => {
        waiting -= 1;
        if (waiting === 0) idle();
      });
    return result;
  };
}
