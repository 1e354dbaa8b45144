import { expect } from "@playwright/test";
import type { OpenApp } from "../journeys/support/open-app";
import { PASSPHRASE } from "../journeys/support/steps";
import { requirement } from "./support/requirement";

const TWO_HOURS = 120 * 60_000;

requirement(["SC.SSI/IE.58"], async ({ app, call, settle }, evidence) => {
  const store = async () => (await call("app.state", undefined)).store;
  // Nobody chose this delay: it is what a new profile has.
  expect((await call("app.state", undefined)).settings.lockMinutes * 60_000).toBe(TWO_HOURS);
  await call("session.active", undefined);
  try {
    await wakeAt(app, TWO_HOURS - 60_000);
    expect(await store()).toMatchObject({ state: "ready" });
    await wakeAt(app, TWO_HOURS + 1000);
    await expect.poll(async () => (await store()).state).toBe("locked");
  } finally {
    await wakeAt(app, 0);
  }
  await expect(call("mailboxes.list", undefined)).rejects.toThrow("store-closed");
  const refused = await call("app.unlock", { passphrase: "une autre phrase" });
  expect(refused.store).toMatchObject({ state: "locked", wrong: true });
  await call("app.unlock", { passphrase: PASSPHRASE });
  expect(await store()).toMatchObject({ state: "ready" });
  await settle();
  evidence(
    "réglage de départ : 2 h ; à 1 h 59 ouvert, à 2 h verrouillé et rien n’est lisible, la phrase secrète rouvre",
  );
});

/** The clock of the main process so far ahead of what it is, and the computer woken up then; 0 puts it right. */
async function wakeAt(app: OpenApp["app"], ahead: number): Promise<void> {
  await app.evaluate(({ powerMonitor }, ms) => {
    const place = globalThis as unknown as { Date: DateConstructor; trueDate?: DateConstructor };
    const True = (place.trueDate ??= place.Date);
    class Shifted extends True {
      constructor(...given: readonly unknown[]) {
        if (given.length === 0) super(True.now() + ms);
        else super(...(given as [number]));
      }
      static override now = (): number => True.now() + ms;
    }
    place.Date = ms === 0 ? True : (Shifted as unknown as DateConstructor);
    powerMonitor.emit("resume");
  }, ahead);
}
