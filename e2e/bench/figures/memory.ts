import { setTimeout as pause } from "node:timers/promises";
import { alternate } from "../compare";
import { treeMegabytes } from "../desk/process-tree";
import type { Figure } from "../figure";

const IDLE_MS = 30_000;
const MORE_MEGABYTES = 150;

/** What the whole tree takes, the large mailbox open and nothing done for half a minute. */
export const memory: Figure = {
  id: "memory",
  what: "PSS de tous les processus, grande boîte ouverte",
  against: "fenêtre vide du même Electron",
  unit: "Mo",
  goal: "≤ fenêtre vide + 150 Mo",
  held: ({ value, against }) => value <= against + MORE_MEGABYTES,
  run: async (bench) => {
    const { launch, bigProfile, emptyFolder } = await bench.desk();
    const profile = await bigProfile();
    const side = (program: "pli" | "blank", profileFolder: string) => async (): Promise<number> => {
      const launched = launch(program, { profile: profileFolder });
      try {
        await launched.ask(program === "pli" ? "answering" : "shown");
        await pause(IDLE_MS);
        return await treeMegabytes(launched.pid);
      } finally {
        await launched.end();
      }
    };
    // No warm-up: memory does not depend on what ran before.
    return alternate(bench.quick ? 1 : 2, side("pli", profile), side("blank", emptyFolder), { warmUp: false });
  },
};
