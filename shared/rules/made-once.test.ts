import { expect, test } from "vitest";
import { madeOnce } from "./made-once";

test("nothing is made before it is asked for, and it is made once, however many ask at the same time or later", async () => {
  let made = 0;
  const ask = madeOnce(async () => ({ number: (made += 1) }));
  expect(made).toBe(0);
  const [first, second] = await Promise.all([ask(), ask()]);
  expect([await ask(), second]).toEqual([first, first]);
  expect(made).toBe(1);
});

test("what could not be made fails for those who waited for it, and is made again for who asks next", async () => {
  let tries = 0;
  const ask = madeOnce(async () => {
    tries += 1;
    if (tries === 1) throw new Error("not read");
    return tries;
  });
  expect((await Promise.allSettled([ask(), ask()])).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  expect([await ask(), await ask(), tries]).toEqual([2, 2, 2]);
});
