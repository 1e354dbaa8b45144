import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { MessageId } from "#shared/domain/ids";
import type { Receipt } from "#shared/domain/message";
import { unjudgedArchiveSchema } from "./migrations/0021-unjudged-archives";
import type { Profile } from "./testing/profile";
import { batch, BOX, COLLEAGUE, deliver, envelope, ME, openProfile, parsed } from "./testing/profile";

let profile: Profile;
beforeEach(() => {
  profile = openProfile();
});
afterEach(() => profile.end());

const one = (path: string, over = {}): MessageId => {
  const [id] = deliver(profile.service, path, envelope({ uid: 1, ...over }));
  if (id === undefined) throw new Error("not delivered");
  return id;
};
const sent = (over = {}) =>
  one("F/sent", {
    messageId: "<sent@demo>",
    from: { name: "", address: ME },
    to: [{ name: "", address: COLLEAGUE }],
    ...over,
  });
const rows = (view: "all" | "to-do" = "all") =>
  profile.service.listConversations({ view, mailboxId: null, folderId: null, search: "", offset: 0, limit: 50 }).rows;

describe("a body", () => {
  test("keeps why an archive was not opened", () => {
    const id = one("INBOX");
    const file = { mimeType: "application/zip", size: 5, contentId: null, inline: false, dangerous: false };
    const parts = [
      { ...file, index: 1, name: "a.zip", sha256: "a", refused: "damaged" as const },
      { ...file, index: 2, name: "b.zip", sha256: "b" },
    ];
    profile.service.saveBody(id, Buffer.from("1"), parsed({ parts }));
    const { attachments } = profile.service.messageView(id);
    expect(attachments.map(({ name, refused }) => [name, refused])).toEqual([
      ["a.zip", "damaged"],
      ["b.zip", undefined],
    ]);
  });

  test("read before reasons were kept is read again once, and told why", () => {
    const file = { mimeType: "application/octet-stream", size: 5, contentId: null, inline: false, dangerous: false };
    const part = { ...file, index: 1, name: "IHE_XDM.ZIP", sha256: "a" };
    const [old, other] = [one("INBOX"), one("INBOX", { uid: 2, messageId: "<other@demo>", subject: "Autre" })];
    profile.service.saveBody(old, Buffer.from("1"), parsed({ parts: [part] }));
    profile.service.saveBody(other, Buffer.from("2"), parsed({ parts: [{ ...part, name: "photo.png" }] }));
    profile.store.run("DROP TABLE unjudged_archives");
    for (const statement of unjudgedArchiveSchema.split(";").filter((sql) => sql.trim() !== ""))
      profile.store.run(statement);
    const waiting = () => rows("all").flatMap(({ id }) => profile.service.unjudgedArchives(id));
    expect(waiting()).toEqual([old]);
    profile.service.saveBody(old, Buffer.from("1"), parsed({ parts: [{ ...part, refused: "damaged" }] }));
    expect(waiting()).toEqual([]);
    expect(profile.service.messageView(old).attachments[0]?.refused).toBe("damaged");
  });

  test("is kept whole with its parts, by ids that say nothing", () => {
    const id = one("INBOX");
    expect(profile.service.messageView(id)).toMatchObject({
      bodyState: "not-fetched",
      text: "",
      html: null,
      attachments: [],
    });
    const raw = Uint8Array.from({ length: 300_000 }, (_, index) => index % 251);
    profile.service.saveBody(
      id,
      raw,
      parsed({
        text: "  Bonjour\n\n  Marie",
        html: "<p>Bonjour",
        parts: [
          {
            index: 3,
            name: "a.exe",
            mimeType: "application/octet-stream",
            size: 5,
            sha256: "s",
            contentId: null,
            inline: false,
            dangerous: true,
          },
          {
            index: 4,
            name: "logo.png",
            mimeType: "image/png",
            size: 6,
            sha256: "s",
            contentId: "c",
            inline: true,
            dangerous: false,
          },
        ],
      }),
    );
    const view = profile.service.messageView(id);
    expect(view).toMatchObject({ bodyState: "stored", text: "  Bonjour\n\n  Marie", html: "<p>Bonjour" });
    expect(view.attachments.map(({ name, dangerous, inline }) => [name, dangerous, inline])).toEqual([
      ["a.exe", true, false],
      ["logo.png", false, true],
    ]);
    const [first] = view.attachments;
    expect(profile.service.part(first?.id ?? ("" as never))).toMatchObject({
      messageId: id,
      index: 3,
      dangerous: true,
    });
    expect(Buffer.from(profile.service.messageSource(id) ?? []).equals(Buffer.from(raw))).toBe(true);
    expect(rows()[0]).toMatchObject({ preview: "Bonjour Marie", attachments: 1 });
  });

  test("saved twice replaces, and words of the first are no longer found", () => {
    const id = one("INBOX");
    profile.service.saveBody(id, Buffer.from("1"), parsed({ text: "premier", parts: [] }));
    profile.service.saveBody(id, Buffer.from("2"), parsed({ text: "second" }));
    const found = (search: string) =>
      profile.service.listConversations({ view: "all", mailboxId: null, folderId: null, search, offset: 0, limit: 5 })
        .total;
    expect([found("premier"), found("second"), found("sujet")]).toEqual([0, 1, 1]);
  });

  test("still to fetch: newest first, only what a folder of the server holds", () => {
    const ids = deliver(profile.service, "INBOX", envelope({ uid: 1 }), envelope({ uid: 2 }), envelope({ uid: 3 }));
    profile.service.setBodyState(ids[1] as MessageId, "too-big");
    expect(profile.service.pendingBodies(BOX, 10).map(({ uid, path }) => [uid, path])).toEqual([
      [3, "INBOX"],
      [1, "INBOX"],
    ]);
    expect(profile.service.pendingBodies(BOX, 1)).toHaveLength(1);
    profile.service.applyBatch(BOX, batch("INBOX", { removed: [3] }));
    expect(profile.service.pendingBodies(BOX, 10).map(({ uid }) => uid)).toEqual([1]);
    expect(profile.service.messageView(ids[1] as MessageId).bodyState).toBe("too-big");
  });

  test("warns of a name that holds another address, of answers sent elsewhere, of a sender outside", () => {
    const id = one("INBOX", {
      from: { name: "dr.vrai@chu.mssante.fr", address: "faux@example.com" },
      replyTo: [{ name: "", address: "ailleurs@example.com" }],
    });
    expect(profile.service.messageView(id).warnings).toEqual([
      "name-holds-address",
      "reply-to-elsewhere",
      "outside-trust-space",
    ]);
  });
});

