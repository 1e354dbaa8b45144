import { setTimeout as pause } from "node:timers/promises";
import { alternate } from "../compare";
import { openDoor, connected, QUIET, withMailboxes } from "../desk/connected";
import { treeSeconds } from "../desk/process-tree";
import type { Figure } from "../figure";

/** What a start leaves behind is collected within this time, on both sides. */
const SETTLE_MS = 30_000;

/** What the whole tree asks of the processor while it waits for mail behind other windows. */
export const cpuIdle: Figure = {
  id: "cpu-idle",
  what: "processeur de tous les processus, trois boîtes connectées, fenêtre cachée",
  against: "fenêtre vide du même Electron, cachée",
  unit: "s",
  goal: "≤ 2×",
  held: ({ ratio }) => ratio <= 2,
  run: async (bench) => {
    const desk = await bench.desk();
    const { space } = await bench.mailbox();
    const door = await openDoor(space, desk);
    const profile = await desk.makeProfile({ change: withMailboxes(QUIET) });
    const { launched, page } = await connected(desk, space, { profile, door });
    const blank = desk.launch("blank", { profile: desk.emptyFolder });
    const lasting = bench.quick ? 20_000 : 60_000;
    const spent = (pid: number) => async (): Promise<number> => {
      const before = await treeSeconds(pid);
      await pause(lasting);
      return (await treeSeconds(pid)) - before;
    };
    try {
      await blank.ask("shown");
      await launched.ask("hide");
      await blank.ask("hide");
      // A page that is driven is told that it is seen, hidden or not.
      await page.context().browser()?.close();
      await pause(SETTLE_MS);
      return await alternate(bench.quick ? 1 : 2, spent(launched.pid), spent(blank.pid), { warmUp: false });
    } finally {
      await launched.end();
      await blank.end();
      door.stop();
    }
  },
};
