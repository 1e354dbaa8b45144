import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { MailboxId } from "#shared/domain/ids";
import { ALICE, draftCopy, letter, type Practice, startPractice, until } from "./testing/practice";
import { MAILBOX } from "./testing/store-double";

let practice: Practice;
const ready = () => until(() => practice.lastState()?.state === "ready");
const box = (path = "INBOX") => {
  const found = practice.mail.account(ALICE).find(path);
  if (found === undefined) throw new Error("no such folder");
  return found.mailbox;
};
const flagsOf = (uid: number) => box().message(uid)?.flags ?? [];
const operate = (operation: Parameters<Practice["service"]["operate"]>[0]["operation"]) =>
  practice.service.operate({ mailboxId: MAILBOX, operation });

beforeEach(async () => {
  practice = await startPractice();
  for (const subject of ["Un", "Deux", "Trois"]) practice.mail.deliver(ALICE, "INBOX", letter(subject));
  await practice.open();
  await ready();
});
afterEach(() => practice.stop());

describe("reading", () => {
  const fetch = (uid: number, path = "INBOX") => practice.service.fetchSource({ mailboxId: MAILBOX, path, uid });

  it("gives the bytes as they are, and does not mark the message seen", async () => {
    expect(Buffer.from(await fetch(2))).toEqual(letter("Deux"));
    expect(flagsOf(2)).not.toContain("\\Seen");
  });

  it("says that a message is gone, whatever the UID", async () => {
    box().remove([2]);
    await expect(fetch(2)).rejects.toMatchObject({ code: "gone" });
    await expect(fetch(77)).rejects.toMatchObject({ code: "gone" });
    await expect(fetch(-1)).rejects.toMatchObject({ code: "gone" });
  });

  it("gives a message of several ranges whole, even when its size is a multiple of a range", async () => {
    const filler = 4 * 1024 * 1024 - letter("Grand", "").length;
    const raw = letter("Grand", "x".repeat(filler));
    expect(raw.length % (2 * 1024 * 1024)).toBe(0);
    const uid = practice.mail.deliver(ALICE, "INBOX", raw);
    expect(Buffer.compare(Buffer.from(await fetch(uid)), raw)).toBe(0);
  });

  it("goes on after a cut in the middle", async () => {
    const raw = letter("Coupé", "0123456789abcdef".repeat(400_000));
    const uid = practice.mail.deliver(ALICE, "INBOX", raw);
    practice.faults.byeMidLiteral = true;
    expect(Buffer.compare(Buffer.from(await fetch(uid)), raw)).toBe(0);
    expect(practice.faults.byeMidLiteral).toBe(false);
  });

  it("is not held up by a synchronisation that lasts", async () => {
    let release = (): void => undefined;
    practice.behaviour.beforeBatch = () => new Promise((resolve) => (release = () => resolve(undefined)));
    practice.mail.deliver(ALICE, "INBOX", letter("Quatre"));
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(Buffer.from(await fetch(1))).toEqual(letter("Un"));
    practice.behaviour.beforeBatch = async () => undefined;
    release();
  });

  it("comes back by itself when the server cut the second connection meanwhile", async () => {
    await fetch(1);
    practice.server.current.dropConnections("reset");
    await ready();
    expect(Buffer.from(await fetch(1))).toEqual(letter("Un"));
  });

  it("refuses when the mailbox is not open, or nobody is signed in", async () => {
    const unknown = "mailbox-9" as MailboxId;
    await expect(practice.service.fetchSource({ mailboxId: unknown, path: "INBOX", uid: 1 })).rejects.toMatchObject({
      code: "offline",
    });
    practice.behaviour.token = null;
    practice.server.current.dropConnections("bye");
    await until(() => practice.told.states.some((state) => state.state === "offline" && state.reason === "signed-out"));
    await expect(fetch(1)).rejects.toMatchObject({ code: "signed-out" });
  });
});

