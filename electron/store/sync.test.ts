import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { ConversationId, MessageId } from "#shared/domain/ids";
import type { Profile } from "./testing/profile";
import {
  ALICE,
  batch,
  BOX,
  COLLEAGUE,
  deliver,
  envelope,
  MATRICULE,
  ME,
  openProfile,
  OTHER_MATRICULE,
  parsed,
  patientBox,
  subjects,
} from "./testing/profile";

let profile: Profile;
beforeEach(() => {
  profile = openProfile();
});
afterEach(() => profile.end());

const list = (view: Parameters<Profile["service"]["listConversations"]>[0]["view"] = "all") =>
  profile.service.listConversations({ view, mailboxId: null, folderId: null, search: "", offset: 0, limit: 100 }).rows;
const only = (view: Parameters<typeof list>[0] = "all") => {
  const rows = list(view);
  expect(rows).toHaveLength(1);
  const [row] = rows;
  if (row === undefined) throw new Error("no row");
  return row;
};
const fromPatient = (uid: number, matricule: string, over = {}) =>
  envelope({ uid, from: { name: "PAT-ALICE", address: patientBox(matricule) }, ...over });
const toPatient = (uid: number, matricule: string, over = {}) =>
  envelope({
    uid,
    from: { name: "Dr Marie DEMO", address: ME },
    to: [{ name: "", address: patientBox(matricule) }],
    flags: ["\\Seen"],
    ...over,
  });

