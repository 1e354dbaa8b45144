import { alternate } from "../compare";
import { openDoor, signIn, withMailboxes } from "../desk/connected";
import { timePage } from "../desk/page-time";
import type { Figure } from "../figure";
import { readNewest } from "../full-mailbox";

const MORE_MS = 300;

/** An empty store and a full server: when the first conversations are on the screen. */
export const firstScreen: Figure = {
  id: "first-screen",
  what: "connexion d’une base vide → premières conversations affichées",
  against: "connexion et lecture nue de 50 enveloppes",
  unit: "ms",
  goal: "≤ 3× + 300 ms",
  held: ({ value, against }) => value <= 3 * against + MORE_MS,
  run: async (bench) => {
    const desk = await bench.desk();
    const { space, target } = await bench.mailbox();
    const door = await openDoor(space, desk);
    const ours = async (): Promise<number> => {
      const profile = await desk.makeProfile({ change: withMailboxes() });
      const launched = desk.launch("pli", { profile, env: { PLI_ENVIRONMENT: door.environmentFile } });
      try {
        const page = await launched.page();
        const time = await timePage(page);
        door.forget();
        const painted = time.hourOf({ selector: "[role=option]" });
        await signIn(page, space);
        return (await painted) - door.openedAt();
      } finally {
        await launched.end();
      }
    };
    try {
      return await alternate(bench.pairs, ours, () => readNewest({ ...target, port: door.port }));
    } finally {
      door.stop();
    }
  },
};
