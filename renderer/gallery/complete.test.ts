import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const here = fileURLToPath(new URL(".", import.meta.url));
const specimens = readdirSync(here)
  .filter((name) => name.endsWith(".tsx"))
  .map((name) => readFileSync(`${here}${name}`, "utf8"))
  .join("\n");

/** What `renderer/ui` offers under a capital letter: its components; a type is none. */
const components = readFileSync(`${here}../ui/index.ts`, "utf8")
  .match(/(?<=[{,] )[A-Z]\w+(?=[, ])/gu)
  ?.toSorted();

test("every component stands in the gallery", () => {
  expect(components).toContain("VirtualList");
  expect(components?.length).toBeGreaterThan(35);
  expect(components?.filter((name) => !new RegExp(`<${name}\\b`, "u").test(specimens))).toEqual([]);
});
