import type { ImapFlow } from "imapflow";
import { expect, test } from "vitest";
import { createWorkConnection } from "./work-connection";

/** A connection that counts what is done with it, and a clock that the test moves: one timer at a time, as the connection has. */
function stage(stays: boolean) {
  const told: string[] = [];
  let due = (): void => undefined;
  const client = {
    usable: true,
    noop: async () => void told.push("noop"),
    logout: async () => void told.push("logout"),
    close: () => undefined,
  } as unknown as ImapFlow;
  const work = createWorkConnection({
    connect: async () => {
      told.push("connect");
      return client;
    },
    clock: {
      now: () => new Date(0),
      random: () => 0,
      after: (_ms, act) => ((due = act), () => (due = () => undefined)),
    },
    lingerMs: 60_000,
    stays,
  });
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  return {
    told,
    work,
    minute: async (): Promise<void> => {
      await settled();
      due();
      await settled();
    },
  };
}

test("without work the second connection ends, and the next task makes another", async () => {
  const { told, work, minute } = stage(false);
  await work.run(async () => "lu", 1);
  await minute();
  await work.run(async () => "lu", 1);
  expect(told).toEqual(["connect", "logout", "connect"]);
});

test("where another one would cost the person a code it stays, awake, until the mailbox is closed", async () => {
  const { told, work, minute } = stage(true);
  await work.run(async () => "lu", 1);
  await minute();
  await minute();
  await work.run(async () => "lu", 1);
  expect(told).toEqual(["connect", "noop", "noop"]);
  await work.close();
  expect(told.at(-1)).toBe("logout");
});
