import { expect, test } from "vitest";
import { createDoublePress } from "./double-press";

test("two presses on one row are a double click of it", () => {
  const press = createDoublePress();
  press.pressed("a", 1, 10_000);
  press.pressed("a", 2, 10_200);
  expect(press.isOf("a", 10_200)).toBe(true);
});

test("a row that came under the pointer between two presses is not opened by the second one", () => {
  const press = createDoublePress();
  press.pressed("a", 1, 10_000);
  press.pressed("b", 2, 10_200);
  expect(press.isOf("b", 10_200)).toBe(false);
  // Nor is the row that left, were it told of it.
  press.pressed("b", 1, 20_000);
  expect(press.isOf("a", 20_100)).toBe(false);
});

test("a second press that is counted apart begins again", () => {
  const press = createDoublePress();
  press.pressed("a", 1, 10_000);
  press.pressed("b", 1, 10_300);
  press.pressed("b", 2, 10_500);
  expect(press.isOf("b", 10_500)).toBe(true);
});

test("a row pressed long ago is not opened by a double click that began elsewhere", () => {
  const press = createDoublePress();
  expect(press.isOf("a", 0)).toBe(false);
  press.pressed("a", 1, 10_000);
  expect(press.isOf("a", 11_000)).toBe(false);
});
