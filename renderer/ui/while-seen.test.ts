import { expect, test } from "vitest";
import { type Sight, whileSeen } from "./while-seen";

function page(visibilityState: Document["visibilityState"]) {
  const sight = Object.assign(new EventTarget(), { visibilityState });
  return {
    sight: sight as Sight,
    turn: (state: Document["visibilityState"]) => {
      sight.visibilityState = state;
      sight.dispatchEvent(new Event("visibilitychange"));
    },
  };
}

function told() {
  const lines: string[] = [];
  return {
    lines,
    start: (again: boolean) => {
      lines.push(again ? "again" : "start");
      return () => void lines.push("end");
    },
  };
}

test("what runs while the page is seen rests behind other windows, and goes on when it is back", () => {
  const { sight, turn } = page("visible");
  const { lines, start } = told();
  const stop = whileSeen(start, sight);
  turn("visible");
  expect(lines).toEqual(["start"]);
  turn("hidden");
  turn("hidden");
  expect(lines).toEqual(["start", "end"]);
  turn("visible");
  expect(lines).toEqual(["start", "end", "again"]);
  stop();
  turn("hidden");
  turn("visible");
  expect(lines).toEqual(["start", "end", "again", "end"]);
});

test("a page that opens unseen begins when it is seen, and ends nothing that has not begun", () => {
  const { sight, turn } = page("hidden");
  const { lines, start } = told();
  const stop = whileSeen(start, sight);
  expect(lines).toEqual([]);
  turn("visible");
  turn("hidden");
  stop();
  expect(lines).toEqual(["again", "end"]);
});
