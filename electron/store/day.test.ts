import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { ListView } from "#shared/contract/mail";
import type { ConversationId, LabelId, MessageId } from "#shared/domain/ids";
import type { Profile } from "./testing/profile";
import {
  batch,
  BOX,
  deliver,
  envelope,
  MATRICULE,
  openProfile,
  patientBox,
  withDocuments,
  xdmDocument,
} from "./testing/profile";

let profile: Profile;
let id: ConversationId;
beforeEach(() => {
  profile = openProfile();
  profile.clock.now = new Date("2026-11-22T09:00:00Z");
  deliver(profile.service, "INBOX", envelope({ uid: 1, messageId: "<a@demo>" }));
  id = rows("all")[0]?.id ?? ("" as ConversationId);
});
afterEach(() => profile.end());

const asked = { mailboxId: null, folderId: null, search: "", offset: 0, limit: 50 } as const;
const rows = (view: ListView) => profile.service.listConversations({ view, ...asked }).rows;
const listed = (view: ListView) => rows(view).map((row) => row.id);
const MORNING = "2026-11-23T07:00:00.000Z";

describe("a conversation put off", () => {
  test("leaves what is to do until its moment, then comes back to it", () => {
    profile.service.snooze([id], MORNING);
    expect(listed("to-do")).toEqual([]);
    expect(listed("all")).toEqual([id]);
    expect(rows("snoozed")[0]?.snoozedUntil).toBe(MORNING);
    expect(profile.service.wakeSnoozed()).toEqual({ woken: 0, next: MORNING });
    profile.clock.now = new Date(MORNING);
    expect(profile.service.wakeSnoozed()).toEqual({ woken: 1, next: null });
    expect(listed("to-do")).toEqual([id]);
    expect(listed("snoozed")).toEqual([]);
    expect(rows("to-do")[0]?.snoozedUntil).toBeNull();
    expect(profile.service.wakeSnoozed()).toEqual({ woken: 0, next: null });
  });

  test("comes back even when it was dealt with before: a reminder that nothing came", () => {
    profile.service.mark([id], "done");
    profile.service.snooze([id], MORNING);
    expect(listed("snoozed")).toEqual([id]);
    profile.clock.now = new Date(MORNING);
    profile.service.wakeSnoozed();
    expect(listed("to-do")).toEqual([id]);
    expect(rows("to-do")[0]?.toDo).toBe(true);
    profile.service.mark([id], "done");
    expect(listed("to-do")).toEqual([]);
    expect(profile.service.wakeSnoozed()).toEqual({ woken: 0, next: null });
  });

  test("is brought back by an answer", () => {
    profile.service.snooze([id], MORNING);
    const at = "2026-11-22T10:00:00Z";
    deliver(
      profile.service,
      "INBOX",
      envelope({ uid: 2, messageId: "<b@demo>", inReplyTo: "<a@demo>", receivedAt: at, date: at }),
    );
    expect(listed("to-do")).toEqual([id]);
    expect(listed("snoozed")).toEqual([]);
  });

  test("is brought back by hand, and stays put off when only read", () => {
    profile.service.snooze([id], MORNING);
    profile.service.mark([id], "read");
    expect(listed("snoozed")).toEqual([id]);
    profile.service.snooze([id], null);
    expect(listed("to-do")).toEqual([id]);
  });
});

describe("a label", () => {
  const under = (labelId: LabelId) =>
    profile.service.listConversations({ view: "all", labelId, ...asked }).rows.map((row) => row.id);

  test("is put on here at once, told to the server as a keyword, and taken off", () => {
    const label = profile.service.createLabel("À rappeler");
    expect(profile.service.createLabel("à  rappeler !")).toEqual(label);
    const on = profile.service.labelConversations([id], label.id, true);
    expect(on.map(({ operation }) => operation)).toEqual([
      { kind: "flags", path: "INBOX", uids: [1], add: ["$PliLabel_a_rappeler"], remove: [] },
    ]);
    expect(rows("all")[0]?.labels).toEqual([label]);
    expect(under(label.id)).toEqual([id]);
    expect(profile.service.listLabels()).toEqual([{ ...label, count: 1 }]);
    expect(profile.service.labelConversations([id], label.id, true)).toEqual([]);
    expect(() => profile.service.removeLabel(label.id)).toThrow(expect.objectContaining({ code: "refused" }));
    profile.service.labelConversations([id], label.id, false);
    expect(under(label.id)).toEqual([]);
    profile.service.removeLabel(label.id);
    expect(profile.service.listLabels()).toEqual([]);
  });

  test("that a colleague put on is seen here under a name made of its words", () => {
    profile.service.applyBatch(
      BOX,
      batch("INBOX", { flags: [{ uid: 1, flags: ["$PliLabel_urgent_ce_soir", "$Other"], modSeq: null }] }),
    );
    expect(rows("all")[0]?.labels.map(({ name }) => name)).toEqual(["Urgent ce soir"]);
    expect(under("urgent_ce_soir" as LabelId)).toEqual([id]);
  });

  test("without a letter or a digit is refused, and one that does not exist is not found", () => {
    expect(() => profile.service.createLabel("…")).toThrow(expect.objectContaining({ code: "refused" }));
    expect(() => under("nobody" as LabelId)).toThrow(expect.objectContaining({ code: "no-such" }));
  });
});

describe("what is to do", () => {
  const listedUnder = (filter: "all" | "patient" | "professional" | "documents"): number =>
    profile.service.listConversations({ view: "to-do", filter, ...asked }).total;
  const FILTERS = ["all", "patient", "professional", "documents"] as const;

  test("is counted by kind as its list is narrowed", () => {
    const carrying = envelope({ uid: 2, messageId: "<c@demo>", subject: "Compte rendu" });
    const from = { name: "", address: patientBox(MATRICULE) };
    const [withReport] = deliver(profile.service, "INBOX", carrying, envelope({ uid: 3, messageId: "<p@demo>", from }));
    profile.service.saveBody(
      withReport ?? ("" as MessageId),
      Buffer.from("Bonjour"),
      withDocuments([xdmDocument({ uniqueId: "1.2.3" })], { messageId: "<c@demo>", subject: "Compte rendu" }),
    );
    expect(profile.service.toDoKinds()).toEqual({ all: 3, patient: 1, professional: 2, documents: 1 });
    for (const filter of FILTERS) expect(profile.service.toDoKinds()[filter], filter).toBe(listedUnder(filter));
    profile.service.mark([id], "done");
    expect(profile.service.toDoKinds()).toEqual({ all: 2, patient: 1, professional: 1, documents: 1 });
    expect([profile.service.toDoCount(BOX), profile.service.toDoCount(null)]).toEqual([2, 2]);
  });

  test("is nothing at all once all is done", () => {
    profile.service.mark([id], "done");
    expect(profile.service.toDoKinds()).toEqual({ all: 0, patient: 0, professional: 0, documents: 0 });
    expect(profile.service.toDoCount(null)).toBe(0);
  });
});
