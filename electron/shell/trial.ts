import { app } from "electron";

/** The option that makes a start a trial: the demonstration on a profile of its own, unseen, ended as soon as it has shown that it works. */
export const TRIAL = "--trial";

/** Whether this start is one. */
export const isTrial = (): boolean => process.argv.includes(TRIAL);

const TRIAL_MS = 80_000;

/** A trial that gets nowhere ends too, were the one that started it gone. */
export const limitTrial = (): void => void setTimeout(() => app.exit(1), TRIAL_MS);

/** Ends a trial: 0 when the page asked something and an encrypted store is open. */
export async function endTrial(asked: Promise<void>, storeOpen: () => boolean): Promise<void> {
  await asked;
  app.exit(storeOpen() ? 0 : 1);
}
