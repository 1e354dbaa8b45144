import type { ImapFlow } from "imapflow";
import { afterEach, describe, expect, it } from "vitest";
import { connectImap } from "./imap-client";
import { listen } from "./listen";
import { bringNew } from "./new-mail";
import { type FolderMemory, noMemory } from "./sync-folder";
import { MAILBOX } from "./testing/store-double";
import { ALICE, IMAP_HOST, letter, type Practice, startPractice, until } from "./testing/practice";
import { testPki } from "../demo/pki/testing/authorities";

let practice: Practice;
afterEach(() => practice.stop());

const ready = () => until(() => practice.lastState()?.state === "ready");
const fill = (count: number) => {
  for (let index = 1; index <= count; index += 1) practice.mail.deliver(ALICE, "INBOX", letter(`Message ${index}`));
};
const box = () => {
  const found = practice.mail.account(ALICE).find("INBOX");
  if (found === undefined) throw new Error("no INBOX");
  return found.mailbox;
};
/** Commands of a look that the server heard since `before`. */
const heardSince = (before: number) =>
  practice.log
    .slice(before)
    .map((line) => /\b(SELECT|NOOP|SEARCH|STATUS|FETCH)\b/u.exec(line)?.[1])
    .filter((command) => command !== undefined);
/** The command itself: a capability of the same name was told before. */
const isIdle = (line: string): boolean => / C: \S+ IDLE$/u.test(line);
const opened = async (messages: number) => {
  practice = await startPractice();
  fill(messages);
  await practice.open();
  await ready();
  await until(() => practice.log.some(isIdle));
  return practice.log.length;
};

describe("a message that the server tells of while it is listened to", () => {
  it("is brought by one command, and stored with the cursor in one batch", async () => {
    const before = await opened(3);
    const batches = practice.told.batches.length;
    practice.mail.deliver(ALICE, "INBOX", letter("Nouveau"));
    await until(() => practice.subjects("INBOX").includes("Nouveau"));
    const told = practice.told.batches.slice(batches);
    expect(told).toHaveLength(1);
    expect(told[0]).toMatchObject({
      path: "INBOX",
      reset: false,
      keywords: true,
      cursor: { highestUid: 4, lowestUid: 1 },
    });
    expect(told[0]?.added.map(({ uid }) => uid)).toEqual([4]);
    expect(new Set(heardSince(before))).toEqual(new Set(["FETCH"]));
  });

  it("leaves the mod-sequence where it was, so that no change made meanwhile is skipped", async () => {
    await opened(3);
    const { cursor } = practice.folder("INBOX") ?? {};
    practice.mail.deliver(ALICE, "INBOX", letter("Nouveau"));
    await until(() => practice.subjects("INBOX").includes("Nouveau"));
    expect(practice.folder("INBOX")?.cursor.modSeq).toBe(cursor?.modSeq);
    box().setFlags(2, ["\\Flagged"]);
    await until(() => practice.flags("INBOX", 2).includes("\\Flagged"));
    expect(BigInt(practice.folder("INBOX")?.cursor.modSeq ?? 0)).toBeGreaterThan(BigInt(cursor?.modSeq ?? 0));
  });

  it("comes once, one after the other or many at once", async () => {
    await opened(2);
    for (let turn = 0; turn < 3; turn += 1) {
      fill(4);
      await until(() => practice.subjects("INBOX").length === 6 + 4 * turn);
    }
    const added = practice.told.batches.flatMap((batch) => batch.added.map(({ uid }) => uid));
    expect(added.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 14 }, (_, index) => index + 1));
  });

  it("does not hide that another vanished at the same moment", async () => {
    await opened(5);
    box().remove([2]);
    practice.mail.deliver(ALICE, "INBOX", letter("Nouveau"));
    await until(() => practice.subjects("INBOX").includes("Nouveau") && practice.subjects("INBOX").length === 5);
    expect(practice.subjects("INBOX")).toEqual(["Message 1", "Message 3", "Message 4", "Message 5", "Nouveau"]);
  });

  it("is brought by a look of its own folder when it is told of there, and nothing else is asked for ever after", async () => {
    practice = await startPractice();
    for (let index = 1; index <= 60; index += 1) practice.mail.deliver(ALICE, "Sent", letter(`Envoyé ${index}`));
    practice.behaviour.beforeBatch = async ({ path }) => {
      if (path !== "Sent") return;
      practice.behaviour.beforeBatch = async () => undefined;
      practice.mail.deliver(ALICE, "Sent", letter("Pendant le regard"));
    };
    await practice.open();
    await until(() => practice.subjects("Sent").includes("Pendant le regard"));
    await until(() => practice.log.some(isIdle));
    expect(practice.subjects("Sent")).toHaveLength(61);
    const before = practice.log.length;
    practice.mail.deliver(ALICE, "INBOX", letter("Nouveau"));
    await until(() => practice.subjects("INBOX").includes("Nouveau"));
    expect(heardSince(before).filter((command) => command === "NOOP").length).toBeLessThan(3);
  });

  it("is looked for at once when more came together than one command brings", async () => {
    await opened(1);
    fill(505);
    await until(() => practice.subjects("INBOX").length === 506);
    expect(practice.folder("INBOX")?.cursor.highestUid).toBe(506);
  });

  it("comes by a whole look when the store could not take it at first", async () => {
    const before = await opened(3);
    practice.behaviour.beforeBatch = async () => {
      practice.behaviour.beforeBatch = async () => undefined;
      throw new Error("the disk is full");
    };
    practice.mail.deliver(ALICE, "INBOX", letter("Refusé d’abord"));
    await until(() => practice.subjects("INBOX").includes("Refusé d’abord"));
    expect(heardSince(before)).toContain("SELECT");
    expect(practice.subjects("INBOX")).toHaveLength(4);
  });
});

