import { alternate } from "../compare";
import type { Figure } from "../figure";

/** First synchronisation against a loop that keeps nothing. */
export const sync: Figure = {
  id: "sync",
  what: "première synchronisation",
  against: "boucle imapflow nue",
  unit: "messages/s",
  goal: "débit ≥ 0,6×",
  held: ({ ratio }) => ratio >= 0.6,
  run: async (bench) => {
    const { messages, ours, imapflow } = await bench.mailbox();
    const rate = (ms: number): number => (messages * 1000) / ms;
    return alternate(
      bench.pairs,
      async () => rate(await ours(bench)),
      async () => rate(await imapflow()),
    );
  },
};
