import { alternate, quantile } from "../compare";
import { timePage } from "../desk/page-time";
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
    const { launch, bigProfile } = await bench.desk();
    const launched = launch("pli", { profile: await bigProfile() });
    const { service } = await bench.store(bench.quick ? 20_000 : 100_000);
    const answer = (search: string): number =>
      service.listConversations({ view: "to-do", mailboxId: null, folderId: null, search, offset: 0, limit: 100 })
        .total;
    const all = answer("");
    const asked = queries
      .map(({ typed }) => ({ typed, total: answer(typed) }))
      .filter(({ total }) => total > 0 && total !== all)
      .slice(0, bench.quick ? 20 : 40);
    try {
      const page = await launched.page();
      const time = await timePage(page);
      await time.hourOf({ selector: "[role=option]" });
      const field = page.getByRole("searchbox").first();
      const search = async ({ typed, total }: (typeof asked)[number]): Promise<number> => {
        await field.fill("");
        await time.hourOf({ selector: `[role=option][aria-setsize="${all}"]` });
        return time.fromEvent("input", () => field.fill(typed), { selector: `[role=option][aria-setsize="${total}"]` });
      };
      return await alternate(
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
    } finally {
      await launched.end();
    }
  },
};
