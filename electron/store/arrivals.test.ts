import { afterEach, beforeEach, expect, test } from "vitest";
import type { Profile } from "./testing/profile";
import { BOX, COLLEAGUE, deliver, envelope, MATRICULE, openProfile, patientBox } from "./testing/profile";

let profile: Profile;
beforeEach(() => void (profile = openProfile()));
afterEach(() => profile.end());

test("what is announced was received in an inbox, is unread and not older than the start", () => {
  const ids = deliver(
    profile.service,
    "INBOX",
    envelope({ uid: 1, messageId: "<a@demo>", from: { name: "Dr_Paul_DEMO", address: COLLEAGUE } }),
    envelope({ uid: 2, messageId: "<b@demo>", from: { name: "", address: patientBox(MATRICULE) } }),
    envelope({ uid: 3, messageId: "<c@demo>", flags: ["\\Seen"] }),
  );
  const told = profile.service.arrivedMessages(ids, "2000-01-01T00:00:00Z");
  expect(told.map(({ kind }) => kind)).toEqual(["professional", "patient"]);
  expect(told[0]?.name).toBe("Dr Paul DEMO");
  expect(profile.service.arrivedMessages(ids, "2999-01-01T00:00:00Z")).toEqual([]);
  const row = profile.service.listConversations({
    view: "patients",
    mailboxId: BOX,
    folderId: null,
    search: "",
    offset: 0,
    limit: 5,
  }).rows[0];
  expect(told[1]?.conversationId).toBe(row?.id);
});

test("what lies elsewhere than in the inbox is not announced", () => {
  const added = deliver(profile.service, "F/archive", envelope({ uid: 1, messageId: "<a@demo>" }));
  expect(profile.service.arrivedMessages(added, "2000-01-01T00:00:00Z")).toEqual([]);
});