describe("receipts", () => {
  const read: Receipt = {
    kind: "read",
    originalMessageId: "<sent@demo>",
    recipient: COLLEAGUE,
    disposition: "displayed",
    failure: null,
  };
  const bounce: Receipt = {
    kind: "delivery",
    originalMessageId: "sent@demo",
    recipient: COLLEAGUE.toUpperCase(),
    action: "failed",
    status: "5.1.1",
    reason: "unknown",
  };
  const receive = (uid: number, receipt: Receipt) => {
    const [id] = deliver(
      profile.service,
      "INBOX",
      envelope({
        uid,
        subject: "Accusé",
        messageId: `<r${uid}@demo>`,
        from: { name: "", address: "postmaster@demo.mssante.fr" },
        date: "2026-02-01T00:00:00.000Z",
      }),
    );
    profile.service.saveBody(id as MessageId, Buffer.from("r"), parsed({ receipt }));
    return id as MessageId;
  };

  test("a read receipt is shown on the message we sent, joins its conversation and is nothing to do", () => {
    const id = sent();
    expect(profile.service.messageView(id).delivery).toMatchObject({ state: "sent" });
    receive(10, read);
    expect(profile.service.messageView(id).delivery).toEqual({ state: "read", at: "2026-02-01T00:00:00.000Z" });
    expect(rows()).toHaveLength(1);
    expect(rows()[0]).toMatchObject({ messages: 1, unread: false, toDo: false, subject: "Sujet 1", awaiting: true });
    expect(rows("to-do")).toEqual([]);
  });

  test("that comes before the Sent copy finds it later", () => {
    receive(10, bounce);
    const id = sent();
    expect(profile.service.messageView(id).delivery).toEqual({ state: "bounced", reason: "unknown" });
    expect(rows()).toHaveLength(1);
  });

  test("a bounce outweighs a delivery, flags the conversation and marks the address", () => {
    profile.service.rememberRecipient(COLLEAGUE, "Paul", "2026-01-01T00:00:00.000Z");
    const id = sent();
    receive(10, { ...bounce, action: "delivered", reason: "none" });
    expect(profile.service.messageView(id).delivery?.state).toBe("delivered");
    receive(11, bounce);
    expect(profile.service.messageView(id).delivery).toEqual({ state: "bounced", reason: "unknown" });
    expect(rows()[0]?.flags).toContain("bounced");
    expect(profile.service.recentRecipients("paul")[0]?.bounced).toBe(true);
  });

  test("about somebody we did not write to says nothing", () => {
    const id = sent();
    receive(10, { ...bounce, recipient: "inconnu@demo.mssante.fr" });
    expect(profile.service.messageView(id).delivery?.state).toBe("sent");
    expect(rows()[0]?.flags).toEqual([]);
  });

  test("cannot speak of a message that we received", () => {
    one("INBOX", { messageId: "<sent@demo>" });
    receive(10, bounce);
    expect(rows().every(({ flags }) => flags.length === 0)).toBe(true);
  });
});
