import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { NO_CONTACT } from "#shared/domain/contact";
import type { ConversationId } from "#shared/domain/ids";
import { authorKeyword, takenKeyword } from "#shared/rules/taken";
import { batch, BOX, deliver, draftTo, envelope, ME, openProfile, type Profile } from "./testing/profile";

const MARTIN = { idNat: "899700218896", givenName: "Demo", familyName: "MARTIN" };
const LEROY = { idNat: "899700218904", givenName: "Demo", familyName: "LEROY" };
const mark = (idNat: string): string => takenKeyword(idNat) ?? "";

let profile: Profile;
let id: ConversationId;
beforeEach(() => {
  profile = openProfile();
  profile.service.rememberPerson(MARTIN);
  deliver(
    profile.service,
    "INBOX",
    envelope({ uid: 1, messageId: "<a@demo>" }),
    envelope({ uid: 2, messageId: "<b@demo>", inReplyTo: "<a@demo>" }),
  );
  id = rows()[0]?.id ?? ("" as ConversationId);
});
afterEach(() => profile.end());

const rows = (filter: "all" | "mine" | "nobody" = "all") =>
  profile.service.listConversations({
    view: "all",
    mailboxId: null,
    folderId: null,
    search: "",
    filter,
    offset: 0,
    limit: 50,
  }).rows;
const pending = () => profile.service.pendingOperations(BOX).map(({ operation }) => operation);
const serverSays = (uid: number, ...flags: readonly string[]) =>
  profile.service.applyBatch(BOX, batch("INBOX", { flags: [{ uid, flags, modSeq: null }] }));

describe("taking a conversation in charge", () => {
  test("marks the last message received in my name, and letting go takes it off", () => {
    profile.service.takeConversations([id], true);
    expect(pending()).toEqual([{ kind: "flags", path: "INBOX", uids: [2], add: [mark(MARTIN.idNat)], remove: [] }]);
    expect(rows()[0]?.takenBy).toEqual({ idNat: MARTIN.idNat, name: "Demo MARTIN", mine: true });
    expect([rows("mine").length, rows("nobody").length]).toEqual([1, 0]);
    profile.service.takeConversations([id], false);
    expect(rows()[0]?.takenBy).toBeNull();
    expect([rows("mine").length, rows("nobody").length]).toEqual([0, 1]);
  });

  test("a colleague’s mark is seen as hers, by her name where she is known, else by her identifier", () => {
    serverSays(2, mark(LEROY.idNat));
    expect(rows()[0]?.takenBy).toEqual({ idNat: LEROY.idNat, name: "", mine: false });
    expect([rows("mine").length, rows("nobody").length]).toEqual([0, 0]);
    profile.service.saveContact(null, { ...NO_CONTACT, name: "Dr Demo LEROY", idNat: LEROY.idNat });
    expect(rows()[0]?.takenBy?.name).toBe("Dr Demo LEROY");
    profile.service.rememberPerson(LEROY);
    expect(rows()[0]?.takenBy).toEqual({ idNat: LEROY.idNat, name: "Demo LEROY", mine: true });
  });

  test("taking over leaves no mark of anybody else", () => {
    serverSays(1, mark(LEROY.idNat));
    profile.service.takeConversations([id], true);
    expect(pending()).toEqual([
      { kind: "flags", path: "INBOX", uids: [1], add: [], remove: [mark(LEROY.idNat)] },
      { kind: "flags", path: "INBOX", uids: [2], add: [mark(MARTIN.idNat)], remove: [] },
    ]);
    expect(rows()[0]?.takenBy?.mine).toBe(true);
  });

  test("two who took it at once, each offline: both see the same one", () => {
    profile.service.takeConversations([id], true);
    serverSays(2, mark(LEROY.idNat), mark(MARTIN.idNat));
    expect(rows()[0]?.takenBy?.idNat).toBe([MARTIN.idNat, LEROY.idNat].toSorted()[0]);
  });

  test("a message that comes after does not let it go", () => {
    profile.service.takeConversations([id], true);
    deliver(profile.service, "INBOX", envelope({ uid: 3, messageId: "<c@demo>", inReplyTo: "<b@demo>" }));
    expect(rows()[0]?.takenBy?.mine).toBe(true);
  });

  test("where the server keeps no keywords, it stays here through all that the server says, and is not said to be shared", () => {
    expect(profile.service.sharesStates([id])).toBe(true);
    const seen = { uid: 2, flags: [String.raw`\Seen`], modSeq: null };
    profile.service.takeConversations([id], true);
    profile.service.applyBatch(BOX, batch("INBOX", { keywords: false, flags: [seen] }));
    expect([rows("mine").length, profile.service.sharesStates([id])]).toEqual([1, false]);
    profile.service.takeConversations([id], false);
    expect(rows("nobody")).toHaveLength(1);
    const before = pending().length;
    profile.service.takeConversations([id], true);
    profile.service.applyBatch(BOX, batch("INBOX", { flags: [{ ...seen, flags: [] }] }));
    expect([rows("mine").length, pending().length]).toEqual([1, before]);
  });

  test("nobody is refused: nothing is marked in no name", () => {
    profile.service.setSetting("identity", null);
    expect(() => profile.service.takeConversations([id], true)).toThrow(expect.objectContaining({ code: "refused" }));
  });
});

