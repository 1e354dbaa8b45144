import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { ConversationId } from "#shared/domain/ids";
import { MOST_SHOWN } from "#shared/domain/message";
import type { Mark } from "./queries/marking";
import type { Profile } from "./testing/profile";
import { batch, BOX, deliver, envelope, KEY, ME, openProfile } from "./testing/profile";
import { checkStore } from "./whole-store";

let profile: Profile;
let id: ConversationId;
beforeEach(() => {
  profile = openProfile();
  deliver(
    profile.service,
    "INBOX",
    envelope({ uid: 1, messageId: "<a@demo>" }),
    envelope({ uid: 2, messageId: "<b@demo>", inReplyTo: "<a@demo>" }),
  );
  id = rows()[0]?.id ?? ("" as ConversationId);
});
afterEach(() => profile.end());

const rows = (view: Parameters<Profile["service"]["listConversations"]>[0]["view"] = "all") =>
  profile.service.listConversations({ view, mailboxId: null, folderId: null, search: "", offset: 0, limit: 50 }).rows;
const mark = (change: Mark) => profile.service.mark([id], change).flatMap(({ operation }) => operation ?? []);
const pending = () => profile.service.pendingOperations(BOX);
const done = () => {
  for (const { id: operation } of pending()) profile.service.operationDone(operation);
};