describe("a batch", () => {
  test("keeps the cursor with the messages, and gives only what is new", () => {
    const first = profile.service.applyBatch(
      BOX,
      batch("INBOX", { added: [envelope({ uid: 5 }), envelope({ uid: 4 })] }),
    );
    expect(first.added.map(({ uid }) => uid)).toEqual([5, 4]);
    expect(profile.service.folderCursor(BOX, "INBOX")).toEqual({
      uidValidity: "1",
      highestUid: 5,
      lowestUid: 4,
      modSeq: null,
    });
    const again = profile.service.applyBatch(
      BOX,
      batch("INBOX", { added: [envelope({ uid: 5 }), envelope({ uid: 6 })] }),
    );
    expect(again.added.map(({ uid }) => uid)).toEqual([6]);
    expect(profile.service.knownUids(BOX, "INBOX")).toEqual([4, 5, 6]);
    expect(profile.service.knownCount(BOX, "INBOX")).toBe(3);
    expect(profile.service.folderCursor(BOX, "F/sent")).toBeNull();
  });

  test("that changes nothing says so", () => {
    deliver(profile.service, "INBOX", envelope({ uid: 1, flags: ["\\Seen"] }));
    const quiet = profile.service.applyBatch(
      BOX,
      batch("INBOX", {
        flags: [
          { uid: 1, flags: ["\\Seen"], modSeq: null },
          { uid: 99, flags: [], modSeq: null },
        ],
      }),
    );
    expect(quiet).toEqual({ added: [], changed: false });
  });

  test("that fails half-way leaves neither messages nor cursor", () => {
    const broken = { ...envelope({ uid: 2 }), from: null } as unknown as ReturnType<typeof envelope>;
    expect(() => profile.service.applyBatch(BOX, batch("INBOX", { added: [envelope({ uid: 1 }), broken] }))).toThrow();
    expect(profile.service.folderCursor(BOX, "INBOX")).toBeNull();
    expect(list()).toEqual([]);
  });

  test("for a folder or a mailbox that is not here is refused", () => {
    expect(() => profile.service.applyBatch(BOX, batch("nowhere"))).toThrow(
      expect.objectContaining({ code: "no-such" }),
    );
    expect(() => profile.service.knownUids("other" as never, "INBOX")).toThrow(
      expect.objectContaining({ code: "no-such" }),
    );
  });

  test("one message in two folders is one message in two places", () => {
    const message = envelope({ uid: 1, messageId: "<same@demo>", subject: "Une seule fois" });
    deliver(profile.service, "INBOX", message);
    expect(deliver(profile.service, "F/archive", { ...message, uid: 40 })).toEqual([]);
    expect(only().messages).toBe(1);
    expect(list("archive")).toHaveLength(1);
    profile.service.applyBatch(BOX, batch("INBOX", { removed: [1] }));
    expect(only().messages).toBe(1);
    expect(only().toDo).toBe(false);
  });

  test("a forged copy of a Message-ID does not hide behind the first, nor replace it", () => {
    deliver(profile.service, "INBOX", envelope({ uid: 1, messageId: "<x@demo>", subject: "Vrai" }));
    deliver(
      profile.service,
      "INBOX",
      envelope({
        uid: 2,
        messageId: "<x@demo>",
        subject: "Faux",
        from: { name: "", address: "autre@demo.mssante.fr" },
      }),
    );
    expect(profile.service.conversation(only().id).messageIds).toHaveLength(2);
  });

  test("two messages without Message-ID in one folder stay two; moved, each is one", () => {
    const bare = { messageId: "", subject: "Sans id", date: "2026-01-05T10:00:00.000Z" };
    deliver(profile.service, "INBOX", envelope({ uid: 1, ...bare }), envelope({ uid: 2, ...bare }));
    expect(profile.service.size().messages).toBe(2);
    deliver(profile.service, "F/archive", envelope({ uid: 1, ...bare }));
    expect(profile.service.size().messages).toBe(2);
  });

  test("a move made by another client keeps the body, whichever folder is told first", () => {
    const message = envelope({ uid: 1, messageId: "<kept@demo>" });
    const [id] = deliver(profile.service, "INBOX", message);
    profile.service.saveBody(id as MessageId, Buffer.from("raw"), parsed({ text: "Corps gardé" }));
    profile.service.applyBatch(BOX, batch("INBOX", { removed: [1] }));
    expect(list()).toEqual([]);
    deliver(profile.service, "F/archive", { ...message, uid: 9 });
    expect(profile.service.messageView(id as MessageId).text).toBe("Corps gardé");
    expect(profile.service.remoteLocation(id as MessageId)).toEqual({ mailboxId: BOX, path: "F/archive", uid: 9 });
  });

  test("a new UIDVALIDITY drops what was known of the folder, then takes the new numbers without losing bodies", () => {
    const [id] = deliver(profile.service, "INBOX", envelope({ uid: 1 }), envelope({ uid: 2 }));
    profile.service.saveBody(id as MessageId, Buffer.from("raw"), parsed());
    profile.service.applyBatch(BOX, {
      ...batch("INBOX", { reset: true, added: [{ ...envelope({ uid: 1 }), uid: 101 }] }),
      cursor: { uidValidity: "2", highestUid: 101, lowestUid: 101, modSeq: "7" },
    });
    expect(profile.service.knownUids(BOX, "INBOX")).toEqual([101]);
    expect(list()).toHaveLength(1);
    expect(profile.service.messageView(id as MessageId).bodyState).toBe("stored");
    expect(profile.service.folderCursor(BOX, "INBOX")).toEqual({
      uidValidity: "2",
      highestUid: 101,
      lowestUid: 101,
      modSeq: "7",
    });
  });

  test("a date in the future does not stay on top of the list, and is told", () => {
    const [id] = deliver(
      profile.service,
      "INBOX",
      envelope({ uid: 1, date: "2036-01-01T00:00:00.000Z", receivedAt: "2026-01-01T00:00:00.000Z", subject: "Futur" }),
      envelope({ uid: 2, date: "2026-02-01T00:00:00.000Z" }),
    );
    expect(subjects(profile.service)).toEqual(["Sujet 2", "Futur"]);
    expect(profile.service.messageView(id as MessageId).warnings).toContain("forged-date");
  });
});

describe("flags", () => {
  test("unread and to do follow the server, and only the inbox holds things to do", () => {
    deliver(profile.service, "INBOX", envelope({ uid: 1 }));
    deliver(profile.service, "F/archive", envelope({ uid: 2, subject: "Ancien" }));
    expect(list("to-do").map(({ subject }) => subject)).toEqual(["Sujet 1"]);
    profile.service.applyBatch(
      BOX,
      batch("INBOX", { flags: [{ uid: 1, flags: ["\\Seen", "$PliDone"], modSeq: "3" }] }),
    );
    expect(list("to-do")).toEqual([]);
    expect(list().find(({ subject }) => subject === "Sujet 1")?.unread).toBe(false);
  });

  test("a message that arrives done is not to do", () => {
    deliver(profile.service, "INBOX", envelope({ uid: 1, flags: ["$PliDone"] }));
    expect(profile.service.counts(BOX)["to-do"]).toBe(0);
    expect(profile.service.counts(null).all).toBe(1);
  });
});

