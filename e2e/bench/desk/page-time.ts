import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";

/** What is waited for on the screen: a selector and, where given, a text of what it finds. */
export type Sight = { readonly selector: string; readonly text?: string };

/** Milliseconds between frames, and of every task longer than 50 ms. */
export type Frames = { readonly between: readonly number[]; readonly long: readonly number[] };

/** Times taken inside of a page, by its own clock. */
export type PageTime = {
  /** Milliseconds from the event of that kind which `act` causes to the paint. */
  readonly fromEvent: (
    kind: "click" | "keydown" | "input",
    act: () => Promise<unknown>,
    sight: Sight,
  ) => Promise<number>;
  /** The hour of the paint, in ms. */
  readonly hourOf: (sight: Sight) => Promise<number>;
  /** Frames and long tasks while `act` runs. */
  readonly framesOf: (act: () => Promise<unknown>) => Promise<Frames>;
};

/** Readies a page to be timed. */
export async function timePage(page: Page): Promise<PageTime> {
  await page.evaluate(await readFile(new URL("in-page.js", import.meta.url), "utf8"));
  // A text rather than a function: what is compiled here would carry names that the page lacks.
  const run = <Answer>(act: string, ...args: readonly string[]): Promise<Answer> =>
    page.evaluate(`bench.${act}(${args.map((arg) => JSON.stringify(arg)).join(", ")})`);
  return {
    fromEvent: async (kind, act, { selector, text = "" }) => {
      await run("watch", kind, selector, text);
      await act();
      return run("answered");
    },
    hourOf: ({ selector, text = "" }) => run("hour", selector, text),
    framesOf: async (act) => {
      await run("listen");
      await act();
      return run("heard");
    },
  };
}
