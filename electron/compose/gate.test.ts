import { expect, it } from "vitest";
import { createGate, createSingleFlight, within } from "./gate";

it("refuses with its code while empty, then gives the value until it is taken away", () => {
  const gate = createGate<number>("store-closed");
  expect(() => gate.get()).toThrowError(expect.objectContaining({ code: "store-closed", retry: true }));
  gate.set(4);
  expect(gate.get()).toBe(4);
  gate.set(null);
  expect(gate.peek()).toBeNull();
});

it("runs one task per key at a time and lets the next one start afterwards", async () => {
  const once = createSingleFlight<string, number>();
  let runs = 0;
  const task = () => new Promise<number>((resolve) => setTimeout(() => resolve(++runs), 5));
  expect(await Promise.all([once("a", task), once("a", task), once("b", task)])).toEqual([1, 1, 2]);
  expect(await once("a", task)).toBe(3);
});

it("does not wait longer than asked, yet passes failures on", async () => {
  expect(await within(new Promise<string>(() => {}), 5, "late")).toBe("late");
  expect(await within(Promise.resolve("now"), 500, "late")).toBe("now");
  await expect(within(Promise.reject(new Error("no")), 500, "late")).rejects.toThrow("no");
});