describe("conversations", () => {
  test("answers join by references, in whatever order they come", () => {
    const question = envelope({ uid: 1, messageId: "<q@demo>", subject: "Avis" });
    const answer = envelope({
      uid: 2,
      messageId: "<a@demo>",
      inReplyTo: "<q@demo>",
      references: ["<q@demo>"],
      subject: "Re: Avis",
    });
    const last = envelope({
      uid: 3,
      messageId: "<b@demo>",
      inReplyTo: "<a@demo>",
      references: ["<q@demo>", "<a@demo>"],
      subject: "Re: Avis",
    });
    deliver(profile.service, "INBOX", last);
    deliver(profile.service, "INBOX", question);
    deliver(profile.service, "INBOX", answer);
    const { id } = only();
    const latest = profile.service.conversationView(id).messages.at(-1);
    // As headers name them, once in brackets (RFC 5322 §3.6.4).
    expect(latest && profile.service.threadOf(latest.id)).toEqual({
      messageId: "<b@demo>",
      references: ["<q@demo>", "<a@demo>", "<b@demo>"],
    });
    expect(profile.service.conversationView(id).messages.map(({ subject }) => subject)).toEqual([
      "Avis",
      "Re: Avis",
      "Re: Avis",
    ]);
  });

  test("a patient has one conversation, with our answers from Sent in their place", () => {
    deliver(profile.service, "INBOX", fromPatient(1, MATRICULE, { subject: "Bonjour docteur" }));
    deliver(
      profile.service,
      "F/sent",
      toPatient(1, MATRICULE, { subject: "Réponse", messageId: "<s1@demo>", date: "2026-01-02T00:00:00.000Z" }),
    );
    deliver(
      profile.service,
      "INBOX",
      fromPatient(2, MATRICULE, { subject: "Merci", date: "2026-01-03T00:00:00.000Z" }),
    );
    const row = only("patients");
    expect(row).toMatchObject({
      kind: "patient",
      name: "PAT-ALICE",
      messages: 3,
      subject: "Merci",
      awaiting: false,
      exchange: "open",
    });
    expect(profile.service.conversationView(row.id).messages.map(({ outgoing }) => outgoing)).toEqual([
      false,
      true,
      false,
    ]);
    expect(list("professionals")).toEqual([]);
  });

  test("never mixes two patients, even when one refers to the other", () => {
    deliver(profile.service, "INBOX", fromPatient(1, MATRICULE, { messageId: "<p1@demo>" }));
    deliver(
      profile.service,
      "INBOX",
      fromPatient(2, OTHER_MATRICULE, { inReplyTo: "<p1@demo>", references: ["<p1@demo>"] }),
    );
    deliver(profile.service, "INBOX", envelope({ uid: 3, inReplyTo: "<p1@demo>", references: ["<p1@demo>"] }));
    expect(list()).toHaveLength(3);
    expect(list().map(({ messages }) => messages)).toEqual([1, 1, 1]);
  });

  test("a reference forged before the message it names cannot draw it to another patient", () => {
    deliver(
      profile.service,
      "INBOX",
      fromPatient(1, OTHER_MATRICULE, { references: ["<coming@demo>"], inReplyTo: "<coming@demo>" }),
    );
    deliver(profile.service, "INBOX", fromPatient(2, MATRICULE, { messageId: "<coming@demo>" }));
    deliver(
      profile.service,
      "F/sent",
      toPatient(1, MATRICULE, { inReplyTo: "<coming@demo>", date: "2026-01-04T00:00:00.000Z" }),
    );
    expect(
      list("patients")
        .map(({ messages }) => messages)
        .toSorted((a, b) => a - b),
    ).toEqual([1, 2]);
  });

  test("FIN closes the exchange with a patient, the next message without reopens it", () => {
    deliver(profile.service, "INBOX", fromPatient(1, MATRICULE));
    deliver(
      profile.service,
      "F/sent",
      toPatient(1, MATRICULE, { mes: "FIN", messageId: "<f@demo>", date: "2026-01-02T00:00:00.000Z" }),
    );
    expect(only()).toMatchObject({ exchange: "closed", awaiting: false });
    deliver(
      profile.service,
      "F/sent",
      toPatient(2, MATRICULE, { messageId: "<g@demo>", date: "2026-01-03T00:00:00.000Z" }),
    );
    expect(only()).toMatchObject({ exchange: "reopened", awaiting: true });
    expect(list("awaiting")).toHaveLength(1);
  });

  test("names the patient by the local record once there is one", () => {
    deliver(profile.service, "INBOX", fromPatient(1, MATRICULE));
    const { id } = only();
    expect(profile.service.conversationView(id).patient).toMatchObject({
      known: null,
      announcedName: "PAT-ALICE",
      addressed: { matricule: MATRICULE, keyValid: true, sex: "female", birthYear2: "77", birthMonth: 7 },
    });
    profile.service.savePatient(null, ALICE);
    expect(only().name).toBe("PAT-DEMO ALICE");
    expect(profile.service.conversationView(id).patient?.known?.status).toBe("QUAL");
  });

  test("a matricule whose key is wrong is flagged for checking", () => {
    deliver(profile.service, "INBOX", fromPatient(1, MATRICULE.replace(/10$/u, "11")));
    expect(only().flags).toEqual(["identity-to-check"]);
  });

  test("junk and drafts of the server stay out of the lists; a folder shows its own", () => {
    deliver(profile.service, "F/junk", envelope({ uid: 1, subject: "Pub" }));
    deliver(profile.service, "F/drafts", envelope({ uid: 1, subject: "Brouillon ailleurs", messageId: "<d@demo>" }));
    expect(list()).toEqual([]);
    const junk = profile.service.listFolders(BOX).find(({ role }) => role === "junk");
    const rows = profile.service.listConversations({
      view: "all",
      mailboxId: BOX,
      folderId: junk?.id ?? null,
      search: "",
      offset: 0,
      limit: 10,
    }).rows;
    expect(rows.map(({ subject }) => subject)).toEqual(["Pub"]);
  });

  test("ours by its place or its author, but never because a stranger signed with our address", () => {
    const [forged] = deliver(
      profile.service,
      "INBOX",
      envelope({ uid: 1, from: { name: "", address: ME.toUpperCase() } }),
    );
    const [archived] = deliver(
      profile.service,
      "F/archive",
      envelope({
        uid: 1,
        messageId: "<o@demo>",
        from: { name: "", address: ME.toUpperCase() },
        to: [{ name: "", address: COLLEAGUE }],
      }),
    );
    expect(profile.service.messageView(forged as MessageId).outgoing).toBe(false);
    expect(profile.service.messageView(archived as MessageId).outgoing).toBe(true);
  });
});