describe("acting", () => {
  it("tells where a move put its messages, and which it did not find", async () => {
    box().remove([2]);
    const moved = await operate({ kind: "move", path: "INBOX", uids: [1, 2], to: "Archive" });
    expect(moved).toEqual([{ from: 1, to: box("Archive").uids()[0] }]);
    expect(await operate({ kind: "flags", path: "INBOX", uids: [3], add: ["\\Seen"], remove: [] })).toBeNull();
  });

  it("sets and removes flags and keywords, and the store hears of it", async () => {
    await operate({ kind: "flags", path: "INBOX", uids: [1, 3], add: ["\\Seen", "$PliDone"], remove: [] });
    expect(flagsOf(1)).toEqual(expect.arrayContaining(["\\Seen", "$PliDone"]));
    expect(flagsOf(2)).toEqual([]);
    await until(() => practice.flags("INBOX", 3).includes("$PliDone"));
    await operate({ kind: "flags", path: "INBOX", uids: [1], add: [], remove: ["$PliDone"] });
    expect(flagsOf(1)).toEqual(["\\Seen"]);
    await until(() => !practice.flags("INBOX", 1).includes("$PliDone"));
  });

  it("moves, and both folders follow", async () => {
    await operate({ kind: "move", path: "INBOX", uids: [2], to: "Archive" });
    await until(() => practice.subjects("Archive").includes("Deux") && !practice.subjects("INBOX").includes("Deux"));
    expect(box("Archive").count()).toBe(1);
  });

  it("deletes these messages and no other one that is marked", async () => {
    box().setFlags(1, ["\\Deleted"]);
    await operate({ kind: "delete", path: "INBOX", uids: [3] });
    expect(box().uids()).toEqual([1, 2]);
    await until(() => practice.subjects("INBOX").length === 2);
  });

  it("may be done twice: what is done already is no failure", async () => {
    await operate({ kind: "move", path: "INBOX", uids: [2], to: "Archive" });
    await operate({ kind: "move", path: "INBOX", uids: [2], to: "Archive" }).catch((error: unknown) =>
      expect(error).toMatchObject({ code: "operation-refused" }),
    );
    expect(box("Archive").count()).toBe(1);
    await operate({ kind: "delete", path: "INBOX", uids: [3] });
    await operate({ kind: "delete", path: "INBOX", uids: [3] });
    expect(box().uids()).toEqual([1]);
  });

  it.each([
    { kind: "flags", path: "INBOX", uids: [1], add: ["bad flag"], remove: [] },
    { kind: "flags", path: "INBOX", uids: [1], add: ["x)\r\nA DELETE INBOX"], remove: [] },
    { kind: "delete", path: "INBOX", uids: [0] },
    { kind: "delete", path: "INBOX", uids: [1.5] },
  ] as const)("refuses what cannot be meant: %j", async (operation) => {
    await expect(operate(operation)).rejects.toMatchObject({ code: "invalid-operation" });
    expect(box().uids()).toEqual([1, 2, 3]);
  });

  it("says when a folder is not there", async () => {
    await expect(operate({ kind: "delete", path: "Nulle part", uids: [1] })).rejects.toMatchObject({
      code: expect.stringMatching(/^(folder-gone|operation-refused)$/u),
    });
  });
});

describe("filing", () => {
  const append = (path: string, raw: Uint8Array, flags: readonly string[] = []) =>
    practice.service.append({ mailboxId: MAILBOX, path, raw, flags });
  const find = (messageId: string, path = "Sent") => practice.service.find({ mailboxId: MAILBOX, path, messageId });
  const idOf = (subject: string) => `<${Buffer.from(subject).toString("hex").slice(0, 60)}@demo.mssante.fr>`;

  it("puts the bytes in the folder, tells the UID, and the store has it soon", async () => {
    const { uid } = await append("Sent", letter("Copie"), ["\\Seen"]);
    expect(uid).toBe(1);
    expect(box("Sent").message(1)?.raw).toEqual(letter("Copie"));
    expect(box("Sent").message(1)?.flags).toEqual(["\\Seen"]);
    await until(() => practice.subjects("Sent").includes("Copie"));
  });

  it("makes a folder that is missing", async () => {
    await append("Brouillons Pli", letter("Brouillon"), ["\\Draft"]);
    expect(box("Brouillons Pli").count()).toBe(1);
  });

  it("finds a message by its identifier, the latest one, and only the exact one", async () => {
    await append("Sent", letter("Compte rendu"));
    await append("Sent", letter("Compte rendu"));
    expect(await find(idOf("Compte rendu"))).toBe(2);
    expect(await find("<inconnu@demo.mssante.fr>")).toBeNull();
    expect(await find(idOf("Compte rendu").slice(1, -3))).toBeNull();
  });

  it("finds what another session filed a moment ago", async () => {
    expect(await find(idOf("Ailleurs"))).toBeNull();
    practice.mail.deliver(ALICE, "Sent", letter("Ailleurs"));
    expect(await find(idOf("Ailleurs"))).toBe(1);
  });

  it("refuses what the server would not take", async () => {
    await expect(append("Sent", Buffer.alloc(31_000_000, "x"))).rejects.toMatchObject({ code: "too-big" });
    expect(box("Sent").count()).toBe(0);
  });
});

