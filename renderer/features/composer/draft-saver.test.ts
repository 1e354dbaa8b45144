import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { draftSaver, type SaveState } from "./draft-saver";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function desk(answers: readonly boolean[] = []) {
  const saved: string[] = [];
  const told: SaveState["state"][] = [];
  let at = 0;
  const save = async (value: string): Promise<boolean> => {
    await new Promise((resolve) => setTimeout(resolve, 50));
    saved.push(value);
    return answers[at++] ?? true;
  };
  return { saved, told, saver: draftSaver(save, 1000, ({ state }) => told.push(state)) };
}

test("a draft is saved a second after the first key, with all that was typed meanwhile", async () => {
  const { saved, saver } = desk();
  for (const text of ["a", "ab", "abc"]) {
    saver.change(text);
    await vi.advanceTimersByTimeAsync(300);
  }
  expect(saved).toEqual([]);
  await vi.advanceTimersByTimeAsync(200);
  expect(saved).toEqual(["abc"]);
});

test("who types without a pause is saved each second all the same", async () => {
  const { saved, saver } = desk();
  for (let key = 1; key <= 50; key += 1) {
    saver.change("x".repeat(key));
    await vi.advanceTimersByTimeAsync(100);
  }
  expect(saved.length).toBeGreaterThanOrEqual(4);
});

test("closing saves at once what waits", async () => {
  const { saved, saver } = desk();
  saver.change("a");
  const done = saver.flush();
  await vi.advanceTimersByTimeAsync(60);
  expect(await done).toBe(true);
  expect(saved).toEqual(["a"]);
  await vi.advanceTimersByTimeAsync(5000);
  expect(saved).toEqual(["a"]);
});

test("what is typed during a save is saved after it, in order", async () => {
  const { saved, saver } = desk();
  saver.change("a");
  await vi.advanceTimersByTimeAsync(1010);
  saver.change("ab");
  const done = saver.flush();
  await vi.advanceTimersByTimeAsync(200);
  expect(await done).toBe(true);
  expect(saved).toEqual(["a", "ab"]);
});

test("a failed save is told and tried again at the next flush, with the newest text", async () => {
  const { saved, told, saver } = desk([false, true]);
  saver.change("a");
  await vi.advanceTimersByTimeAsync(1100);
  expect(told.at(-1)).toBe("failed");
  const done = saver.flush();
  await vi.advanceTimersByTimeAsync(100);
  expect(await done).toBe(true);
  expect(saved).toEqual(["a", "a"]);
  expect(told.at(-1)).toBe("saved");
});

test("what could not be saved is tried again by itself, a bounded number of times", async () => {
  const { saved, told, saver } = desk([false, false, true]);
  saver.change("a");
  await vi.advanceTimersByTimeAsync(1100 + 2 * 3100);
  expect(saved).toEqual(["a", "a", "a"]);
  expect(told.at(-1)).toBe("saved");
  await vi.advanceTimersByTimeAsync(10_000);
  expect(saved).toHaveLength(3);
  const never = desk(Array.from({ length: 100 }, () => false));
  never.saver.change("b");
  await vi.advanceTimersByTimeAsync(500_000);
  expect(never.saved).toHaveLength(21);
});

test("nothing to save is not saved", async () => {
  const { saved, saver } = desk();
  expect(await saver.flush()).toBe(true);
  expect(saved).toEqual([]);
});
