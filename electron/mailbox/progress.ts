import type { ConnectionState } from "#shared/domain/mailbox";
import type { Clock } from "./ports";

/** How far a first synchronisation is; each folder tells what it has to fetch, then what it fetched. */
export type Progress = {
  readonly folder: () => { readonly todo: (messages: number) => void; readonly done: (messages: number) => void };
};

const EVERY_MS = 250;

/** Shows progress at most four times a second; `expected` messages is the total until the folders tell better. Nothing is shown when nothing is to be fetched. */
export function createProgress(
  say: (state: ConnectionState) => void,
  clock: Pick<Clock, "now">,
  expected: number,
): Progress {
  let total = expected;
  let announced = 0;
  let done = 0;
  let shownAt = 0;
  const show = (): void => {
    const now = clock.now().getTime();
    if (now - shownAt < EVERY_MS || total === 0) return;
    shownAt = now;
    say({ state: "syncing", done, total });
  };
  show();
  return {
    folder: () => ({
      todo: (messages) => {
        announced += messages;
        total = Math.max(total, announced);
      },
      done: (messages) => {
        done += messages;
        show();
      },
    }),
  };
}
