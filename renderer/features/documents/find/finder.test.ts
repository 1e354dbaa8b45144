import { expect, test, vi } from "vitest";
import { createFinder, MOST_HITS, type FindSource } from "./finder";

/** Something drawn with these pages, each of one line. */
const source = (...pages: readonly string[]): FindSource => ({
  read: () => Promise.resolve(pages.map((text) => [{ text, ends: true }])),
  nodes: () => null,
  reveal: () => undefined,
});

const finder = () => {
  const painted: { readonly current: number; readonly go: boolean }[] = [];
  const made = createFinder(({ current }, go) => void painted.push({ current, go }));
  return { ...made, painted, now: () => made.state.getState() };
};

test("what is looked for is counted over every page, and one stands at the first", async () => {
  const { add, open, look, now } = finder();
  add(source("le foie", "la rate et le foie"));
  open();
  look("foie");
  await vi.waitFor(() => expect(now().hits).toHaveLength(2));
  expect(now()).toMatchObject({ current: 0 });
  expect(now().hits.map(({ page }) => page)).toEqual([0, 1]);
});

test("going on from the last comes back to the first, and before the first to the last", async () => {
  const { add, open, look, step, now, painted } = finder();
  add(source("a a a"));
  open();
  look("a");
  await vi.waitFor(() => expect(now().hits).toHaveLength(3));
  step(-1);
  expect(now().current).toBe(2);
  step(1);
  expect(now().current).toBe(0);
  expect(painted.at(-1)).toEqual({ current: 0, go: true });
});

test("stepping without anything found goes nowhere", async () => {
  const { open, look, step, now } = finder();
  open();
  look("foie");
  step(1);
  await Promise.resolve();
  expect(now()).toMatchObject({ hits: [], current: -1 });
});

test("a page drawn later shows its hits without moving the page", async () => {
  const { add, open, look, drawn, painted, now } = finder();
  add(source("foie"));
  open();
  look("foie");
  await vi.waitFor(() => expect(now().hits).toHaveLength(1));
  drawn();
  expect(painted.at(-1)).toEqual({ current: 0, go: false });
});

test("another view of the document is searched in the place of the first", async () => {
  const { add, open, look, now } = finder();
  const remove = add(source("foie foie"));
  open();
  look("foie");
  await vi.waitFor(() => expect(now().hits).toHaveLength(2));
  remove();
  add(source("foie"));
  await vi.waitFor(() => expect(now().hits).toHaveLength(1));
});

test("a slow answer to an earlier question does not take the place of the last one", async () => {
  const { add, open, look, now } = finder();
  let answer = (): void => undefined;
  let asked = 0;
  add({
    ...source(),
    read: () => {
      asked += 1;
      const pages = [[{ text: "foie rate", ends: true }]];
      return asked === 1 ? new Promise((resolve) => (answer = () => resolve(pages))) : Promise.resolve(pages);
    },
  });
  open();
  look("foie");
  look("zzz");
  answer();
  await vi.waitFor(() => expect(asked).toBe(2));
  await Promise.resolve();
  expect(now().hits).toEqual([]);
});

test("nothing is said to be nowhere while the document is still being read", async () => {
  const { add, open, look, now } = finder();
  let drawn = (): void => undefined;
  add({ ...source(), read: () => new Promise((resolve) => (drawn = () => resolve([[{ text: "foie", ends: true }]]))) });
  open();
  look("foie");
  expect(now()).toMatchObject({ searching: true, hits: [] });
  drawn();
  await vi.waitFor(() => expect(now().hits).toHaveLength(1));
  expect(now().searching).toBe(false);
});

test("what cannot be read is not found, and does not hide the rest", async () => {
  const { add, open, look, now } = finder();
  add({ ...source(), read: () => Promise.reject(new Error("broken")) });
  add(source("foie"));
  open();
  look("foie");
  await vi.waitFor(() => expect(now().hits).toHaveLength(1));
});

test("closing forgets what was looked for and takes the marks away", async () => {
  const { add, open, look, close, now, painted } = finder();
  add(source("foie"));
  open();
  look("foie");
  await vi.waitFor(() => expect(now().hits).toHaveLength(1));
  close();
  await vi.waitFor(() => expect(painted.at(-1)?.current).toBe(-1));
  expect(now()).toEqual({ open: false, query: "", searching: false, hits: [], current: -1 });
});

test("no more is counted than can be shown", async () => {
  const { add, open, look, now } = finder();
  add(source("a".repeat(MOST_HITS), "aaa"));
  open();
  look("a");
  await vi.waitFor(() => expect(now().hits).toHaveLength(MOST_HITS));
});
