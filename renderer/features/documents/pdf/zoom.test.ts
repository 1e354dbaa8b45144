import { expect, test } from "vitest";
import { nextZoom, scaleOf, zoomKept } from "./zoom";

test.each([
  [100, 1, 125],
  [100, -1, 75],
  [110, 1, 125],
  [110, -1, 100],
  [400, 1, 400],
  [50, -1, 50],
  ["fit", 1, 125],
] as const)("from %s in direction %d the zoom is %s", (zoom, direction, next) =>
  expect(nextZoom(zoom, direction)).toBe(next),
);

test("a page that fits is as wide as its room", () => expect(595 * scaleOf("fit", 595, 800)).toBeCloseTo(800));
test("a page at 100 % has its size on paper", () => expect(scaleOf(100, 595, 10)).toBeCloseTo(96 / 72));
test("a page without width does not become endless", () => expect(scaleOf("fit", 0, 800)).toBe(3));

test.each([
  [0, "fit"],
  [150, 150],
  [151, "fit"],
  [-1, "fit"],
] as const)("a zoom kept as %d comes back as %s", (kept, zoom) => expect(zoomKept(kept)).toBe(zoom));
