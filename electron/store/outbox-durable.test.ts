import { afterEach, beforeEach, expect, test } from "vitest";
import type { Store } from "./open";
import { enqueue, undoOutbox } from "./queries/outbox";
import { claimOutbox, rescheduleOutbox, startOutbox } from "./queries/outbox-schedule";
import { BOX, COLLEAGUE, draftTo, ME, openProfile, type Profile } from "./testing/profile";

let profile: Profile;
beforeEach(() => {
  profile = openProfile();
});
afterEach(() => profile.end());

const NOW = "2026-03-01T09:00:00.000Z";
const handed = (messageId: string) => ({
  draftId: draftTo(profile.service, COLLEAGUE).id,
  mailboxId: BOX,
  outgoing: { messageId, envelope: { from: ME, to: [COLLEAGUE] }, raw: new Uint8Array([1]) },
  sendAt: NOW,
  fin: false,
  subject: "Question",
  to: [{ name: "", address: COLLEAGUE }],
});

/** The store, and what was kept of it in a way that outlives a power cut: changes seen once each such act ended. */
function watched(): { readonly store: Store; readonly durably: () => number } {
  let durable = 0;
  const store: Store = {
    ...profile.store,
    durable: (work) => {
      const value = profile.store.durable(work);
      durable += 1;
      return value;
    },
  };
  return { store, durably: () => durable };
}

test("a message is on the disk before the person is told that it is in the queue, and an attempt before the network is touched", () => {
  const { store, durably } = watched();
  const one = enqueue(store, handed("<one@demo>"));
  expect(durably()).toBe(1);
  expect(startOutbox(store, one.id, NOW)).toBe(true);
  expect([durably(), profile.service.outboxItem(one.id).state]).toEqual([2, "sending"]);
  const two = enqueue(store, handed("<two@demo>"));
  expect(claimOutbox(store, two.id, NOW)?.messageId).toBe("<two@demo>");
  expect([durably(), profile.service.outboxItem(two.id).state]).toEqual([4, "sending"]);
});

test("a message moved to another moment, or taken back, is so on the disk before the person is told", () => {
  const { store, durably } = watched();
  const { id } = enqueue(store, handed("<one@demo>"));
  rescheduleOutbox(store, id, { raw: new Uint8Array([2]), sendAt: "2026-03-02T09:00:00.000Z" });
  expect(durably()).toBe(2);
  undoOutbox(store, id);
  expect(durably()).toBe(3);
});

test("what may not leave is claimed by nobody, twice no more than once", () => {
  const one = enqueue(profile.store, handed("<one@demo>"));
  expect(startOutbox(profile.store, one.id, "2026-03-01T08:59:59.000Z")).toBe(false);
  expect(startOutbox(profile.store, one.id, NOW)).toBe(true);
  expect([startOutbox(profile.store, one.id, NOW), claimOutbox(profile.store, one.id, NOW)]).toEqual([false, null]);
});
