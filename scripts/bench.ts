import { FIGURES } from "../e2e/bench/figures";
import { type RunOptions, runFigures, type Taken } from "../e2e/bench/run-figures";

const args = process.argv.slice(2);
const json = args.includes("--json");
const quick = args.includes("--quick");
const ids = args.filter((arg) => !arg.startsWith("--"));
const say = (line: string): void => void process.stderr.write(`${line}\n`);

const number = (value: number): string =>
  value.toLocaleString("fr-FR", { maximumSignificantDigits: 3, useGrouping: false });

/** `npm run bench -- [--quick] [--json] [ID…]`: a table, or one object a line. The exit code is 1 when a goal is not held or a figure could not be taken. */
export async function main(prepare: RunOptions["prepare"]): Promise<number> {
  const unknown = ids.filter((id) => !FIGURES.some((figure) => figure.id === id));
  for (const id of unknown) say(`${id} : figure inconnue`);
  if (unknown.length > 0) return 2;
  const asked = ids.length === 0 ? FIGURES : FIGURES.filter(({ id }) => ids.includes(id));
  let held = true;
  await runFigures(asked, {
    quick,
    say,
    prepare,
    taken: (taken) => {
      held &&= isHeld(taken);
      process.stdout.write(`${json ? objectOf(taken) : lineOf(taken)}\n`);
    },
  });
  return held ? 0 : 1;
}

const isHeld = (taken: Taken): boolean => "measured" in taken && taken.figure.held(taken.measured);

function objectOf(taken: Taken): string {
  const { id, goal, unit } = taken.figure;
  if ("failed" in taken)
    return JSON.stringify({
      id,
      value: null,
      against: null,
      ratio: null,
      goal,
      held: false,
      unit,
      n: 0,
      failed: taken.failed,
    });
  const { value, against, ratio, over, mostOver, n } = taken.measured;
  const apart = taken.figure.apart === true ? { over, mostOver } : {};
  return JSON.stringify({ id, value, against, ratio, ...apart, goal, held: isHeld(taken), unit, n });
}

function lineOf(taken: Taken): string {
  const { id, what, against, goal, unit, apart } = taken.figure;
  if ("failed" in taken) return `✗ ${id.padEnd(9)} non mesuré : ${taken.failed}`;
  const { value, against: other, ratio, lowest, highest, over, mostOver, n } = taken.measured;
  const figures = `${number(ratio)}× [${number(lowest)}–${number(highest)}]`.padEnd(24);
  const sides = `${number(value)} contre ${number(other)} ${unit}, n = ${n}`.padEnd(44);
  const difference = apart === true ? ` (écart ${number(over)}, p95 ${number(mostOver)})` : "";
  return `${isHeld(taken) ? "✓" : "✗"} ${id.padEnd(9)} ${figures} ${sides} but ${goal}${difference} — ${what} / ${against}`;
}
