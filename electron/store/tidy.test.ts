import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { MessageId } from "#shared/domain/ids";
import {
  ALICE,
  batch,
  BOX,
  deliver,
  envelope,
  ME,
  openProfile,
  parsed,
  type Profile,
  withDocuments,
  xdmDocument,
} from "./testing/profile";

const DONE = ["$PliDone", "\\Seen"];
const EMPTY = { to: [], cc: [], bcc: [], subject: "", fin: false, readReceipt: false } as const;
const OLD = "2025-01-01T00:00:00.000Z";
const raw = (text: string): Uint8Array => Buffer.from(text);

let profile: Profile;
beforeEach(() => {
  profile = openProfile();
});
afterEach(() => profile.end());

const one = (over: Parameters<typeof envelope>[0], path = "INBOX"): MessageId => {
  const [id] = deliver(profile.service, path, envelope(over));
  if (id === undefined) throw new Error("not delivered");
  return id;
};
const old = (uid: number, over: Partial<Parameters<typeof envelope>[0]> = {}) =>
  one({
    uid,
    date: `2024-0${uid}-01T08:00:00.000Z`,
    receivedAt: `2024-0${uid}-01T08:00:00.000Z`,
    flags: DONE,
    ...over,
  });
const subjects = (act: "archive" | "delete") => {
  const { ids } = profile.service.tidiable(act, OLD);
  return ids.map((id) => profile.service.conversation(id).row.subject);
};

describe("what a rule puts away", () => {
  test("is dealt with, read and old, the oldest first", () => {
    old(2);
    old(1);
    old(3, { flags: ["\\Seen"] });
    old(4, { flags: ["$PliDone"] });
    one({ uid: 5, flags: DONE });
    expect(subjects("archive")).toEqual(["Sujet 1", "Sujet 2"]);
    expect(profile.service.tidiable("archive", OLD)).toMatchObject({ messages: 2, oldest: "2024-01-01T08:00:00.000Z" });
  });

  test("is never a conversation with a recent message, an answer awaited, a draft, or a document left to file", () => {
    old(1);
    one({ uid: 11, inReplyTo: "<m1@demo>", flags: DONE });
    old(2);
    profile.service.applyBatch(
      BOX,
      batch("F/sent", {
        added: [
          envelope({
            uid: 1,
            messageId: "<s@demo>",
            inReplyTo: "<m2@demo>",
            date: "2024-05-01T08:00:00.000Z",
            receivedAt: "2024-05-01T08:00:00.000Z",
            from: { name: "", address: ME },
            flags: ["\\Seen"],
          }),
        ],
      }),
    );
    const withDocument = old(3);
    profile.service.saveBody(withDocument, raw("x"), withDocuments([xdmDocument({ uniqueId: "1.2.3" })]));
    const answered = old(4);
    profile.service.createDraft({ ...EMPTY, mailboxId: BOX, answers: answered, text: "Bonjour" });
    expect(subjects("archive")).toEqual([]);
    expect(subjects("delete")).toEqual([]);
  });

  test("is never what was put off", () => {
    old(1);
    profile.store.run("UPDATE conversations SET snoozed_until = '2027-01-01T00:00:00.000Z'");
    expect(subjects("archive")).toEqual([]);
  });

  test("lies in the inbox; the archive is looked at only to delete", () => {
    one({ uid: 1, date: "2024-01-01T08:00:00.000Z", receivedAt: "2024-01-01T08:00:00.000Z", flags: DONE }, "F/archive");
    expect(subjects("archive")).toEqual([]);
    expect(subjects("delete")).toEqual(["Sujet 1"]);
  });

  test("once put away is found no more, and comes back when taken back", () => {
    old(1);
    const { ids } = profile.service.tidiable("archive", OLD);
    expect(profile.service.mark(ids, "archive")).toHaveLength(1);
    expect(subjects("archive")).toEqual([]);
    profile.service.mark(ids, "restore");
    expect(subjects("archive")).toEqual(["Sujet 1"]);
  });
});