describe("what one command cannot tell", () => {
  const cursor = { uidValidity: "7", highestUid: 4, lowestUid: 1, modSeq: null };
  const bring = (memory: Partial<FolderMemory>, exists = 5) => {
    const never = () => Promise.reject(new Error("asked"));
    const client = { mailbox: { path: "INBOX", uidValidity: 7n, exists }, fetchAll: never } as unknown as ImapFlow;
    const host = { batch: never, cursor: never, holds: never, knownUids: never };
    const look = { client, mailboxId: MAILBOX, path: "INBOX", host, memory: { ...noMemory(), ...memory } };
    return bringNew(look, (asked) => asked);
  };

  it("is told once, whatever else the server says: the same message twice, one of a UID that is none", async () => {
    practice = await startPractice();
    const said = (uid: number) => ({
      seq: 1,
      uid,
      size: 12,
      envelope: { subject: `${uid}` },
      flags: new Set<string>(),
    });
    const client = {
      mailbox: { path: "INBOX", uidValidity: 7n, exists: 6 },
      fetchAll: async () => [said(5), said(5), said(2 ** 33), said(6.5), said(3)],
    } as unknown as ImapFlow;
    const memory = { ...noMemory(), cursor, expected: 4 };
    const look = { client, mailboxId: MAILBOX, path: "INBOX", host: practice.host, memory };
    expect(await bringNew(look, (asked) => asked)).toBe(false);
    expect(practice.told.batches.at(-1)?.added.map(({ uid }) => uid)).toEqual([5]);
    expect(memory).toMatchObject({ expected: 5, cursor: { highestUid: 5 } });
  });

  it("is left to a look, without a word to the server", async () => {
    practice = await startPractice();
    await expect(bring({ cursor, expected: 4 })).rejects.toThrow("asked");
    expect(await bring({ expected: 4 })).toBe(false);
    expect(await bring({ cursor })).toBe(false);
    expect(await bring({ cursor: { ...cursor, uidValidity: "6" }, expected: 4 })).toBe(false);
    expect(await bring({ cursor: { ...cursor, lowestUid: 3 }, expected: 4 })).toBe(false);
    expect(await bring({ cursor, expected: 4 }, 505)).toBe(false);
  });
});

describe("listening to a folder", () => {
  it("begins again when a quiet line was asked whether it lives, and ends with what it waited for", async () => {
    practice = await startPractice();
    fill(1);
    const client = await connectImap({
      confirm: () => Promise.resolve(),
      user: ALICE,
      host: IMAP_HOST,
      place: { address: "127.0.0.1", port: practice.places.imap },
      tls: { ca: [(await testPki()).anchorPem] },
      by: "token",
      proof: async () => ({ kind: "token", token: "good" }),
    });
    await client.mailboxOpen("INBOX");
    let now = 0;
    let waiting = true;
    const idles = () => practice.log.filter(isIdle).length;
    const listening = listen(client, { now: () => new Date((now += 2000)) }, () => waiting);
    await until(() => idles() === 1);
    // What the library does of a line that was quiet for long.
    await client.noop();
    await until(() => idles() === 2);
    const heard = new Promise((resolve) => client.once("exists", resolve));
    practice.mail.deliver(ALICE, "INBOX", letter("Nouveau"));
    await expect(heard).resolves.toMatchObject({ count: 2 });
    waiting = false;
    await client.noop();
    await listening;
    expect(idles()).toBe(2);
    client.close();
  });

  it("does not ask again a server that ends it at once", async () => {
    practice = await startPractice();
    let asked = 0;
    const idle = async () => ((asked += 1), true);
    await listen({ usable: true, idle }, { now: () => new Date(0) }, () => true);
    expect(asked).toBe(1);
  });
});
