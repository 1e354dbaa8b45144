import { afterEach, beforeEach, expect, test } from "vitest";
import type { OutboxId } from "#shared/domain/ids";
import { BOX, COLLEAGUE, draftTo, ME, openProfile, type Profile } from "./testing/profile";

const DAY_MS = 86_400_000;

let profile: Profile;
beforeEach(() => {
  profile = openProfile();
});
afterEach(() => profile.end());

const at = (ms: number) => new Date(Date.parse("2026-03-01T09:00:00.000Z") + ms);
const sendAtOf = (id: OutboxId) => profile.service.outboxItem(id).sendAt;
const hand = (messageId: string, sendAt: Date): OutboxId =>
  profile.service.enqueue({
    draftId: draftTo(profile.service, COLLEAGUE).id,
    mailboxId: BOX,
    outgoing: { messageId, envelope: { from: ME, to: [COLLEAGUE] }, raw: new Uint8Array([1]) },
    sendAt: sendAt.toISOString(),
    fin: false,
    subject: "Question",
    to: [{ name: "", address: COLLEAGUE }],
  }).id;

test("a clock that goes back takes with it what was queued or to be tried again, and leaves alone what a person planned", () => {
  profile.clock.now = at(DAY_MS);
  const undone = hand("<undone@demo>", at(DAY_MS + 10_000));
  const retried = hand("<retry@demo>", at(DAY_MS));
  profile.service.setOutbox(retried, { state: "retry", sendAt: at(DAY_MS + 60_000).toISOString(), failure: "network" });
  const planned = hand("<planned@demo>", at(3 * DAY_MS));
  profile.service.redateOutbox();
  expect(sendAtOf(undone)).toBe(at(DAY_MS + 10_000).toISOString());
  profile.clock.now = at(0);
  profile.service.redateOutbox();
  expect([undone, retried, planned].map(sendAtOf)).toEqual([
    at(10_000).toISOString(),
    at(60_000).toISOString(),
    at(3 * DAY_MS).toISOString(),
  ]);
  expect(profile.service.outboxItem(retried)).toMatchObject({ state: "retry", failure: "network" });
  // Once: what was put back is not moved again.
  profile.clock.now = at(5000);
  profile.service.redateOutbox();
  expect(sendAtOf(undone)).toBe(at(10_000).toISOString());
});

test("what is said only of a message in doubt changes none that is to be sent again", () => {
  const id = hand("<doubt@demo>", at(0));
  profile.service.setOutbox(id, { state: "to-verify", failure: "interrupted" });
  const doubt = { state: "to-verify", failure: "not-found-in-sent", onlyFrom: "to-verify" } as const;
  expect(profile.service.setOutbox(id, doubt)).toMatchObject({ state: "to-verify", failure: "not-found-in-sent" });
  profile.service.retryOutbox(id, at(1000).toISOString());
  expect(profile.service.setOutbox(id, doubt)).toMatchObject({ state: "waiting", failure: null });
});

test("sending again starts over what failed, waits or is in doubt, and never what left or is leaving", () => {
  profile.clock.now = at(0);
  const now = at(1000).toISOString();
  for (const state of ["failed", "retry", "to-verify"] as const) {
    const id = hand(`<${state}@demo>`, at(0));
    profile.service.setOutbox(id, { state, attempts: 3, sendAt: at(DAY_MS).toISOString(), failure: "network" });
    const again = { state: "waiting", attempts: 0, sendAt: now, failure: null };
    expect(profile.service.retryOutbox(id, now)).toMatchObject(again);
  }
  for (const state of ["waiting", "sending", "filing", "sent"] as const) {
    const id = hand(`<${state}@demo>`, at(DAY_MS));
    profile.service.setOutbox(id, { state, attempts: 1 });
    const before = profile.service.outboxItem(id);
    expect(profile.service.retryOutbox(id, now)).toEqual(before);
    expect(profile.service.outboxItem(id)).toEqual(before);
  }
});
