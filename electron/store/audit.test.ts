import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { disagreements } from "./testing/audit";
import { BOX, deliver, envelope, openProfile, type Profile } from "./testing/profile";

let profile: Profile;
beforeEach(() => {
  profile = openProfile();
  deliver(
    profile.service,
    "INBOX",
    envelope({ uid: 1, messageId: "<a@demo>" }),
    envelope({ uid: 2, messageId: "<b@demo>", inReplyTo: "<a@demo>" }),
    envelope({ uid: 3, messageId: "<c@demo>", subject: "Autre" }),
  );
  profile.service.mark(
    profile.service
      .listConversations(ALL)
      .rows.slice(0, 1)
      .map(({ id }) => id),
    "archive",
  );
});
afterEach(() => profile.end());

const ALL = { view: "all", mailboxId: BOX, folderId: null, search: "", offset: 0, limit: 50 } as const;

describe("what does not agree in a store", () => {
  test("is nothing in one that was only used", () => {
    expect(disagreements(profile.store)).toEqual([]);
  });

  test.each([
    ["UPDATE conversations SET unread = unread + 1", "no longer true"],
    ["DELETE FROM listings WHERE list = (SELECT min(list) FROM listings)", "lacks a conversation"],
    ["UPDATE conversations SET lists = '[]'", "one too many"],
    [
      "UPDATE list_totals SET total = total + 1 WHERE list = (SELECT min(list) FROM listings)",
      "not that of what it holds",
    ],
    ["DELETE FROM list_totals", "not that of what it holds"],
    ["DELETE FROM message_words WHERE rowid = 2", "cannot be found: 2"],
    ["INSERT INTO message_words (rowid, subject) VALUES (99, 'rien')", "words of no message: 99"],
    ["UPDATE messages SET roles = 2 WHERE seq = 1", "roles are not those"],
    ["UPDATE messages SET conversation = (SELECT max(seq) FROM conversations) WHERE seq = 1", "of another"],
    ["UPDATE folders SET highest_uid = 2", "above the cursor"],
    ["DELETE FROM messages WHERE seq = 3", "without messages"],
  ])("is found: %s", (sql, said) => {
    profile.store.run(sql);
    expect(disagreements(profile.store).join("\n")).toContain(said);
  });

  test("is found where a row names one that is not there", () => {
    profile.store.get("PRAGMA foreign_keys = OFF");
    profile.store.run("UPDATE placements SET folder = 999 WHERE uid = 1");
    expect(disagreements(profile.store).join("\n")).toContain("a reference to nothing");
  });
});
