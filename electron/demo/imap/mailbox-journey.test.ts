import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { ImapFlow } from "imapflow";
import { ALICE, BOB, startLoopback } from "./testing/loopback";
import type { Loopback } from "./testing/loopback";
import { nestedMessage, plainMessage } from "./testing/messages";

let loopback: Loopback;
let client: ImapFlow;
beforeAll(async () => {
  loopback = await startLoopback({ limits: { commandsPerSecond: 10_000, connectionsPerUser: 100 } });
  client = await loopback.signedIn();
});
afterAll(() => loopback.stop());

let box = "";
let counter = 0;
beforeEach(async () => {
  counter += 1;
  box = `Essai ${counter}`;
  await client.mailboxCreate(box);
});

async function fill(...subjects: readonly string[]): Promise<void> {
  for (const subject of subjects) loopback.store.deliver(ALICE, box, plainMessage(subject));
}

async function settled<T>(read: () => T | undefined): Promise<T> {
  for (let turn = 0; turn < 1000; turn += 1) {
    const value = read();
    if (value !== undefined) return value;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error("Nothing came");
}

async function statusOf(name: string, of: ImapFlow = client) {
  const status = await of.status(name, { messages: true, unseen: true, uidNext: true, highestModseq: true });
  if (!status) throw new Error("No status");
  return status;
}

describe("folders", () => {
  it("gives every user INBOX and the five special folders, each with its use", async () => {
    const bob = await loopback.signedIn(BOB);
    const listed = (await bob.list()).map(({ path, specialUse }) => [path, specialUse]);
    expect(listed).toEqual(
      expect.arrayContaining([
        ["INBOX", "\\Inbox"],
        ["Sent", "\\Sent"],
        ["Drafts", "\\Drafts"],
        ["Trash", "\\Trash"],
        ["Junk", "\\Junk"],
        ["Archive", "\\Archive"],
      ]),
    );
    expect(listed).toHaveLength(6);
  });

  it("keeps French names through creation, listing, renaming and deletion", async () => {
    const name = "Dossier médical & été/Résultats d’analyses";
    await client.mailboxCreate(name);
    const listed = (await client.list()).map(({ path }) => path);
    expect(listed).toContain(name);
    expect(listed).toContain("Dossier médical & été");
    await client.mailboxRename(name, "Dossier médical & été/Archivé ✓");
    expect((await statusOf("Dossier médical & été/Archivé ✓")).messages).toBe(0);
    await expect(client.mailboxDelete("Dossier médical & été")).rejects.toMatchObject({
      serverResponseCode: "HASCHILDREN",
    });
    await client.mailboxDelete("Dossier médical & été/Archivé ✓");
    await client.mailboxDelete("Dossier médical & été");
    expect((await client.list()).map(({ path }) => path)).not.toContain("Dossier médical & été");
  });

  it("refuses to delete or rename INBOX and the special folders", async () => {
    await expect(client.mailboxDelete("INBOX")).rejects.toMatchObject({ serverResponseCode: "CANNOT" });
    await expect(client.mailboxRename("Sent", "Envois")).rejects.toMatchObject({ serverResponseCode: "CANNOT" });
  });

  it("counts in STATUS and lists the same figures with LIST … RETURN (STATUS)", async () => {
    await fill("un", "deux", "trois");
    const counts = await client.status(box, {
      messages: true,
      unseen: true,
      uidNext: true,
      uidValidity: true,
      highestModseq: true,
    });
    expect(counts).toMatchObject({ messages: 3, unseen: 3, uidNext: 4, highestModseq: 4n });
    const listed = await client.list({ statusQuery: { messages: true, unseen: true } });
    expect(listed.find(({ path }) => path === box)?.status).toMatchObject({ messages: 3, unseen: 3 });
  });

  it("keeps subscriptions apart from existence", async () => {
    await client.mailboxUnsubscribe(box);
    expect((await client.list()).find(({ path }) => path === box)?.subscribed).toBeFalsy();
    await client.mailboxSubscribe(box);
    expect((await client.list()).find(({ path }) => path === box)?.subscribed).toBe(true);
  });

  it("describes a selected folder as CONDSTORE clients need it", async () => {
    await fill("un");
    const selected = await client.mailboxOpen(box);
    expect(selected).toMatchObject({ exists: 1, uidNext: 2, highestModseq: 2n, readOnly: false });
    expect(selected.permanentFlags?.has("\\*")).toBe(true);
    expect((await client.mailboxOpen(box, { readOnly: true })).readOnly).toBe(true);
    await expect(client.mailboxOpen("Absent")).rejects.toMatchObject({ serverResponseCode: "NONEXISTENT" });
  });
});

describe("messages", () => {
  it("appends with flags and date, tells the UID, and counts the message in its own session", async () => {
    await client.mailboxOpen(box);
    const date = new Date("2024-02-29T23:30:00Z");
    const raw = plainMessage("Ajouté");
    const appended = await client.append(box, raw, ["\\Seen", "$MDNSent"], date);
    expect(appended).toMatchObject({ uid: 1, seq: 1 });
    const got = await client.fetchOne("1", { uid: true, flags: true, internalDate: true, size: true, source: true });
    expect(got).toMatchObject({ uid: 1, internalDate: date, size: raw.length });
    expect(got && [...(got.flags ?? [])].sort()).toEqual(["$MDNSent", "\\Seen"]);
    expect(got && got.source?.equals(raw)).toBe(true);
  });

  it("refuses an append into a folder that does not exist, and one that is too large", async () => {
    await expect(client.append("Absent", plainMessage("x"))).rejects.toMatchObject({ serverResponseCode: "TRYCREATE" });
    const small = await startLoopback({ limits: { messageBytes: 1000 } });
    const wire = await small.secureWire(ALICE);
    wire.send("a APPEND INBOX {1001}\r\n");
    expect(await wire.until(/^a .*\r\n/m)).toMatch(/^a NO \[TOOBIG\]/m);
    wire.send(`b APPEND INBOX {1001+}\r\n${"x".repeat(1001)}\r\n`);
    expect(await wire.until(/^b .*\r\n/m)).toMatch(/^b NO \[TOOBIG\]/m);
    expect(await wire.ask("c", "STATUS INBOX (MESSAGES)")).toContain("MESSAGES 0");
    wire.send("d APPEND INBOX {999999999+}\r\n");
    await wire.closed();
    expect(wire.received()).toContain("* BYE [TOOBIG]");
    await small.stop();
  });

  it("gives the envelope with decoded names and subject", async () => {
    loopback.store.deliver(ALICE, box, nestedMessage());
    await client.mailboxOpen(box);
    const got = await client.fetchOne("1", { envelope: true });
    expect(got && got.envelope).toMatchObject({
      subject: "Compte rendu d'hématologie",
      messageId: "<nested@demo.mssante.fr>",
      from: [{ name: "Service DEMO", address: "service.demo@hopital.demo.mssante.fr" }],
    });
    expect(got && got.envelope?.to?.map(({ address }) => address)).toContain("bob.demo@cabinet.demo.mssante.fr");
    expect(got && new Date(got.envelope?.date ?? 0).toISOString()).toBe("2026-11-02T09:00:00.000Z");
  });

  it("gives the structure and each part of a nested message", async () => {
    loopback.store.deliver(ALICE, box, nestedMessage());
    await client.mailboxOpen(box);
    const got = await client.fetchOne("1", {
      bodyStructure: true,
      bodyParts: ["1.1", "2", "2.MIME", "3", "3.HEADER", "3.1", "3.TEXT", "9"],
      headers: ["References"],
    });
    if (!got) throw new Error("No message");
    const structure = got.bodyStructure;
    expect(structure?.type).toBe("multipart/mixed");
    expect(structure?.childNodes?.map(({ part, type }) => [part, type])).toEqual([
      ["1", "multipart/alternative"],
      ["2", "application/zip"],
      ["3", "message/rfc822"],
    ]);
    expect(structure?.childNodes?.[1]).toMatchObject({
      disposition: "attachment",
      dispositionParameters: { filename: "IHE_XDM.zip" },
      encoding: "base64",
      id: "<zip@demo>",
    });
    expect(structure?.childNodes?.[2]?.childNodes?.[0]?.type).toBe("multipart/mixed");
    const part = (name: string) => got.bodyParts?.get(name)?.toString("latin1");
    expect(part("1.1")).toBe("H=E9moglobine basse");
    expect(part("2")).toBe("UEsDBA==");
    expect(part("2.mime")).toMatch(/^Content-Type: application\/zip[^]*\r\n\r\n$/);
    expect(part("3.1")).toBe("inner text");
    expect(part("3.header")).toMatch(/^From: patient\.demo[^]*\r\n\r\n$/);
    expect(part("3")).toBe((part("3.header") ?? "") + (part("3.text") ?? ""));
    expect(got.headers?.toString()).toContain("References: <a@demo.mssante.fr>\r\n <b@demo.mssante.fr>");
  });

  it("downloads a part decoded and a source piece by piece", async () => {
    loopback.store.deliver(ALICE, box, nestedMessage());
    await client.mailboxOpen(box);
    const { content } = await client.download("1", "2", { chunkSize: 5 });
    const bytes: Buffer[] = [];
    for await (const chunk of content ?? []) bytes.push(Buffer.from(chunk));
    expect(Buffer.concat(bytes).toString("latin1")).toBe("PK\x03\x04");
    const piece = await client.fetchOne("1", { source: { start: 6, maxLength: 12 } });
    expect(piece && piece.source?.toString()).toBe("Service DEMO");
  });

  it("sets, adds and removes flags and moves the mod-sequence only when something changed", async () => {
    await fill("un", "deux");
    await client.mailboxOpen(box);
    await client.messageFlagsAdd("1", ["\\Seen", "Patient"]);
    const once = await client.fetchOne("1", { flags: true, threadId: false });
    expect(once && [...(once.flags ?? [])]).toEqual(["\\Seen", "Patient"]);
    const before = (await statusOf(box)).highestModseq;
    await client.messageFlagsAdd("1", ["\\seen"]);
    expect((await statusOf(box)).highestModseq).toBe(before);
    await client.messageFlagsRemove("1", ["\\Seen"]);
    await client.messageFlagsSet("2", ["\\Flagged"]);
    const all = await client.fetchAll("1:*", { flags: true });
    expect(all.map(({ flags }) => [...(flags ?? [])])).toEqual([["Patient"], ["\\Flagged"]]);
    expect((await statusOf(box)).highestModseq).toBe((before ?? 0n) + 2n);
  });

  it("gives only what changed since a mod-sequence", async () => {
    await fill("un", "deux", "trois");
    const selected = await client.mailboxOpen(box);
    const since = selected.highestModseq ?? 0n;
    await client.messageFlagsAdd("2", ["\\Seen"]);
    const changed = await client.fetchAll("1:*", { uid: true, flags: true }, { changedSince: since });
    expect(changed.map(({ uid }) => uid)).toEqual([2]);
    expect(changed[0]?.modseq).toBe(since + 1n);
    expect(await client.fetchAll("1:*", { uid: true }, { changedSince: since + 1n })).toEqual([]);
  });

  it("moves with a map of UIDs, and the message keeps its flags, date and bytes", async () => {
    await fill("un", "deux", "trois");
    const target = `${box} cible`;
    await client.mailboxCreate(target);
    await client.mailboxOpen(box);
    await client.messageFlagsAdd("2", ["\\Flagged"]);
    const moved = await client.messageMove("2:3", target, { uid: true });
    expect(moved && [...(moved.uidMap ?? [])]).toEqual([
      [2, 1],
      [3, 2],
    ]);
    expect(client.mailbox && client.mailbox.exists).toBe(1);
    const copied = await client.messageCopy("1", target);
    expect(copied && [...(copied.uidMap ?? [])]).toEqual([[1, 3]]);
    await client.mailboxOpen(target);
    const got = await client.fetchAll("1:*", { flags: true, envelope: true });
    expect(got.map(({ envelope }) => envelope?.subject)).toEqual(["deux", "trois", "un"]);
    expect([...(got[0]?.flags ?? [])]).toEqual(["\\Flagged"]);
    expect(await client.messageMove("1", "Absent")).toBe(false);
    expect((await client.fetchAll("1:*", { uid: true })).length).toBe(3);
  });

  it("expunges only the UIDs that were named", async () => {
    await fill("un", "deux", "trois");
    await client.mailboxOpen(box);
    await client.messageFlagsAdd("1:2", ["\\Deleted"]);
    await client.messageDelete("2", { uid: true });
    expect((await client.fetchAll("1:*", { uid: true })).map(({ uid }) => uid)).toEqual([1, 3]);
    await client.mailboxClose();
    expect((await statusOf(box)).messages).toBe(1);
  });
});

describe("search", () => {
  beforeEach(async () => {
    loopback.store.deliver(
      ALICE,
      box,
      plainMessage("=?iso-8859-1?Q?R=E9sultats_d'h=E9moglobine?=", "Rien à signaler"),
      { flags: ["\\Seen"], date: new Date("2025-03-10T12:00:00Z") },
    );
    loopback.store.deliver(ALICE, box, nestedMessage(), { flags: ["Patient"], date: new Date("2026-11-02T12:00:00Z") });
    loopback.store.deliver(ALICE, box, plainMessage("Cœur", "électrocardiogramme"), {
      date: new Date("2026-11-05T12:00:00Z"),
    });
    await client.mailboxOpen(box);
  });

  it.each([
    [{ subject: "hemoglobine" }, [1]],
    [{ subject: "RÉSULTATS" }, [1]],
    [{ subject: "coeur" }, [3]],
    [{ from: "Hélène" }, [1, 3]],
    [{ from: "helene demo" }, [1, 3]],
    [{ to: "bob.demo" }, [2]],
    [{ body: "hémoglobine" }, [2]],
    [{ body: "ÉLECTRO" }, [3]],
    [{ text: "hématologie" }, [2]],
    [{ seen: true }, [1]],
    [{ seen: false }, [2, 3]],
    [{ keyword: "patient" }, [2]],
    [{ unKeyword: "Patient" }, [1, 3]],
    [{ since: new Date("2026-11-02") }, [2, 3]],
    [{ before: new Date("2026-11-02") }, [1]],
    [{ on: new Date("2026-11-05") }, [3]],
    [{ sentSince: new Date("2026-11-03") }, [1, 3]],
    [{ sentBefore: new Date("2026-11-03") }, [2]],
    [{ header: { "message-id": "nested@" } }, [2]],
    [{ header: { references: "" } }, [2]],
    [{ uid: "2:*" }, [2, 3]],
    [{ seq: "1,3" }, [1, 3]],
    [{ or: [{ subject: "cœur" }, { seen: true }] }, [1, 3]],
    [{ not: { keyword: "Patient" } }, [1, 3]],
    [{ larger: 1000 }, [2]],
    [{ modseq: 4n }, [3]],
    [{ all: true }, [1, 2, 3]],
    [{ subject: "absent" }, []],
  ])("finds %o", async (query, uids) => {
    expect(await client.search(query, { uid: true })).toEqual(uids);
  });
});

describe("what other sessions do", () => {
  it("tells an idling session of new messages, flags and expunges at once", async () => {
    await fill("un", "deux");
    const watcher = await loopback.signedIn();
    await watcher.mailboxOpen(box);
    const seen: string[] = [];
    watcher.on("exists", ({ count }) => seen.push(`exists ${count}`));
    watcher.on("flags", ({ uid, flags }) => seen.push(`flags ${uid} ${[...flags].join()}`));
    watcher.on("expunge", ({ seq }) => seen.push(`expunge ${seq}`));
    const idling = watcher.idle();
    await settled(() => (loopback.log.at(-1)?.endsWith("IDLE") ? true : undefined));
    loopback.store.deliver(ALICE, box, plainMessage("trois"));
    await settled(() => seen.find((line) => line === "exists 3"));
    await client.mailboxOpen(box);
    await client.messageFlagsAdd("2", ["\\Seen"]);
    await settled(() => seen.find((line) => line === "flags 2 \\Seen"));
    await client.messageDelete("1", { uid: true });
    await settled(() => seen.find((line) => line === "expunge 1"));
    await watcher.noop();
    await idling;
  });

  it("tells a busy session with its next command, but holds expunges back during FETCH, STORE and SEARCH by number", async () => {
    await fill("un", "deux", "trois");
    const wire = await loopback.secureWire(ALICE);
    await wire.ask("a", `SELECT "${box}"`);
    const store = loopback.store.account(ALICE).find(box)?.mailbox;
    store?.remove([1]);
    loopback.store.deliver(ALICE, box, plainMessage("quatre"));
    const fetched = await wire.ask("b", "FETCH 1:3 (UID)");
    expect(fetched).not.toContain("EXPUNGE");
    expect(fetched).toContain("* 2 FETCH (UID 2)");
    expect(fetched).not.toContain("* 1 FETCH");
    expect(fetched).toContain("* 4 EXISTS");
    expect(await wire.ask("c", "SEARCH ALL")).not.toContain("EXPUNGE");
    expect(await wire.ask("d", "STORE 2 FLAGS.SILENT (\\Seen)")).not.toMatch(/EXPUNGE|FETCH/);
    expect(await wire.ask("e", "NOOP")).toMatch(/^\* 1 EXPUNGE\r\ne OK/m);
    expect(await wire.ask("f", "FETCH 1 (UID FLAGS)")).toContain("* 1 FETCH (UID 2 FLAGS (\\Seen))");
  });

  it("sends several expunges so that each number is right in its turn", async () => {
    await fill("un", "deux", "trois", "quatre");
    const wire = await loopback.secureWire(ALICE);
    await wire.ask("a", `SELECT "${box}"`);
    loopback.store.account(ALICE).find(box)?.mailbox.remove([1, 2, 4]);
    expect(await wire.ask("b", "NOOP")).toMatch(/^\* 4 EXPUNGE\r\n\* 2 EXPUNGE\r\n\* 1 EXPUNGE\r\nb OK/m);
    expect(await wire.ask("c", "FETCH 1 UID")).toContain("* 1 FETCH (UID 3)");
  });

  it("sends a session away when its folder is deleted or the store is put back", async () => {
    const wire = await loopback.secureWire(ALICE);
    await wire.ask("a", `SELECT "${box}"`);
    wire.send("b IDLE\r\n");
    await wire.until(/^\+ idling/m);
    await client.mailboxDelete(box);
    await wire.closed();
    expect(wire.received()).toMatch(/\* BYE Mailbox is gone/);
    await client.mailboxCreate(box);
  });

  it("keeps the boxes of two users apart", async () => {
    loopback.store.deliver(BOB, "INBOX", plainMessage("pour Bob"));
    expect((await statusOf("INBOX")).messages).toBe(0);
    const bob = await loopback.signedIn(BOB);
    expect((await statusOf("INBOX", bob)).messages).toBe(1);
    await expect(bob.mailboxOpen(box)).rejects.toMatchObject({ serverResponseCode: "NONEXISTENT" });
  });
});
