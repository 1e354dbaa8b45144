import { afterEach, beforeEach, expect, test } from "vitest";
import type { AppEvent } from "#shared/contract/events";
import type { DraftId, OutboxId } from "#shared/domain/ids";
import { draftTo, openProfile, type Profile } from "../store/testing/profile";
import type { StoreClient } from "../store/serve";
import { createDraftWindows } from "./draft-windows";
import { createGate } from "./gate";

let profile: Profile;
beforeEach(() => {
  profile = openProfile();
});
afterEach(() => profile.end());

/** Drafts over a real store, on a desk whose windows are a map of what closes them. */
function desk() {
  const store = createGate<StoreClient>("store-closed");
  store.set(profile.service as unknown as StoreClient);
  const shown = new Map<string, () => void>();
  const events: AppEvent[] = [];
  const windows = createDraftWindows({
    composers: {
      open: (id, closed) => void shown.set(id, closed),
      close: (id) => {
        const closed = shown.get(id);
        shown.delete(id);
        closed?.();
      },
    },
    store,
    emit: (event) => void events.push(event),
    changed: () => undefined,
    report: (error) => {
      throw error;
    },
  });
  const { "composers.state": state, "composers.open": open, "composers.docked": docked } = windows.handlers;
  const found = windows.restore();
  const told = () => found.then(() => state(undefined));
  return { windows, shown, events, store, handlers: windows.handlers, state: told, open, docked };
}

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test("each draft has one window; opening it again brings it back", async () => {
  const { open, shown, state } = desk();
  const [one, two] = [draftTo(profile.service, "a@demo"), draftTo(profile.service, "b@demo")];
  await open({ id: one.id });
  await open({ id: two.id });
  await open({ id: one.id });
  expect([...shown.keys()]).toEqual([one.id, two.id]);
  expect((await state()).windows).toEqual([two.id, one.id]);
});

test("a draft that is none has no window", async () => {
  const { open, shown } = desk();
  await expect(open({ id: "rien" as DraftId })).rejects.toMatchObject({ code: "no-such" });
  expect(shown.size).toBe(0);
});

test("a window closed by the person is forgotten and told; one docked opens in the main window", async () => {
  const { open, shown, state, handlers, events } = desk();
  const [one, two] = [draftTo(profile.service, "a@demo"), draftTo(profile.service, "b@demo")];
  await open({ id: one.id });
  await open({ id: two.id });
  shown.get(one.id)?.();
  await settle();
  expect(await state()).toEqual({ windows: [two.id], docked: [] });
  expect(events).toEqual([{ kind: "closed-draft", id: one.id }]);
  await handlers["composers.dock"]({ id: two.id });
  await settle();
  expect(await state()).toEqual({ windows: [], docked: [two.id] });
  expect(events.slice(1)).toEqual([{ kind: "open-draft", id: two.id }]);
});

test("after a kill what was open is open again, but what was sent or thrown away", async () => {
  const { open, docked } = desk();
  const drafts = ["a@demo", "b@demo", "c@demo", "d@demo"].map((address) => draftTo(profile.service, address).id);
  const [one, two, three, four] = drafts as [DraftId, DraftId, DraftId, DraftId];
  await open({ id: one });
  await open({ id: two });
  await docked({ ids: [three, four] });
  profile.service.discardDraft(two);
  profile.service.discardDraft(four);
  const next = desk();
  await next.windows.restore();
  expect([...next.shown.keys()]).toEqual([one]);
  expect(await next.state()).toEqual({ windows: [one], docked: [three] });
});

test("a store that closes closes the windows, and finds them again", async () => {
  const { open, windows, shown, store, state } = desk();
  const { id } = draftTo(profile.service, "a@demo");
  await open({ id });
  windows.close();
  await settle();
  expect(shown.size).toBe(0);
  // A page that asks meanwhile waits for the store that opens: nothing yet is not nothing at all.
  const asked = state();
  store.set(profile.service as unknown as StoreClient);
  await windows.restore();
  expect([...shown.keys()]).toEqual([id]);
  expect(await asked).toEqual({ windows: [id], docked: [] });
});

test("a damaged note of what was open opens nothing", async () => {
  profile.service.setSetting("open-drafts", { windows: "all" });
  const { windows, shown } = desk();
  await windows.restore();
  expect(shown.size).toBe(0);
});

test("what leaves, or is thrown away, from its window is told to the main one", async () => {
  const { handlers, events } = desk();
  await handlers["composers.sent"]({ outboxId: "o1" as OutboxId, sendAt: null });
  await handlers["composers.thrown"]({ id: "d1" as DraftId });
  expect(events).toEqual([
    { kind: "sent", outboxId: "o1", sendAt: null },
    { kind: "thrown", id: "d1" },
  ]);
});