describe("before an answer leaves", () => {
  const last = () => profile.service.conversation(id).messageIds.at(-1) ?? ("" as never);

  test("who else takes care of the conversation is told; oneself is not", () => {
    expect(profile.service.takenElsewhere(last())).toBeNull();
    serverSays(2, mark(LEROY.idNat));
    expect(profile.service.takenElsewhere(last())).toMatchObject({ idNat: LEROY.idNat, mine: false });
    profile.service.takeConversations([id], true);
    expect(profile.service.takenElsewhere(last())).toBeNull();
  });
});

describe("who answered", () => {
  const sentBy = () => profile.service.conversationView(id).messages.at(-1)?.sentBy;

  test("a colleague’s answer says whose it is, from its copy in Sent", () => {
    const from = { name: "Cabinet DEMO", address: ME };
    const flags = [String.raw`\Seen`, authorKeyword(LEROY.idNat) ?? ""];
    deliver(profile.service, "F/sent", envelope({ uid: 7, inReplyTo: "<b@demo>", messageId: "<r@demo>", from, flags }));
    expect(sentBy()).toEqual({ idNat: LEROY.idNat, name: "", mine: false });
  });

  test("an answer without that keyword is nobody’s; one that left from here is mine", () => {
    const from = { name: "Cabinet DEMO", address: ME };
    deliver(profile.service, "F/sent", envelope({ uid: 7, inReplyTo: "<b@demo>", messageId: "<r@demo>", from }));
    expect(sentBy()).toBeNull();
    const answers = profile.service.conversation(id).messageIds[1] ?? null;
    const draft = draftTo(profile.service, "paul.demo@chu.demo.mssante.fr", { answers });
    profile.service.enqueue({
      draftId: draft.id,
      mailboxId: BOX,
      outgoing: {
        messageId: "<mine@demo>",
        envelope: { from: ME, to: ["paul.demo@chu.demo.mssante.fr"] },
        raw: Buffer.from("Subject: x\r\n\r\nx\r\n"),
      },
      sendAt: profile.clock.now.toISOString(),
      fin: false,
      subject: "Question",
      to: draft.to,
    });
    const [queued] = profile.service.listOutbox();
    if (queued === undefined) throw new Error("not queued");
    profile.service.markAnswered(queued.id);
    expect(pending()).toEqual([{ kind: "flags", path: "INBOX", uids: [2], add: [String.raw`\Answered`], remove: [] }]);
    expect(profile.service.markAnswered(queued.id)).toEqual([]);
    const mine = profile.service.conversationView(id).messages.find((one) => one.sentBy?.mine === true);
    expect(mine?.sentBy).toMatchObject({ name: "Demo MARTIN" });
  });
});
