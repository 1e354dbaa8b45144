/** The moments that a conversation may be put off to. */
export type SnoozeChoice = "tomorrow" | "three-days" | "monday" | "week";

const MORNING = 8;
const MONDAY = 1;

/** Each choice with its moment, at eight in the morning of the computer's time, soonest first; a moment that two choices share is given once. */
export function snoozeTimes(now: Date): readonly { readonly choice: SnoozeChoice; readonly at: Date }[] {
  const toMonday = (MONDAY - now.getDay() + 7) % 7 || 7;
  const choices = (
    [
      ["tomorrow", 1],
      ["three-days", 3],
      ["monday", toMonday],
      ["week", 7],
    ] as const
  ).map(([choice, days]) => ({ choice, at: morningIn(now, days) }));
  return choices
    .filter(({ at }, index) => choices.findIndex((one) => one.at.getTime() === at.getTime()) === index)
    .toSorted((a, b) => a.at.getTime() - b.at.getTime());
}

/** By the calendar, so that a change of hour between now and then moves nothing. */
const morningIn = (now: Date, days: number): Date =>
  new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, MORNING);
