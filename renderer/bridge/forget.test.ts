import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { expect, test } from "vitest";
import { forgetReadings, onForget } from "./forget";
import { keyOf } from "./query-keys";

const read = keyOf("mailboxes.list", undefined);
const state = keyOf("app.state", undefined);

test("behind the lock nothing stays of what was read, but what is still shown", () => {
  const client = new QueryClient();
  client.setQueryData(read, ["mailbox"]);
  client.setQueryData(state, "locked");
  const shown = { queryKey: state, queryFn: () => "locked", staleTime: Number.POSITIVE_INFINITY };
  const stop = new QueryObserver(client, shown).subscribe(() => {});
  forgetReadings(client);
  expect([client.getQueryData(read), client.getQueryData(state)]).toEqual([undefined, "locked"]);
  stop();
});

test("an answer that comes after the lock is kept nowhere", async () => {
  const client = new QueryClient();
  let answer = (_value: string): void => {};
  const asked = client.prefetchQuery({
    queryKey: read,
    queryFn: () => new Promise<string>((resolve) => (answer = resolve)),
  });
  forgetReadings(client);
  answer("mailbox");
  await asked;
  expect(client.getQueryData(read)).toBeUndefined();
});

test("what was kept elsewhere is forgotten with it, each time", () => {
  let forgotten = 0;
  onForget(() => (forgotten += 1));
  forgetReadings(new QueryClient());
  forgetReadings(new QueryClient());
  expect(forgotten).toBe(2);
});
