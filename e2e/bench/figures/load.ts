import { alternate, quantile } from "../compare";
import type { BigStore } from "../big-store";
import type { Figure } from "../figure";

const READS = 60;

/** The first page of a list in a large store and in a small one (ours: the plan has it in `start` and `scroll`). */
export const load: Figure = {
  id: "load",
  what: "page de 50 conversations et compteurs, grande base",
  against: "base de 1 000 messages",
  unit: "ms",
  goal: "≤ 1,3× (hors plan)",
  held: ({ ratio }) => ratio <= 1.3,
  run: async (bench) => {
    const large = await bench.store(bench.quick ? 20_000 : 100_000);
    const small = await bench.store(1000);
    return alternate(
      bench.pairs,
      () => page(large),
      () => page(small),
    );
  },
};

function page({ service }: BigStore): number {
  const times = Array.from({ length: READS }, () => {
    const since = performance.now();
    service.listConversations({ view: "all", mailboxId: null, folderId: null, search: "", offset: 0, limit: 50 });
    service.counts(null);
    return performance.now() - since;
  });
  return quantile(times, 0.5);
}
