import { expect, test } from "vitest";
import { sharedLookup } from "./shared-lookup";

/** A resolver whose answers come when the test says so. */
function resolver() {
  const waiting: { readonly host: string; readonly answer: (found: readonly string[] | null) => void }[] = [];
  let now = 0;
  const lookup = sharedLookup(
    (host) =>
      new Promise((resolve, reject) => {
        const answer = (found: readonly string[] | null): void =>
          found === null ? reject(new Error("EAI_AGAIN")) : resolve(found);
        waiting.push({ host, answer });
      }),
    () => now,
  );
  return { lookup, waiting, later: (ms: number) => void (now += ms) };
}

test("a name is asked once while its answer is on its way, and anew once it came", async () => {
  const { lookup, waiting } = resolver();
  const both = [lookup("a"), lookup("a")];
  void lookup("b");
  expect(waiting.map(({ host }) => host)).toEqual(["a", "b"]);
  waiting[0]?.answer(["192.0.2.1"]);
  expect(await Promise.all(both)).toEqual([["192.0.2.1"], ["192.0.2.1"]]);
  void lookup("a");
  expect(waiting).toHaveLength(3);
});

test("a resolver that failed is not waited for again for a minute", async () => {
  const { lookup, waiting, later } = resolver();
  const first = lookup("a");
  waiting[0]?.answer(null);
  await expect(first).rejects.toThrow("EAI_AGAIN");
  later(59_000);
  await expect(lookup("a")).rejects.toThrow("EAI_AGAIN");
  expect(waiting).toHaveLength(1);
  later(2_000);
  void lookup("a");
  expect(waiting).toHaveLength(2);
});
