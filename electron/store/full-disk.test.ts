import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { BOX, COLLEAGUE, deliver, draftTo, envelope, KEY, ME, openProfile, type Profile } from "./testing/profile";
import { checkStore } from "./whole-store";

let profile: Profile;
beforeEach(() => {
  profile = openProfile();
});
afterEach(() => {
  profile.store.get("PRAGMA query_only = 0");
  freeDisk();
  profile.end();
});

/** The engine itself says that no page is left, as on a disk without room. */
function fillDisk(pages = 0): void {
  const { page_count: count } = profile.store.get<{ page_count: number }>("PRAGMA page_count") ?? { page_count: 0 };
  profile.store.get(`PRAGMA max_page_count = ${count + pages}`);
}
const freeDisk = (): unknown => profile.store.get("PRAGMA max_page_count = 1000000");
const protectDisk = (on: boolean): unknown => profile.store.get(`PRAGMA query_only = ${on ? 1 : 0}`);

/** How many times an act was done before the store refused it. */
function untilRefused(act: (turn: number) => unknown, code: string): number {
  for (let turn = 0; turn < 2000; turn += 1) {
    try {
      act(turn);
    } catch (error) {
      expect(error).toMatchObject({ code });
      return turn;
    }
  }
  throw new Error("never refused");
}

const LONG = "Texte du courrier. ".repeat(400);
const receive = (turn: number): unknown =>
  deliver(profile.service, "INBOX", ...[1, 2, 3].map((one) => envelope({ uid: turn * 3 + one })));
const write = (): unknown => draftTo(profile.service, COLLEAGUE, { text: LONG });
const hand = (turn: number): unknown =>
  profile.service.enqueue({
    draftId: draftTo(profile.service, COLLEAGUE).id,
    mailboxId: BOX,
    outgoing: {
      messageId: `<full${turn}@demo>`,
      envelope: { from: ME, to: [COLLEAGUE] },
      raw: new Uint8Array(9000).fill(turn),
    },
    sendAt: "2026-03-01T09:00:10.000Z",
    fin: false,
    subject: "Question",
    to: [{ name: "Paul DEMO", address: COLLEAGUE }],
  });
const check = (): string => checkStore({ file: profile.file, key: KEY });
const drafts = (): number => profile.store.all("SELECT 1 FROM drafts WHERE queued = 0").length;

describe("a disk that is full", () => {
  test("what comes is kept whole up to the last that fits, and goes on from there when there is room", () => {
    fillDisk(12);
    const told = untilRefused(receive, "disk-full");
    expect(told).toBeGreaterThan(0);
    const uids = Array.from({ length: told * 3 }, (_, index) => index + 1);
    expect(profile.service.knownUids(BOX, "INBOX")).toEqual(uids);
    expect(profile.service.folderCursor(BOX, "INBOX")?.highestUid).toBe(told * 3);
    freeDisk();
    receive(told);
    expect(profile.service.knownUids(BOX, "INBOX")).toHaveLength(told * 3 + 3);
    expect(check()).toBe("ok");
  });

  test("a draft that cannot be saved stays as it was saved last, and is saved when there is room", () => {
    const { id, ...fields } = draftTo(profile.service, COLLEAGUE, { text: "Première phrase." });
    fillDisk(2);
    const save = (turn: number): unknown =>
      profile.service.saveDraft(id, { ...fields, text: "Première phrase." + LONG.repeat(turn) });
    const told = untilRefused(save, "disk-full");
    const kept = "Première phrase." + LONG.repeat(told - 1);
    expect(profile.service.draft(id).text).toBe(kept);
    freeDisk();
    save(told);
    expect(profile.service.draft(id).text).toBe(kept + LONG);
  });

  test("a message is handed over whole or stays a draft, never half of each", () => {
    fillDisk(20);
    const told = untilRefused(hand, "disk-full");
    expect(told).toBeGreaterThan(0);
    expect(profile.service.listOutbox()).toHaveLength(told);
    const left = drafts();
    expect(left).toBeLessThanOrEqual(1);
    freeDisk();
    hand(told);
    expect([profile.service.listOutbox().length, drafts()]).toEqual([told + 1, left]);
    expect(check()).toBe("ok");
  });

  test("what is done to a conversation is done with its telling to the server, or not at all", () => {
    for (let turn = 0; turn < 40; turn += 1) receive(turn);
    const list = (view: "all" | "to-do") =>
      profile.service.listConversations({ view, mailboxId: null, folderId: null, search: "", offset: 0, limit: 200 })
        .rows;
    const ids = list("all").map(({ id }) => id);
    fillDisk();
    const told = untilRefused((turn) => {
      write();
      profile.service.mark([ids[turn] ?? ids[0] ?? ("" as never)], "done");
    }, "disk-full");
    const queued = profile.service.pendingOperations(BOX).length;
    expect(list("to-do")).toHaveLength(ids.length - queued);
    expect(queued).toBeGreaterThanOrEqual(told);
    freeDisk();
    expect(check()).toBe("ok");
  });
});

test("a disk protected from writing: everything is read, each write is refused with its reason, and nothing changes", () => {
  receive(0);
  write();
  protectDisk(true);
  for (const act of [receive, write, hand, () => profile.service.setSetting("identity", null)])
    expect(untilRefused((turn) => act(turn + 1), "read-only")).toBe(0);
  expect([profile.service.knownUids(BOX, "INBOX"), drafts()]).toEqual([[1, 2, 3], 1]);
  protectDisk(false);
  receive(1);
  expect(profile.service.knownUids(BOX, "INBOX")).toHaveLength(6);
});