describe("dropping bodies", () => {
  const NOW = "2027-01-01T00:00:00.000Z";
  const stored = (id: MessageId) => profile.service.messageSource(id) !== null;

  test("gives room back, leaves the message in its list and found by its words, to be fetched again", () => {
    const id = one({ uid: 1 });
    profile.service.saveBody(id, raw("octets"), parsed({ text: "échographie cardiaque" }));
    expect(profile.service.cacheSize()).toEqual({ bytes: 6, messages: 1 });
    expect(profile.service.dropBodies(NOW)).toEqual({ dropped: 1, bytes: 6 });
    expect(profile.service.cacheSize()).toEqual({ bytes: 0, messages: 0 });
    expect(stored(id)).toBe(false);
    const found = profile.service.listConversations({
      view: "all",
      mailboxId: null,
      folderId: null,
      search: "echographie",
      offset: 0,
      limit: 10,
    });
    expect(found.total).toBe(1);
    expect(profile.service.messageView(id)).toMatchObject({ bodyState: "not-fetched" });
    expect(profile.service.pendingBodies(BOX, 10).map(({ messageId }) => messageId)).toEqual([id]);
    expect(profile.service.pendingBodies(BOX, 10, NOW)).toEqual([]);
  });

  test("tells a message that comes back from one that comes for the first time", () => {
    const id = one({ uid: 1 });
    expect(profile.service.saveBody(id, raw("x"), parsed())).toEqual({ again: false });
    profile.service.dropBodies(NOW);
    expect(profile.service.saveBody(id, raw("x"), parsed({ text: "de retour" }))).toEqual({ again: true });
    expect(profile.service.messageView(id)).toMatchObject({ bodyState: "stored", text: "de retour" });
  });

  test("never takes what is recent enough, gone from the server, filed for a patient, or only here", () => {
    const recent = one({ uid: 1, date: "2026-12-31T00:00:00.000Z", receivedAt: "2026-12-31T00:00:00.000Z" });
    const gone = one({ uid: 2 });
    const filed = one({ uid: 3 });
    for (const id of [recent, gone]) profile.service.saveBody(id, raw("x"), parsed());
    profile.service.saveBody(filed, raw("x"), withDocuments([xdmDocument({ uniqueId: "1.2.3" })]));
    const patient = profile.service.savePatient(null, { ...ALICE, ins: null, status: "PROV" });
    const [document] = profile.service.unfiledDocuments(10);
    if (document === undefined) throw new Error("no document");
    profile.service.fileDocument(document.id, patient.id, false);
    profile.service.applyBatch(BOX, batch("INBOX", { removed: [2] }));
    expect(profile.service.dropBodies("2026-06-01T00:00:00.000Z")).toEqual({ dropped: 0, bytes: 0 });
    for (const id of [recent, gone, filed]) expect(stored(id)).toBe(true);
  });

  test("goes a few messages at a time, so that nothing waits long for it", () => {
    for (let uid = 1; uid <= 5; uid += 1) profile.service.saveBody(one({ uid }), raw("octets"), parsed());
    expect(profile.service.dropBodies(NOW, 3)).toEqual({ dropped: 3, bytes: 18 });
    expect(profile.service.dropBodies(NOW, 3)).toEqual({ dropped: 2, bytes: 12 });
    expect(profile.service.dropBodies(NOW, 3)).toEqual({ dropped: 0, bytes: 0 });
  });

  test("a store made before that is rewritten once, then gives back like the others", () => {
    profile.store.run("PRAGMA auto_vacuum=NONE");
    profile.store.run("VACUUM");
    expect(profile.store.get("PRAGMA auto_vacuum")).toEqual({ auto_vacuum: 0 });
    expect(profile.service.compact()).toEqual({ left: 0 });
    expect(profile.store.get("PRAGMA auto_vacuum")).toEqual({ auto_vacuum: 2 });
  });

  test("gives the room back to the disk", () => {
    for (let uid = 1; uid <= 40; uid += 1)
      profile.service.saveBody(one({ uid }), new Uint8Array(50_000).fill(uid), parsed());
    const before = profile.service.size().bytes;
    profile.service.dropBodies(NOW, 40);
    const slices: number[] = [];
    for (let left = 1; left > 0; slices.push(left)) ({ left } = profile.service.compact());
    // In slices, none of them long: several were needed for two megabytes.
    expect(slices.length).toBeGreaterThan(1);
    expect(slices).toEqual(slices.toSorted((a, b) => b - a));
    expect(profile.service.size().bytes).toBeLessThan(before - 1_500_000);
    expect(
      profile.service.listConversations({
        view: "all",
        mailboxId: null,
        folderId: null,
        search: "sujet",
        offset: 0,
        limit: 10,
      }).total,
    ).toBe(40);
  });
});

describe("what only the server can search", () => {
  test("is what was never read here; what was dropped is still found by its words", () => {
    const read = one({ uid: 1 });
    const unread = one({ uid: 2 });
    profile.service.saveBody(read, raw("x"), parsed({ text: "bilan" }));
    expect(profile.service.neverRead(null)).toBe(1);
    profile.service.dropBodies("2027-01-01T00:00:00.000Z");
    expect(profile.service.neverRead(BOX)).toBe(1);
    expect(profile.service.neverReadAt(BOX, "INBOX", [1, 2, 3])).toEqual([unread]);
    expect(profile.service.neverReadAt(BOX, "F/sent", [1, 2, 3])).toEqual([]);
    expect(profile.service.neverReadAt(BOX, "INBOX", [])).toEqual([]);
  });
});
