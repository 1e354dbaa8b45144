import { alternate, quantile } from "../compare";
import type { Figure } from "../figure";

const PER_TURN = 100;
const SMALL = 1000;

/** One message more in a large store and in a small one. */
export const thread: Figure = {
  id: "thread",
  what: "insertion d’un message, grande base",
  against: "base de 1 000 messages",
  unit: "ms",
  goal: "≤ 1,3×",
  held: ({ ratio }) => ratio <= 1.3,
  run: async (bench) => {
    const large = await bench.store(bench.quick ? 20_000 : 100_000);
    const small = await bench.store(SMALL);
    return alternate(
      bench.pairs,
      () => quantile(large.insert(PER_TURN), 0.5),
      () => quantile(small.insert(PER_TURN), 0.5),
    );
  },
};
