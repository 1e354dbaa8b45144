import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

const css = readFileSync(new URL("./tokens.css", import.meta.url), "utf8");
const pairs = new Map(
  [...css.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/gu)].map(([, name, light, dark]) => [
    name,
    { light, dark },
  ]),
);

const channel = (value: number): number => (value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
const luminance = (hex: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) =>
    channel(Number.parseInt(hex.slice(at, at + 2), 16) / 255),
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};
/** WCAG 2 contrast ratio of two colours. */
const contrast = (one: string, other: string): number => {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
};
const colour = (name: string, theme: "light" | "dark"): string => {
  const found = pairs.get(name)?.[theme];
  if (found === undefined) throw new Error(`no token ${name}`);
  return found;
};

const surfaces = ["paper", "wash", "selected", "hovered"];
const texts = ["ink", "ink-2", "ink-3", "brand", "patient", "document", "warning", "good"];
const onWash: readonly (readonly [string, string])[] = [
  ["brand", "brand-wash"],
  ["patient", "patient-wash"],
  ["document", "document-wash"],
  ["warning", "warning-wash"],
  ["good", "good-wash"],
  ["ink", "brand-wash"],
  ["ink-2", "brand-wash"],
  ["ink", "patient-wash"],
  ["ink", "document-wash"],
  ["ink-2", "document-wash"],
  ["ink", "warning-wash"],
  ["ink-2", "warning-wash"],
  ["ink-2", "patient-wash"],
  ["ink", "good-wash"],
  ["on-brand", "brand"],
  ["on-brand", "brand-strong"],
  ["on-patient", "patient"],
  ["on-warning", "warning"],
  ["paper", "ink"],
];

describe.each(["light", "dark"] as const)("the %s theme", (theme) => {
  test.each(texts.flatMap((text) => surfaces.map((surface) => [text, surface] as const)))(
    "writes %s on %s at 4.5:1 or more",
    (text, surface) => {
      expect(contrast(colour(text, theme), colour(surface, theme))).toBeGreaterThanOrEqual(4.5);
    },
  );
  test.each(onWash)("writes %s on %s at 4.5:1 or more", (text, surface) => {
    expect(contrast(colour(text, theme), colour(surface, theme))).toBeGreaterThanOrEqual(4.5);
  });
  test.each(["control", "focus", "mailbox-0", "mailbox-1", "mailbox-2", "mailbox-3", "mailbox-4", "mailbox-5"])(
    "draws %s at 3:1 or more on paper and wash",
    (name) => {
      for (const surface of ["paper", "wash"])
        expect(contrast(colour(name, theme), colour(surface, theme))).toBeGreaterThanOrEqual(3);
    },
  );
});

test("every token of the palette has both themes", () => {
  expect(pairs.size).toBeGreaterThanOrEqual(30);
});
