import { ImapFlow, type MailboxObject } from "imapflow";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ALICE, IMAP_HOST, letter, type Practice, startPractice } from "./testing/practice";
import { MAILBOX } from "./testing/store-double";
import { type FolderMemory, noMemory, syncFolder } from "./sync-folder";
import { testPki } from "../demo/pki/testing/authorities";

let practice: Practice;
let client: ImapFlow;
let memory: FolderMemory;
const box = () => {
  const found = practice.mail.account(ALICE).find("INBOX");
  if (found === undefined) throw new Error("no INBOX");
  return found.mailbox;
};
const look = async (quick = false, opened?: MailboxObject) => {
  const before = practice.told.batches.length;
  const progress = { todo: () => undefined, done: () => undefined };
  const added = await syncFolder({
    client,
    mailboxId: MAILBOX,
    path: "INBOX",
    host: practice.host,
    memory,
    opened,
    quick,
    progress,
  });
  return { added, batches: practice.told.batches.slice(before) };
};
const fill = (count: number) => {
  for (let index = 0; index < count; index += 1) practice.mail.deliver(ALICE, "INBOX", letter(`M${index}`));
};
const toldFlags = (batches: Awaited<ReturnType<typeof look>>["batches"]) =>
  batches.flatMap(({ flags }) => flags.map(({ uid }) => uid));

async function connect(condstore: boolean): Promise<ImapFlow> {
  const made = new ImapFlow({
    host: "127.0.0.1",
    port: practice.places.imap,
    servername: IMAP_HOST,
    secure: false,
    doSTARTTLS: true,
    tls: { ca: [(await testPki()).anchorPem] },
    auth: { user: ALICE, accessToken: "good" },
    logger: false,
    disableAutoIdle: true,
    disableAutoEnable: !condstore,
  });
  made.on("error", () => undefined);
  await made.connect();
  if (condstore) return made;
  const open = made.mailboxOpen.bind(made);
  // A server without mod-sequences, as far as the client can see.
  made.mailboxOpen = async (path, options) => {
    const opened = await open(path, options);
    delete opened.highestModseq;
    return opened;
  };
  return made;
}

beforeEach(async () => {
  practice = await startPractice();
  memory = noMemory();
});
afterEach(async () => {
  client.close();
  await practice.stop();
});

describe("a folder that was opened for the look", () => {
  beforeEach(async () => {
    client = await connect(true);
  });

  it("is opened once", async () => {
    fill(2);
    const opened = await client.mailboxOpen("INBOX");
    await look(false, opened);
    expect(practice.log.filter((line) => line.includes(" SELECT INBOX"))).toHaveLength(1);
    expect(practice.subjects("INBOX")).toHaveLength(2);
  });

  it("is opened again where another was since: nothing of that one is taken for its own", async () => {
    fill(2);
    practice.mail.deliver(ALICE, "Sent", letter("Ailleurs"));
    const opened = await client.mailboxOpen("INBOX");
    await client.mailboxOpen("Sent");
    await look(false, opened);
    expect(practice.subjects("INBOX").toSorted()).toEqual(["M0", "M1"]);
  });
});

