import type { StoreClient } from "../store/serve";
import type { Gate } from "./gate";

/** Brings back, at their moment, the conversations that were put off. */
export type Alarm = {
  /** Looks at what is due now and waits for the next: at the opening of the store, after a change, on wake. */
  readonly set: () => void;
  readonly stop: () => void;
};

/** What the alarm needs. */
export type AlarmPorts = {
  readonly store: Gate<StoreClient>;
  readonly clock: () => Date;
  /** Conversations came back. */
  readonly woken: () => void;
  readonly report: (error: unknown, about: string) => void;
};

/** A timer is never trusted for longer: the clock may be changed, the computer may sleep. */
const LONGEST_MS = 10 * 60_000;

/** Builds the alarm; nothing runs before `set`. */
export function createAlarm(ports: AlarmPorts): Alarm {
  let timer: NodeJS.Timeout | null = null;
  const stop = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  };
  const look = async (): Promise<void> => {
    const { woken, next } = (await ports.store.peek()?.wakeSnoozed()) ?? { woken: 0, next: null };
    if (woken > 0) ports.woken();
    stop();
    if (next === null) return;
    const wait = Math.min(LONGEST_MS, Math.max(0, Date.parse(next) - ports.clock().getTime()));
    timer = setTimeout(set, wait);
    timer.unref();
  };
  const set = (): void => void look().catch((error: unknown) => ports.report(error, "alarm"));
  return { set, stop };
}
