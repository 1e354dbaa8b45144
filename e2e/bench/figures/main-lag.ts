import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as pause } from "node:timers/promises";
import { alternate } from "../compare";
import type { Figure } from "../figure";

const IDLE_MS = 2000;
/** The histogram counts the time between two ticks of this timer. */
const TICK_MS = 1;

/** How late the process between the mailbox's and the store's answers while a first synchronisation goes through it. */
export const mainLag: Figure = {
  id: "main-lag",
  what: "retard du processus relais (Node à la place d’Electron), p99",
  against: "le même au repos, p99",
  unit: "ms",
  goal: "p99 ≤ 20 ms",
  held: ({ value }) => value <= 20,
  run: async (bench) => {
    const { ours } = await bench.mailbox();
    return alternate(
      bench.pairs,
      () => latest(() => ours(bench)),
      () => latest(() => pause(IDLE_MS)),
    );
  },
};

async function latest(during: () => Promise<unknown>): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: TICK_MS });
  delay.enable();
  await during();
  delay.disable();
  return delay.percentile(99) / 1e6 - TICK_MS;
}