describe("a look at a folder of a server without mod-sequences", () => {
  beforeEach(async () => {
    client = await connect(false);
  });

  it("tells each change of flags once, and nothing when nothing changed", async () => {
    fill(6);
    await look();
    expect(practice.folder("INBOX")?.cursor.modSeq).toBeNull();
    // The flags of a first look are those just fetched, told again once at most.
    await look();
    box().setFlags(4, ["\\Seen"]);
    expect(toldFlags((await look()).batches)).toEqual([4]);
    expect(practice.flags("INBOX", 4)).toEqual(["\\Seen"]);
    expect((await look()).batches).toEqual([]);
    box().setFlags(4, []);
    await look(true);
    expect(practice.flags("INBOX", 4)).toEqual([]);
  });

  it("compares only what is recent on a quick look, and everything on the next long one", async () => {
    fill(2100);
    await look();
    await look();
    box().setFlags(1, ["\\Flagged"]);
    box().setFlags(2100, ["\\Flagged"]);
    expect(toldFlags((await look(true)).batches)).toEqual([2100]);
    expect(toldFlags((await look()).batches)).toEqual([1]);
  });

  it("finds what vanished by the count that does not add up", async () => {
    fill(5);
    await look();
    box().remove([2, 5]);
    const { batches } = await look();
    expect(batches.flatMap(({ removed }) => removed)).toEqual([2, 5]);
    expect((await look()).batches).toEqual([]);
  });

  it("finds what vanished at the first look of a session, though the store lacked as many", async () => {
    fill(6);
    await look();
    practice.folder("INBOX")?.messages.delete(3);
    box().remove([5]);
    memory = noMemory();
    const { batches } = await look();
    expect(batches.flatMap(({ removed }) => removed)).toEqual([5]);
    expect(batches.flatMap(({ added }) => added.map(({ uid }) => uid))).toEqual([3]);
    expect((await look()).batches).toEqual([]);
  });

  it("learns of mod-sequences the day the server has them", async () => {
    fill(2);
    await look();
    client.close();
    client = await connect(true);
    await look();
    expect(practice.folder("INBOX")?.cursor.modSeq).toMatch(/^\d+$/u);
    box().setFlags(1, ["\\Seen"]);
    expect(toldFlags((await look()).batches)).toEqual([1]);
  });
});

describe("a look at a folder", () => {
  beforeEach(async () => {
    client = await connect(true);
  });

  it("tells nothing at all when nothing changed", async () => {
    fill(3);
    expect((await look()).added).toBe(3);
    expect(await look()).toEqual({ added: 0, batches: [] });
  });

  it("brings many new messages without a hole, wherever it stops", async () => {
    fill(1);
    await look();
    fill(1300);
    let batches = 0;
    practice.behaviour.beforeBatch = async () => {
      batches += 1;
      if (batches === 3) throw new Error("cut");
    };
    await expect(look()).rejects.toThrow("cut");
    const { cursor, messages } = practice.folder("INBOX") ?? {};
    const held = [...(messages?.keys() ?? [])];
    expect(held.length).toBe(cursor?.highestUid);
    practice.behaviour.beforeBatch = async () => undefined;
    memory.expected = null;
    await look();
    expect(practice.folder("INBOX")?.messages.size).toBe(1301);
  });

  it("tells the changes again when it was stopped before their end", async () => {
    fill(3);
    await look();
    const before = practice.folder("INBOX")?.cursor.modSeq;
    box().setFlags(2, ["\\Seen"]);
    practice.behaviour.beforeBatch = async () => {
      throw new Error("cut");
    };
    await expect(look()).rejects.toThrow("cut");
    expect(practice.folder("INBOX")?.cursor.modSeq).toBe(before);
    practice.behaviour.beforeBatch = async () => undefined;
    expect(toldFlags((await look()).batches)).toEqual([2]);
  });

  it("fetches again what the store lost", async () => {
    fill(4);
    await look();
    practice.folder("INBOX")?.messages.delete(3);
    memory.expected = null;
    const { batches } = await look();
    expect(batches.flatMap(({ added }) => added.map(({ uid }) => uid))).toEqual([3]);
  });

  it("takes nothing for new when the last message has gone", async () => {
    fill(3);
    await look();
    box().remove([3]);
    const { added, batches } = await look();
    expect(added).toBe(0);
    expect(batches.flatMap(({ removed }) => removed)).toEqual([3]);
    expect(practice.folder("INBOX")?.cursor.highestUid).toBe(3);
  });

  it("a flag changed while the first look was going on is told by the next", async () => {
    fill(120);
    let batches = 0;
    practice.behaviour.beforeBatch = async () => {
      batches += 1;
      if (batches === 2) box().setFlags(120, ["\\Flagged"]);
    };
    await look();
    await look();
    expect(practice.flags("INBOX", 120)).toEqual(["\\Flagged"]);
  });
});
