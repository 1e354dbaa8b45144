import { expect, test } from "vitest";
import { alternate, quantile, summary } from "../e2e/bench/compare";

test("the two sides take turns, and the warm-up is forgotten", async () => {
  const order: string[] = [];
  const side = (name: string) => (turn: number) => order.push(`${name}${turn}`);
  const pairs = await alternate(2, side("a"), side("b"));
  expect(order).toEqual(["a0", "b0", "a1", "b1", "a2", "b2"]);
  expect(pairs).toEqual([
    { value: 3, against: 4 },
    { value: 5, against: 6 },
  ]);
});

test("the ratio is the median of the ratios of the pairs, not the ratio of the medians", () => {
  const pairs = [
    { value: 10, against: 1 },
    { value: 2, against: 2 },
    { value: 3, against: 6 },
  ];
  expect(summary(pairs)).toMatchObject({ value: 3, against: 2, ratio: 1, lowest: 0.5, highest: 10, n: 3 });
});

test("a quantile lies between the two nearest values", () => {
  expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5);
  expect(quantile([5], 0.95)).toBe(5);
  expect(quantile([], 0.5)).toBeNaN();
});
