import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { StoreClient } from "../store/serve";
import { createAlarm } from "./alarm";
import { createGate } from "./gate";

beforeEach(() => void vi.useFakeTimers({ now: new Date("2026-11-22T09:00:00Z") }));
afterEach(() => void vi.useRealTimers());

it("looks at what is due, waits for the next moment, and never trusts a long timer", async () => {
  const store = createGate<StoreClient>("store-closed");
  const answers = [
    { woken: 0, next: "2026-11-22T09:05:00.000Z" },
    { woken: 2, next: "2026-11-22T18:00:00.000Z" },
    { woken: 0, next: "2026-11-22T18:00:00.000Z" },
    { woken: 0, next: null },
  ];
  let looked = 0;
  store.set({ wakeSnoozed: async () => answers[looked++] } as unknown as StoreClient);
  const woken = vi.fn();
  const alarm = createAlarm({ store, clock: () => new Date(), woken, report: (error) => expect(error).toBeNull() });
  alarm.set();
  await vi.advanceTimersByTimeAsync(0);
  expect([looked, woken.mock.calls.length]).toEqual([1, 0]);
  await vi.advanceTimersByTimeAsync(5 * 60_000);
  expect([looked, woken.mock.calls.length]).toEqual([2, 1]);
  await vi.advanceTimersByTimeAsync(10 * 60_000);
  expect(looked).toBe(3);
  alarm.stop();
  await vi.advanceTimersByTimeAsync(24 * 3_600_000);
  expect(looked).toBe(3);
});

it("does nothing while the store is closed", async () => {
  const woken = vi.fn();
  const store = createGate<StoreClient>("store-closed");
  createAlarm({ store, clock: () => new Date(), woken, report: (error) => expect(error).toBeNull() }).set();
  await vi.advanceTimersByTimeAsync(3_600_000);
  expect(woken).not.toHaveBeenCalled();
});
