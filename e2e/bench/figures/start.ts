import { alternate } from "../compare";
import type { Launched } from "../desk/launch";
import type { Figure } from "../figure";

/** From the process's start to the list of a large mailbox that has answered a key. */
export const start: Figure = {
  id: "start",
  what: "liste de la grande boîte affichée et répondant à une touche",
  against: "fenêtre vide du même Electron, jusqu’à ready-to-show",
  unit: "ms",
  goal: "≤ 1,5×",
  held: ({ ratio }) => ratio <= 1.5,
  run: async (bench) => {
    const { launch, bigProfile, emptyFolder } = await bench.desk();
    const profile = await bigProfile();
    const side = (open: () => Launched, act: string) => async (): Promise<number> => {
      const launched = open();
      try {
        return (await launched.ask<number>(act)) - launched.since;
      } finally {
        await launched.end();
      }
    };
    return alternate(
      bench.pairs,
      side(() => launch("pli", { profile }), "answering"),
      side(() => launch("blank", { profile: emptyFolder }), "shown"),
    );
  },
};
