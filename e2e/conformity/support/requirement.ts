import { readFileSync } from "node:fs";
import { test as base } from "@playwright/test";
import { readCatalogue } from "../../../scripts/conformity-rows";
import { openPractice, type Practice } from "./practice";

/** Notes what was seen, in one French line of the report; never a token, never a person. */
export type Evidence = (seen: string) => void;

const catalogue = readCatalogue(readFileSync(new URL("../catalogue.tsv", import.meta.url), "utf8"));

/** The specs of this suite: one application over the real servers, open for all the files. */
export const test = base.extend<object, { practice: Practice }>({
  practice: [
    async ({}, use) => {
      const practice = await openPractice();
      await use(practice);
      await practice.close();
    },
    { scope: "worker", timeout: 90_000 },
  ],
});

/**
 * Declares what shows that these requirements hold; the first id gives the title its words. `leaves` says, in French, what of their text
 * cannot be checked here: the row is then *partiel*.
 */
export function requirement(
  ids: readonly [string, ...string[]],
  run: (practice: Practice, evidence: Evidence) => Promise<void>,
  { leaves }: { readonly leaves?: string } = {},
): void {
  const text = catalogue.find(({ id }) => id === ids[0])?.text;
  if (text === undefined) throw new Error(`${ids[0]} is not in the catalogue`);
  const annotation = [
    ...ids.map((id) => ({ type: "requirement", description: id })),
    ...(leaves === undefined ? [] : [{ type: "leaves", description: leaves }]),
  ];
  test(`${ids.join(", ")} : ${text}`, { annotation }, async ({ practice }, info) => {
    await practice.settle();
    await run(practice, (seen) => void info.annotations.push({ type: "evidence", description: seen }));
  });
}
