import { afterEach, beforeEach, expect, test } from "vitest";
import type { ConversationId, MessageId } from "#shared/domain/ids";
import { deliver, envelope } from "../store/testing/profile";
import { readingHandlers } from "./reading";
import type { Services } from "./services";
import { testServices, type TestServices } from "./testing/test-services";

let bench: TestServices;
let brought: MessageId[];
let handlers: ReturnType<typeof readingHandlers>;
let id: ConversationId;
beforeEach(() => {
  bench = testServices();
  brought = [];
  handlers = readingHandlers(openServices(bench, brought));
  const [message] = deliver(bench.store, "INBOX", envelope({ uid: 1, flags: [] }));
  id = bench.store.messageView(message as MessageId).conversationId;
});
afterEach(() => bench.end());

/** The store answers in a moment, as its process does; a body is brought by noting that it was asked. */
function openServices({ services, store }: TestServices, bodies: MessageId[]): Services {
  const later = Object.fromEntries(
    Object.entries(store).map(([name, query]) => [
      name,
      (...args: never[]) => Promise.resolve().then(() => (query as (...given: never[]) => unknown)(...args)),
    ]),
  );
  return {
    ...services,
    store: { get: () => later },
    operations: {
      markShown: async (of: ConversationId, shown: readonly MessageId[]) => void store.markShown(of, shown),
    },
    bodies: { bring: async (message: MessageId) => bodies.push(message) },
  } as unknown as Services;
}
const unread = async (): Promise<boolean> => (await handlers["conversations.read"]({ id })).row.unread;
const shown = async (): Promise<MessageId[]> =>
  (await handlers["conversations.read"]({ id })).messages.map((message) => message.id);
const lines = (): readonly unknown[] => bench.traces.map(({ action, request }) => [action, request]);

test("reading a conversation marks nothing, fetches nothing and leaves no line", async () => {
  for (let read = 0; read < 3; read += 1) expect(await unread()).toBe(true);
  expect([lines(), brought]).toEqual([[], []]);
});

test("opening it notes who was read, once, marks it read and brings the bodies that it lacks", async () => {
  expect(await handlers["conversations.open"]({ id, again: false, shown: await shown() })).toBeNull();
  expect(await unread()).toBe(false);
  expect(lines()).toEqual([["read", "open conversation"]]);
  expect(brought).toHaveLength(1);
});

test("what comes while it is open is marked and brought, without another line", async () => {
  await handlers["conversations.open"]({ id, again: false, shown: await shown() });
  await handlers["conversations.open"]({ id, again: true, shown: await shown() });
  expect(lines()).toHaveLength(1);
  expect(brought).toHaveLength(2);
});

test("what came after it was read stays unread, for nobody saw it", async () => {
  const seen = await shown();
  deliver(bench.store, "INBOX", envelope({ uid: 2, inReplyTo: "<m1@demo>", flags: [] }));
  await handlers["conversations.open"]({ id, again: false, shown: seen });
  expect(await unread()).toBe(true);
  await handlers["conversations.open"]({ id, again: true, shown: await shown() });
  expect(await unread()).toBe(false);
});

test("the line of an opening names its mailbox and never its subject", async () => {
  await handlers["conversations.open"]({ id, again: false, shown: await shown() });
  const { row } = bench.store.conversation(id);
  expect(bench.traces[0]).toMatchObject({ mailboxId: row.mailboxId, success: true });
  expect(JSON.stringify(bench.traces)).not.toContain(row.subject);
});

test("a conversation that is no more is neither read nor noted", async () => {
  const gone = { id: "gone" as ConversationId };
  await expect(handlers["conversations.read"](gone)).rejects.toMatchObject({ code: "no-such" });
  await expect(handlers["conversations.open"]({ ...gone, again: false, shown: [] })).rejects.toMatchObject({
    code: "no-such",
  });
  expect(lines()).toEqual([]);
});
