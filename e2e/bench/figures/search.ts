import type { BigStore } from "../big-store";
import { alternate, quantile, timed } from "../compare";
import type { Figure } from "../figure";
import { queries, type Query } from "../queries";

/** What a person types against the full-text query it comes down to: both give the fifty newest. */
export const search: Figure = {
  id: "search",
  what: "40 recherches, p95 (sans l’affichage)",
  against: "requête plein texte nue, p95",
  unit: "ms",
  goal: "p95 ≤ 1,5× et ≤ 60 ms",
  held: ({ ratio, value }) => ratio <= 1.5 && value <= 60,
  run: async (bench) => {
    const large = await bench.store(bench.quick ? 20_000 : 100_000);
    return alternate(
      bench.pairs,
      () => slowest(queries, ({ typed }) => ours(large, typed)),
      () => slowest(queries, ({ match }) => bare(large, match)),
    );
  },
};

function ours({ service }: BigStore, typed: string): number {
  return service.listConversations({
    view: "all",
    mailboxId: null,
    folderId: null,
    search: typed,
    offset: 0,
    limit: 50,
  }).total;
}

function bare({ store }: BigStore, match: string): number {
  return store.all(
    "SELECT m.seq FROM message_words w JOIN messages m ON m.seq = w.rowid WHERE w.message_words MATCH ? ORDER BY m.date DESC LIMIT 50",
    [match],
  ).length;
}

async function slowest(queries: readonly Query[], run: (query: Query) => unknown): Promise<number> {
  const times: number[] = [];
  for (const one of queries) times.push(await timed(() => run(one)));
  return quantile(times, 0.95);
}