describe("what the submission server offers", () => {
  const offer = { sizeLimit: 10_485_760, reportsDelivery: false };

  it("is asked once, without a word to the mailbox's own server", async () => {
    await practice.smtp({ size: 10_485_760 });
    const before = practice.logins.length;
    expect(await practice.service.submissionOffer(MAILBOX)).toEqual(offer);
    practice.places.smtp = 1;
    expect(await practice.service.submissionOffer(MAILBOX)).toEqual(offer);
    expect(practice.logins.length).toBe(before);
  });

  it("is not known while the server is away, and asked again", async () => {
    practice.places.smtp = 1;
    expect(await practice.service.submissionOffer(MAILBOX)).toBeNull();
    await practice.smtp({ size: 10_485_760 });
    expect(await practice.service.submissionOffer(MAILBOX)).toEqual(offer);
  });
});

describe("the room of a mailbox", () => {
  it("is told in bytes, as it fills", async () => {
    const before = await practice.service.quota(MAILBOX);
    expect(before).toMatchObject({ limit: expect.any(Number) as number });
    practice.mail.deliver(ALICE, "INBOX", Buffer.concat([letter("Lourd"), Buffer.alloc(300_000, "x")]));
    const after = await practice.service.quota(MAILBOX);
    expect((after?.used ?? 0) - (before?.used ?? 0)).toBeGreaterThanOrEqual(300_000);
    expect((after?.used ?? 0) % 1024).toBe(0);
    expect(after?.limit).toBe(before?.limit);
  });
});

describe("the server's own search", () => {
  const search = (...words: string[]) => practice.service.search({ mailboxId: MAILBOX, path: "INBOX", words });

  it("finds the messages that hold every word, newest first, accents as typed", async () => {
    practice.mail.deliver(ALICE, "INBOX", letter("Échographie du genou"));
    practice.mail.deliver(ALICE, "INBOX", letter("Échographie cardiaque"));
    await until(() => box().count() === 5);
    expect(await search("Échographie")).toEqual([5, 4]);
    expect(await search("Échographie", "genou")).toEqual([4]);
    expect(await search("genou", "cardiaque")).toEqual([]);
  });

  it("asks nothing for no word, and is not led astray by quotes or line ends", async () => {
    expect(await search()).toEqual([]);
    expect(await search("  ")).toEqual([]);
    expect(await search('" OR ALL "', "x\r\ny1 LOGOUT")).toEqual([]);
    expect(await search("Trois")).toEqual([3]);
  });

  it("refuses a folder that is not there", async () => {
    const nowhere = practice.service.search({ mailboxId: MAILBOX, path: "Ailleurs", words: ["Un"] });
    await expect(nowhere).rejects.toMatchObject({
      code: expect.stringMatching(/^(folder-gone|operation-refused)$/u) as string,
    });
  });
});

describe("the copy of a draft", () => {
  const FOLDER = "Brouillons Pli";
  const [ID, OTHER] = ["0123456789abcdef", "fedcba9876543210"] as const;
  const put = (raw: Uint8Array | null, draftId: string = ID) =>
    practice.service.putDraftCopy({ mailboxId: MAILBOX, path: FOLDER, draftId, raw });
  const held = () =>
    Array.from({ length: 12 }, (_none, uid) => box(FOLDER).message(uid)?.raw.toString("latin1") ?? "").flatMap(
      (raw) => /texte (\w+)/u.exec(raw)?.[1] ?? [],
    );

  it("is one, the last, whatever the number of changes; none once removed", async () => {
    for (const text of ["texte un", "texte deux", "texte trois"]) await put(await draftCopy(ID, text));
    expect(held()).toEqual(["trois"]);
    await put(null);
    expect(held()).toEqual([]);
  });

  it("is not looked for in a folder that is not there", async () => {
    await expect(put(null)).resolves.toBeUndefined();
    expect(practice.mail.account(ALICE).find(FOLDER)).toBeUndefined();
  });

  it("leaves the copy of another draft, and one that another client changed under the same name", async () => {
    const first = await draftCopy(ID, "texte premier");
    await put(first);
    await put(await draftCopy(OTHER, "texte autre"), OTHER);
    practice.mail.deliver(
      ALICE,
      FOLDER,
      Buffer.from(Buffer.from(first).toString("latin1").replace("premier", "ailleurs")),
    );
    await put(await draftCopy(ID, "texte dernier"));
    expect(held()).toEqual(["autre", "ailleurs", "dernier"]);
  });
});
