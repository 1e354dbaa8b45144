import { alternate, quantile } from "../compare";
import { onBigMailbox } from "../desk/big-mailbox";
import type { Figure } from "../figure";

const STEP = 240;
const IDLE_MS = 1000;
const LONGEST_FRAME = 25;

/** Wheel events through the list of a large mailbox, and how long its frames last. */
export const scroll: Figure = {
  id: "scroll",
  what: "2 000 coups de molette dans la liste : durée d’une image, p95",
  against: "la même page immobile, p95",
  unit: "ms",
  goal: "p95 ≤ 25 ms (tâches longues : voir long-task)",
  held: ({ value }) => value <= LONGEST_FRAME,
  run: (bench) =>
    onBigMailbox(bench, async (page, time) => {
      await page.getByRole("listbox").hover();
      const turns = bench.quick ? 100 : 400;
      const wheel = async (): Promise<void> => {
        for (let turn = 0; turn < turns; turn += 1) await page.mouse.wheel(0, STEP);
      };
      const slowest = async (act: () => Promise<unknown>): Promise<number> =>
        quantile((await time.framesOf(act)).between, 0.95);
      return alternate(
        bench.pairs,
        () => slowest(wheel),
        () => slowest(() => page.waitForTimeout(IDLE_MS)),
      );
    }),
};
