import { alternate } from "../compare";
import type { Figure } from "../figure";

const MORE_MS = 50;

/** Connecting again when nothing is new, on a server with CONDSTORE. */
export const resync: Figure = {
  id: "resync",
  what: "connexion et retour à jour, rien de nouveau (processus boîte et base)",
  against: "connexion, SELECT et STATUS nus",
  unit: "ms",
  goal: "≤ 2× + 50 ms",
  held: ({ value, against }) => value <= 2 * against + MORE_MS,
  run: async (bench) => {
    const mailbox = await bench.mailbox();
    const { ours, end } = await mailbox.again(bench);
    try {
      return await alternate(bench.pairs, ours, mailbox.roundTrips);
    } finally {
      await end();
    }
  },
};
