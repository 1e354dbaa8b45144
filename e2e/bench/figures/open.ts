import { longBodyOf } from "../big-store";
import { alternate, quantile } from "../compare";
import { onBigMailbox } from "../desk/big-mailbox";
import type { Figure } from "../figure";

const LONGEST_MS = 80;
/** The words and the number that `big-store.ts` gives as a subject. */
const SUBJECT = /^(?:\S+ ){4}(\d+)$/mu;

/** From the click on a row to its message painted, a text of 100 KB that the store has. */
export const open: Figure = {
  id: "open",
  what: "clic sur un message de 100 Ko → affiché, p95",
  against: "clic sur le message déjà ouvert",
  unit: "ms",
  goal: "p95 ≤ 80 ms",
  held: ({ value }) => value <= LONGEST_MS,
  run: (bench) =>
    onBigMailbox(bench, async (page, time) => {
      const rows = page.getByRole("option");
      const click = async (index: number): Promise<number> => {
        const row = rows.nth(index);
        const uid = Number(SUBJECT.exec(await row.innerText())?.[1]);
        return time.fromEvent("click", () => row.click(), { selector: "article", text: longBodyOf(uid) });
      };
      const many = bench.quick ? 4 : 6;
      let opened = 0;
      return alternate(
        bench.pairs,
        async (turn) => {
          const times: number[] = [];
          for (let one = 0; one < many; one += 1) times.push(await click((opened = (turn + one * 2) % 7)));
          return quantile(times, 0.95);
        },
        () => click(opened),
      );
    }),
};
