import { alternate } from "../compare";
import type { Figure } from "../figure";

/** First synchronisation against a socket that throws the answer away. */
export const syncRaw: Figure = {
  id: "sync-raw",
  what: "première synchronisation",
  against: "socket brute",
  unit: "messages/s",
  goal: "débit ≥ 0,25×",
  held: ({ ratio }) => ratio >= 0.25,
  run: async (bench) => {
    const { messages, ours, raw } = await bench.mailbox();
    const rate = (ms: number): number => (messages * 1000) / ms;
    return alternate(
      bench.pairs,
      async () => rate(await ours(bench)),
      async () => rate(await raw()),
    );
  },
};
