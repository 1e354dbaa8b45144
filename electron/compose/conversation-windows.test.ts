import { expect, test } from "vitest";
import { PliError } from "#shared/domain/failure";
import type { ConversationId } from "#shared/domain/ids";
import type { StoreClient } from "../store/serve";
import { createConversationWindows } from "./conversation-windows";
import { createGate } from "./gate";

/** Over a store that knows two conversations, on a desk whose windows are a map of what closes them. */
function desk() {
  const store = createGate<StoreClient>("store-closed");
  store.set({
    conversation: async (id: string) => {
      if (id !== "c1" && id !== "c2") throw new PliError("no-such");
      return { id };
    },
  } as unknown as StoreClient);
  const shown = new Map<string, () => void>();
  const closed: string[] = [];
  const windows = createConversationWindows(
    {
      open: (id, done) => void shown.set(id, done),
      close: (id) => {
        closed.push(id);
        shown.get(id)?.();
        shown.delete(id);
      },
    },
    store,
  );
  const open = (id: string) => windows.handlers["conversations.openWindow"]({ id: id as ConversationId });
  return { windows, store, shown, closed, open };
}

test("a conversation has a window, and one that is none has not", async () => {
  const { open, shown } = desk();
  await open("c1");
  await expect(open("nothing")).rejects.toMatchObject({ code: "no-such" });
  expect([...shown.keys()]).toEqual(["c1"]);
});

test("a desk that locks closes the windows that are open, and none that the person closed", async () => {
  const { open, windows, shown, closed } = desk();
  await open("c1");
  await open("c2");
  await open("c2");
  shown.get("c1")?.();
  windows.close();
  expect(closed).toEqual(["c2"]);
  windows.close();
  expect(closed).toEqual(["c2"]);
});

test("a locked desk opens none", async () => {
  const { open, store, shown } = desk();
  store.set(null);
  await expect(open("c1")).rejects.toMatchObject({ code: "store-closed" });
  expect(shown.size).toBe(0);
});
