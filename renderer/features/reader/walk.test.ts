import { expect, test } from "vitest";
import type { ConversationId } from "#shared/domain/ids";
import { createWalk, STEP_MS } from "./walk";

const [a, b] = ["a", "b"] as ConversationId[] as [ConversationId, ConversationId];

test("the first row is meant, and so is one that comes after a pause", () => {
  const walk = createWalk();
  expect(walk.step(a, 1000)).toBe(false);
  expect(walk.step(b, 1000 + STEP_MS)).toBe(false);
});

test("a row that keys come to right after another is passed by, as long as they go on", () => {
  const walk = createWalk();
  walk.step(a, 1000);
  expect(walk.step(b, 1030)).toBe(true);
  expect(walk.step(a, 1030 + STEP_MS - 1)).toBe(true);
});

test("a row that is pressed is meant, however soon it comes", () => {
  const walk = createWalk();
  walk.step(a, 1000);
  walk.aim(b);
  expect(walk.step(b, 1030)).toBe(false);
});

test("a press counts for its own row, once", () => {
  const walk = createWalk();
  walk.aim(a);
  walk.step(b, 1000);
  expect(walk.step(a, 1030)).toBe(true);
  walk.aim(b);
  walk.step(b, 2000);
  walk.step(a, 2030);
  expect(walk.step(b, 2060)).toBe(true);
});