describe("marking a conversation", () => {
  test("read, unread: seen here at once, told to the server once", () => {
    expect(mark("read")).toEqual([{ kind: "flags", path: "INBOX", uids: [1, 2], add: ["\\Seen"], remove: [] }]);
    expect(rows()[0]?.unread).toBe(false);
    expect(mark("read")).toEqual([]);
    expect(mark("unread")).toEqual([{ kind: "flags", path: "INBOX", uids: [2], add: [], remove: ["\\Seen"] }]);
    expect(rows()[0]?.unread).toBe(true);
    expect(pending()).toHaveLength(2);
  });

  test("read of what was shown alone: what came since stays unread, here and on the server", () => {
    const [first] = profile.service.conversation(id).messageIds;
    profile.service.markShown(id, first === undefined ? [] : [first]);
    expect(pending().map(({ operation }) => operation)).toEqual([
      { kind: "flags", path: "INBOX", uids: [1], add: ["\\Seen"], remove: [] },
    ]);
    expect(rows()[0]?.unread).toBe(true);
    profile.service.markShown(id, profile.service.conversation(id).messageIds);
    expect(rows()[0]?.unread).toBe(false);
    expect(profile.service.markShown(id, profile.service.conversation(id).messageIds)).toEqual([]);
  });

  test("read of as much as can be shown: what is older is read as well", () => {
    const more = Array.from({ length: MOST_SHOWN }, (_, index) =>
      envelope({ uid: index + 3, messageId: `<c${index}@demo>`, inReplyTo: "<a@demo>" }),
    );
    deliver(profile.service, "INBOX", ...more);
    const shown = profile.service.conversationView(id).messages.map((message) => message.id);
    deliver(profile.service, "INBOX", envelope({ uid: 900, messageId: "<z@demo>", inReplyTo: "<a@demo>" }));
    profile.service.markShown(id, shown);
    const left = profile.service.conversationView(id).messages.filter(({ unread }) => unread);
    expect([shown.length, left.length]).toEqual([MOST_SHOWN, 1]);
    expect(pending().flatMap(({ operation }) => (operation.kind === "flags" ? operation.uids : []))).toHaveLength(
      MOST_SHOWN + 2,
    );
  });

  test("done and to do are the keyword that colleagues share", () => {
    expect(mark("done")).toEqual([{ kind: "flags", path: "INBOX", uids: [1, 2], add: ["$PliDone"], remove: [] }]);
    expect(rows("to-do")).toEqual([]);
    expect(mark("to-do")).toEqual([{ kind: "flags", path: "INBOX", uids: [2], add: [], remove: ["$PliDone"] }]);
    expect(rows("to-do")).toHaveLength(1);
  });

  test("what the person did is not undone by a server that does not know it yet", () => {
    mark("done");
    profile.service.applyBatch(
      BOX,
      batch("INBOX", {
        flags: [
          { uid: 1, flags: ["\\Seen"], modSeq: null },
          { uid: 2, flags: [], modSeq: null },
        ],
      }),
    );
    expect(rows("to-do")).toEqual([]);
    done();
    profile.service.applyBatch(BOX, batch("INBOX", { flags: [{ uid: 2, flags: [], modSeq: null }] }));
    expect(rows("to-do")).toHaveLength(1);
  });

  test("archive leaves the inbox at once; the copy that comes back with a UID is the same message", () => {
    expect(mark("archive")).toContainEqual({ kind: "move", path: "INBOX", uids: [1, 2], to: "F/archive" });
    expect(rows("to-do")).toEqual([]);
    expect(rows("archive")).toHaveLength(1);
    expect(profile.service.knownUids(BOX, "INBOX")).toEqual([1, 2]);
    done();
    expect(profile.service.knownUids(BOX, "INBOX")).toEqual([]);
    const added = deliver(
      profile.service,
      "F/archive",
      envelope({ uid: 1, messageId: "<a@demo>" }),
      envelope({ uid: 2, messageId: "<b@demo>", inReplyTo: "<a@demo>" }),
    );
    expect(added).toEqual([]);
    expect(profile.service.conversation(id).messageIds).toHaveLength(2);
    expect(profile.service.knownUids(BOX, "F/archive")).toEqual([1, 2]);
  });

  test("an action on a message whose move is not done yet waits for its UID, and follows it", () => {
    mark("archive");
    expect(mark("delete")).toEqual([]);
    expect(rows("trash")).toHaveLength(1);
    expect(rows()).toEqual([]);
    const [, move] = pending();
    expect(pending().map(({ operation }) => operation.kind)).toEqual(["flags", "move"]);
    profile.service.operationDone(pending()[0]?.id ?? "");
    profile.service.operationDone(move?.id ?? "", [
      { from: 1, to: 11 },
      { from: 2, to: 12 },
    ]);
    expect(pending().map(({ operation }) => operation)).toEqual([
      { kind: "move", path: "F/archive", uids: [11, 12], to: "F/trash" },
    ]);
  });

  test("a message that another computer moved first does not arrive where this one was going to move it, whoever notices", () => {
    mark("archive");
    const [flags, move] = pending();
    profile.service.operationDone(flags?.id ?? "");
    // The server found nothing to move.
    profile.service.operationDone(move?.id ?? "", []);
    expect(rows("archive")).toEqual([]);
    deliver(profile.service, "F/trash", envelope({ uid: 7, messageId: "<a@demo>" }));
    deliver(profile.service, "F/trash", envelope({ uid: 8, messageId: "<b@demo>", inReplyTo: "<a@demo>" }));
    expect([rows("archive"), rows("trash").length]).toEqual([[], 1]);
    mark("restore");
    // It is seen gone before the move is told.
    profile.service.applyBatch(BOX, batch("F/trash", { removed: [7, 8] }));
    expect(pending()).toEqual([]);
    deliver(profile.service, "F/archive", envelope({ uid: 3, messageId: "<a@demo>" }));
    expect([rows("archive").length, rows("to-do"), rows("trash")]).toEqual([1, [], []]);
  });

  test("moved to and fro before the server was told once, it is told each move with the UID of the one before", () => {
    mark("archive");
    mark("restore");
    mark("archive");
    const told: unknown[] = [];
    for (let uid = 21; uid < 30; uid += 2) {
      const next = pending().find(({ operation }) => operation.kind === "move");
      if (next === undefined) break;
      told.push(next.operation);
      const moved = next.operation.uids.map((from, index) => ({ from, to: uid + index }));
      profile.service.operationDone(next.id, moved);
    }
    expect(told).toEqual([
      { kind: "move", path: "INBOX", uids: [1, 2], to: "F/archive" },
      { kind: "move", path: "F/archive", uids: [21, 22], to: "INBOX" },
      { kind: "move", path: "INBOX", uids: [23, 24], to: "F/archive" },
    ]);
    expect(profile.service.knownUids(BOX, "F/archive")).toEqual([25, 26]);
    expect([rows("archive").length, rows("to-do").length]).toEqual([1, 0]);
  });

  test("where the server keeps no keywords they stay here, and nothing else does", () => {
    profile.service.applyBatch(BOX, batch("INBOX", { keywords: false }));
    expect(profile.service.keepsStatesHere(BOX)).toBe(true);
    mark("read");
    done();
    mark("done");
    expect([pending(), rows("to-do")]).toEqual([[], []]);
    profile.service.applyBatch(BOX, batch("INBOX", { flags: [{ uid: 2, flags: ["\\Flagged"], modSeq: null }] }));
    expect(rows("to-do")).toEqual([]);
    mark("unread");
    expect(pending().map(({ operation }) => operation)).toEqual([
      { kind: "flags", path: "INBOX", uids: [2], add: [], remove: ["\\Seen"] },
    ]);
    mark("to-do");
    expect(rows("to-do")).toHaveLength(1);
    profile.service.applyBatch(BOX, batch("INBOX", { keywords: true }));
    expect(profile.service.keepsStatesHere(BOX)).toBe(false);
  });

  test("a move that the server refuses for good comes back, with what was asked after it", () => {
    mark("archive");
    mark("delete");
    const move = pending().find(({ operation }) => operation.kind === "move");
    profile.service.operationFailed(move?.id ?? "", "refused");
    expect(rows("trash")).toHaveLength(1);
    expect(pending().find(({ id: operation }) => operation === move?.id)?.attempts).toBe(1);
    profile.service.operationFailed(move?.id ?? "", "refused", true);
    expect(rows("trash")).toEqual([]);
    expect(rows()).toHaveLength(1);
    expect(pending().every(({ operation }) => operation.kind === "flags")).toBe(true);
  });

  test("delete goes to the trash, and from there for good; restore brings back, ours to Sent", () => {
    deliver(
      profile.service,
      "F/sent",
      envelope({
        uid: 7,
        messageId: "<mine@demo>",
        inReplyTo: "<a@demo>",
        from: { name: "", address: ME },
        to: [{ name: "", address: "paul.demo@chu.demo.mssante.fr" }],
      }),
    );
    expect(mark("delete").map((operation) => operation.kind === "move" && operation.to)).toEqual([
      "F/trash",
      "F/trash",
    ]);
    done();
    deliver(
      profile.service,
      "F/trash",
      envelope({ uid: 1, messageId: "<a@demo>" }),
      envelope({ uid: 2, messageId: "<b@demo>", inReplyTo: "<a@demo>" }),
    );
    deliver(
      profile.service,
      "F/trash",
      envelope({
        uid: 7,
        messageId: "<mine@demo>",
        inReplyTo: "<a@demo>",
        from: { name: "", address: ME },
        to: [{ name: "", address: "paul.demo@chu.demo.mssante.fr" }],
      }),
    );
    expect(mark("restore")).toEqual([
      { kind: "move", path: "F/trash", uids: [1, 2], to: "INBOX" },
      { kind: "move", path: "F/trash", uids: [7], to: "F/sent" },
    ]);
    expect(rows()).toHaveLength(1);
    for (const { id: operation } of pending()) profile.service.operationFailed(operation, "refused", true);
    expect(mark("delete")).toEqual([{ kind: "delete", path: "F/trash", uids: [1, 2, 7] }]);
    expect(rows("trash")).toEqual([]);
    done();
    expect(profile.service.knownUids(BOX, "F/trash")).toEqual([]);
  });

  test("operations survive closing and opening again, in order", () => {
    mark("read");
    mark("archive");
    const before = pending();
    expect(before.map(({ operation }) => operation.kind)).toEqual(["flags", "flags", "move"]);
    profile.store.close();
    const again = openProfile(profile.folder);
    expect(again.service.pendingOperations(BOX)).toEqual(before);
    again.store.close();
  });

  test("a large conversation is told in pieces that a server takes", () => {
    const many = Array.from({ length: 1200 }, (_, index) =>
      envelope({ uid: 100 + index, messageId: `<x${index}@demo>`, inReplyTo: "<a@demo>" }),
    );
    deliver(profile.service, "INBOX", ...many);
    expect(mark("read").map((operation) => operation.uids.length)).toEqual([500, 500, 202]);
  });

  test("messages that left the server are forgotten by housekeeping only, and not before its date", () => {
    profile.service.applyBatch(BOX, batch("INBOX", { removed: [1, 2] }));
    expect(rows()).toEqual([]);
    expect(profile.service.purgeGone("2026-02-01T00:00:00.000Z")).toBe(0);
    expect(profile.service.purgeGone("2026-04-01T00:00:00.000Z")).toBe(2);
    expect(profile.store.get("SELECT count(*) AS n FROM conversations")).toEqual({ n: 0 });
    expect(checkStore({ file: profile.file, key: KEY })).toBe("ok");
    expect(profile.service.size()).toEqual({ bytes: expect.any(Number) as number, messages: 0 });
    expect(profile.service.size().bytes).toBeGreaterThan(100_000);
  });
});
