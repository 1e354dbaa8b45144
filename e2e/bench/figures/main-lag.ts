import { setTimeout as pause } from "node:timers/promises";
import { alternate } from "../compare";
import { openDoor, signIn, upToDate, withMailboxes } from "../desk/connected";
import type { Figure } from "../figure";

const IDLE_MS = 2000;
const MOST_MS = 20;

/** How late the event loop of the main process is while a first synchronisation goes through it. */
export const mainLag: Figure = {
  id: "main-lag",
  what: "retard du processus principal pendant la première synchronisation, p99",
  against: "le même au repos, p99",
  unit: "ms",
  goal: "p99 ≤ 20 ms",
  held: ({ value }) => value <= MOST_MS,
  run: async (bench) => {
    const desk = await bench.desk();
    const { space } = await bench.mailbox();
    const door = await openDoor(space, desk);
    let launched = desk.launch("blank", { profile: desk.emptyFolder });
    const latest = async (during: () => Promise<unknown>): Promise<number> => {
      await launched.ask("listen");
      await during();
      return launched.ask<number>("lag");
    };
    const ours = async (): Promise<number> => {
      await launched.end();
      const profile = await desk.makeProfile({ change: withMailboxes() });
      launched = desk.launch("pli", { profile, env: { PLI_ENVIRONMENT: door.environmentFile } });
      const page = await launched.page();
      await signIn(page, space);
      return latest(() => upToDate(page));
    };
    try {
      return await alternate(bench.quick ? 2 : bench.pairs, ours, () => latest(() => pause(IDLE_MS)), {
        warmUp: false,
      });
    } finally {
      await launched.end();
      door.stop();
    }
  },
};
