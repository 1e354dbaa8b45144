import { expect, test } from "vitest";
import { createDirectoryProcess } from "./directory-process";
import type { Process } from "./ports";

/** Processes that answer to `open`, and to `facts` the folder that they opened unless they end there. */
function machine(ends: number) {
  const started: { readonly end: () => void }[] = [];
  const start = (): Process => {
    const dies = started.length < ends;
    let hear = (_message: unknown): void => undefined;
    const closed: (() => void)[] = [];
    const end = (): void => closed.splice(0).forEach((tell) => tell());
    started.push({ end });
    return {
      post: (message) => {
        const { call, name } = message as { readonly call: number; readonly name: string };
        queueMicrotask(() => (name === "facts" && dies ? end() : hear({ answer: call, value: name })));
      },
      onMessage: (listener) => {
        hear = listener;
      },
      onClose: (listener) => void closed.push(listener),
      kill: end,
      memory: async () => undefined,
    };
  };
  const process = createDirectoryProcess(
    { start },
    () => "/profile",
    () => undefined,
  );
  return { process, started, facts: () => process.call((service) => service.facts()) };
}

test("a directory whose process ends under a question is asked once more in another one, and no one hears of it", async () => {
  const { facts, started, process } = machine(1);
  expect(await facts()).toBe("facts");
  expect(started).toHaveLength(2);
  process.close();
});

test("one that ends under every question says so after the second", async () => {
  const { facts, started, process } = machine(9);
  await expect(facts()).rejects.toMatchObject({ code: "directory-gone", retry: true });
  expect(started).toHaveLength(2);
  process.close();
});

test("one that is closed under a question is not started again for it", async () => {
  const { process, started } = machine(0);
  const asked = process.call((service) => {
    const answer = service.facts();
    process.close();
    return answer;
  });
  await expect(asked).rejects.toMatchObject({ code: "directory-gone" });
  expect(started).toHaveLength(1);
});