describe("folders", () => {
  test("a folder removed on the server takes its messages out of the lists; a change of role moves them", () => {
    deliver(profile.service, "F/other", envelope({ uid: 1 }));
    const folders = profile.service.listFolders(BOX).map(({ path, name, role }) => ({ path, name, role, total: 0 }));
    profile.service.syncFolders(
      BOX,
      folders.map((folder) => (folder.path === "F/other" ? { ...folder, role: "trash" as const } : folder)),
    );
    expect(list()).toEqual([]);
    expect(list("trash")).toHaveLength(1);
    profile.service.syncFolders(
      BOX,
      folders.filter(({ path }) => path !== "F/other"),
    );
    expect(list("trash")).toEqual([]);
    expect(profile.service.listFolders(BOX).some(({ path }) => path === "F/other")).toBe(false);
  });

  test("a mailbox that is removed leaves nothing, not even words", () => {
    deliver(profile.service, "INBOX", envelope({ uid: 1, subject: "Unique" }));
    profile.service.removeMailbox(BOX);
    expect(profile.store.get("SELECT count(*) AS n FROM messages")).toEqual({ n: 0 });
    expect(profile.store.get("SELECT count(*) AS n FROM message_words WHERE message_words MATCH 'unique'")).toEqual({
      n: 0,
    });
  });
});

test("an unknown conversation is refused, not invented", () => {
  expect(() => profile.service.conversationView("nobody" as ConversationId)).toThrow(
    expect.objectContaining({ code: "no-such" }),
  );
});
