import { alternate, quantile } from "../compare";
import { onBigMailbox } from "../desk/big-mailbox";
import type { Figure } from "../figure";
import { queries } from "../queries";

const LONGEST_MS = 60;

/** From what is put in the search field to its results painted, against the store's own answer. */
export const searchPainted: Figure = {
  id: "search-painted",
  what: "recherche tapée → résultats affichés, p95",
  against: "réponse de la base dans ce processus, p95",
  unit: "ms",
  goal: "p95 ≤ 60 ms",
  held: ({ value }) => value <= LONGEST_MS,
  run: async (bench) => {
    const { service } = await bench.store(bench.quick ? 20_000 : 100_000);
    const answer = (search: string): number =>
      service.listConversations({ view: "to-do", mailboxId: null, folderId: null, search, offset: 0, limit: 100 })
        .total;
    const all = answer("");
    const asked = queries
      .map(({ typed }) => ({ typed, total: answer(typed) }))
      .filter(({ total }) => total > 0 && total !== all)
      .slice(0, bench.quick ? 20 : 40);
    return onBigMailbox(bench, async (page, time) => {
      const field = page.getByRole("searchbox").first();
      const search = async ({ typed, total }: (typeof asked)[number]): Promise<number> => {
        await field.fill("");
        await time.hourOf({ selector: `[role=option][aria-setsize="${all}"]` });
        return time.fromEvent("input", () => field.fill(typed), { selector: `[role=option][aria-setsize="${total}"]` });
      };
      return alternate(
        bench.pairs,
        async () => {
          const times: number[] = [];
          for (const one of asked) times.push(await search(one));
          return quantile(times, 0.95);
        },
        () => {
          const times = asked.map(({ typed }) => {
            const since = performance.now();
            answer(typed);
            return performance.now() - since;
          });
          return quantile(times, 0.95);
        },
      );
    });
  },
};
