import { expect, test } from "vitest";
import type { DirectoryClient } from "./client";
import { createLane } from "./lane";

const never = new AbortController().signal;
const pending = () => new Promise<never>(() => undefined);

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : "");

/** Clients that only tell whether they were closed, opened one by one. */
function stage(reusable = true) {
  const clients: { isConnected: boolean; unbind: () => Promise<void> }[] = [];
  const open = async () => {
    const client = {
      isConnected: true,
      unbind: async () => {
        client.isConnected = false;
      },
    };
    clients.push(client);
    return { client: client as unknown as DirectoryClient, reusable };
  };
  return { clients, lane: createLane(open, 60_000, 60_000) };
}

test("one connection serves question after question", async () => {
  const { clients, lane } = stage();
  for (const value of [1, 2, 3]) expect(await lane.run(async () => value, never)).toBe(value);
  expect(clients.length).toBe(1);
  lane.close();
  expect(clients[0]?.isConnected).toBe(false);
});

test("a newer question ends the older one and its connection", async () => {
  const { clients, lane } = stage();
  const older = lane.run(pending, never);
  const told = older.catch(messageOf);
  await Promise.resolve();
  expect(await lane.run(async () => "newer", never)).toBe("newer");
  expect(await told).toBe("cancelled");
  expect(clients.map(({ isConnected }) => isConnected)).toEqual([false, true]);
  lane.close();
});

test("a connection that the server closed is not asked again", async () => {
  const { clients, lane } = stage();
  await lane.run(async () => 1, never);
  const [first] = clients;
  if (first !== undefined) first.isConnected = false;
  expect(await lane.run(async () => 2, never)).toBe(2);
  expect(clients.length).toBe(2);
  lane.close();
});

test("where each question needs a fresh connection, none is kept", async () => {
  const { clients, lane } = stage(false);
  await lane.run(async () => 1, never);
  await lane.run(async () => 2, never);
  expect(clients.map(({ isConnected }) => isConnected)).toEqual([false, false]);
});

test("a question that failed leaves no connection behind, and the next one has its own", async () => {
  const { clients, lane } = stage();
  const failed = lane.run(async () => Promise.reject(Object.assign(new Error("x"), { code: "ECONNRESET" })), never);
  await expect(failed).rejects.toThrow("unreachable");
  expect(clients[0]?.isConnected).toBe(false);
  expect(await lane.run(async () => "after", never)).toBe("after");
  lane.close();
});

test("a question given up is given up at once, even while the connection opens", async () => {
  const given = new AbortController();
  const client = { isConnected: true, unbind: async () => void (client.isConnected = false) };
  let opened: () => void = () => undefined;
  const opening = new Promise<void>((resolve) => (opened = resolve));
  const lane = createLane(
    async () => {
      await opening;
      return { client: client as unknown as DirectoryClient, reusable: true };
    },
    60_000,
    60_000,
  );
  const asked = lane.run(async () => 1, given.signal);
  const told = asked.catch(messageOf);
  given.abort();
  expect(await told).toBe("cancelled");
  opened();
  await expect.poll(() => client.isConnected).toBe(false);
});
