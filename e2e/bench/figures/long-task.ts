import { onBigMailbox } from "../desk/big-mailbox";
import type { Figure } from "../figure";
import { GESTURES } from "./long-task-gestures";

/** Shorter tasks are not told by the browser: this is the goal as well. */
const LONG_MS = 50;

/** The longest task of the page while the main gestures are made on a large mailbox. */
export const longTask: Figure = {
  id: "long-task",
  what: "plus longue tâche de la page pendant les gestes principaux",
  against: "limite au-delà de laquelle le navigateur en parle",
  unit: "ms",
  goal: "≤ 50 ms",
  held: ({ value }) => value <= LONG_MS,
  run: (bench) =>
    onBigMailbox(bench, async (page, time) => {
      let longest = LONG_MS;
      for (const [name, gesture] of Object.entries(GESTURES)) {
        const { long } = await time.framesOf(() => gesture(page));
        if (long.length > 0) bench.say(`  ${name} : ${long.map((ms) => `${Math.round(ms)} ms`).join(", ")}`);
        longest = Math.max(longest, ...long);
      }
      return [{ value: longest, against: LONG_MS }];
    }),
};
