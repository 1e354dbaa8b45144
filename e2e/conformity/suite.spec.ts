import { readdirSync } from "node:fs";
import { expect, test } from "@playwright/test";

/** So that a spec that disappears is seen. */
const FILES = 57;

test("the suite is whole", () => {
  const files = readdirSync(import.meta.dirname).filter(
    (name) => name.endsWith(".spec.ts") && name !== "suite.spec.ts",
  );
  expect(files.length).toBe(FILES);
});
