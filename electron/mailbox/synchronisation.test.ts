import { afterEach, describe, expect, it } from "vitest";
import { ALICE, letter, type Practice, startPractice, until } from "./testing/practice";
import { MAILBOX } from "./testing/store-double";

let practice: Practice;
afterEach(() => practice.stop());

const ready = () => until(() => practice.lastState()?.state === "ready");
const fill = (count: number, path = "INBOX") => {
  for (let index = 1; index <= count; index += 1) practice.mail.deliver(ALICE, path, letter(`Message ${index}`));
};
const box = (path = "INBOX") => {
  const found = practice.mail.account(ALICE).find(path);
  if (found === undefined) throw new Error("no such folder");
  return found.mailbox;
};

describe("a first synchronisation", () => {
  it("brings INBOX first, newest first, in a short batch for the first screen and then longer ones", async () => {
    practice = await startPractice();
    fill(700);
    practice.mail.deliver(ALICE, "Sent", letter("Envoyé"), { flags: ["\\Seen"] });
    await practice.open();
    await ready();
    const paths = practice.told.batches.map(({ path }) => path);
    expect(paths.slice(0, 3)).toEqual(["INBOX", "INBOX", "INBOX"]);
    const [first, ...others] = practice.told.batches;
    expect(first?.added.map(({ uid }) => uid).toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: 50 }, (_, i) => 651 + i),
    );
    expect(others.slice(0, 3).map(({ added }) => added.length)).toEqual([100, 200, 350]);
    expect(first?.cursor).toMatchObject({ highestUid: 700, lowestUid: 651 });
    expect(practice.folder("INBOX")?.cursor).toMatchObject({ highestUid: 700, lowestUid: 1 });
    expect(practice.subjects("INBOX")).toHaveLength(700);
    expect(practice.subjects("Sent")).toEqual(["Envoyé"]);
  });

  it("lists the folders by what they are for, INBOX first and the bin last", async () => {
    practice = await startPractice();
    practice.mail.deliver(ALICE, "Patients/Été", letter("Classé"));
    await practice.open();
    await ready();
    expect(practice.told.folders[0]).toMatchObject({ path: "INBOX", role: "inbox" });
    expect(practice.told.folders.at(-1)).toMatchObject({ role: "trash" });
    expect(practice.told.folders).toContainEqual({ path: "Patients/Été", name: "Été", role: "other", total: 1 });
    expect(practice.subjects("Patients/Été")).toEqual(["Classé"]);
  });

  it("shows how far it is, never more than is true, and then that it is ready", async () => {
    practice = await startPractice();
    fill(1200);
    practice.behaviour.beforeBatch = () => new Promise((resolve) => setTimeout(resolve, 150));
    await practice.open();
    await until(() => practice.lastState()?.state === "ready", 15_000);
    const shown = practice.told.states.filter((state) => state.state === "syncing");
    expect(shown.length).toBeGreaterThan(1);
    expect(shown.every(({ done, total }) => done <= total)).toBe(true);
    expect(shown.at(-1)?.total).toBe(1200);
    expect(practice.told.states[0]).toEqual({ state: "connecting" });
  });

  it("waits for the store before it fetches more", async () => {
    practice = await startPractice();
    fill(600);
    let inStore = 0;
    let most = 0;
    practice.behaviour.beforeBatch = async () => {
      inStore += 1;
      most = Math.max(most, inStore);
      await new Promise((resolve) => setTimeout(resolve, 30));
      inStore -= 1;
    };
    await practice.open();
    await ready();
    expect(most).toBe(1);
  });

  it("goes on from where it was cut, without fetching anything twice", async () => {
    practice = await startPractice();
    fill(1300);
    let batches = 0;
    practice.behaviour.beforeBatch = async () => {
      batches += 1;
      if (batches === 2) practice.server.current.dropConnections("reset");
    };
    await practice.open();
    await ready();
    const fetched = practice.told.batches
      .filter(({ path }) => path === "INBOX")
      .flatMap(({ added }) => added.map(({ uid }) => uid));
    expect(fetched).toHaveLength(1300);
    expect(new Set(fetched).size).toBe(1300);
    expect(practice.subjects("INBOX")).toHaveLength(1300);
  });

  it("marks an empty folder as complete", async () => {
    practice = await startPractice();
    await practice.open();
    await ready();
    expect(practice.folder("Drafts")?.cursor).toMatchObject({ highestUid: 0, lowestUid: 1 });
  });
});

describe("a mailbox that is connected again", () => {
  const again = async (): Promise<readonly string[]> => {
    await practice.service.close(MAILBOX);
    const before = practice.log.length;
    await practice.open();
    await ready();
    return practice.log.slice(before).filter((line) => /\bSELECT\b/u.test(line));
  };

  it("opens the folders where something happened, and no other than INBOX where nothing did", async () => {
    practice = await startPractice();
    fill(2);
    for (const subject of ["Un", "Deux"]) practice.mail.deliver(ALICE, "Sent", letter(subject));
    await practice.open();
    await ready();
    const quiet = await again();
    expect(quiet.some((line) => line.includes("INBOX"))).toBe(true);
    expect(quiet.filter((line) => !line.includes("INBOX"))).toEqual([]);
    practice.mail.account(ALICE).find("Sent")?.mailbox.setFlags(1, ["\\Flagged"]);
    expect((await again()).some((line) => line.includes("Sent"))).toBe(true);
    expect(practice.flags("Sent", 1)).toEqual(["\\Flagged"]);
    practice.mail.account(ALICE).find("Sent")?.mailbox.remove([1]);
    await again();
    expect(practice.subjects("Sent")).toEqual(["Deux"]);
  });

  it("finds in time, one folder a look, that as many messages had gone as the store lacked", async () => {
    practice = await startPractice();
    const wrong = ["Sent", "Archive"];
    for (const path of wrong) fill(3, path);
    for (const path of wrong) box(path).remove([2]);
    await practice.open();
    await ready();
    for (const path of wrong) {
      const messages = practice.folder(path)?.messages;
      const [first] = messages?.values() ?? [];
      if (messages === undefined || first === undefined) throw new Error("not synchronised");
      messages.delete(1);
      messages.set(2, { ...first, uid: 2 });
    }
    const held = () =>
      wrong.map((path) => [...(practice.folder(path)?.messages.keys() ?? [])].toSorted((a, b) => a - b));
    const [right, other] = [
      [1, 3],
      [2, 3],
    ];
    const opened = await again();
    expect(opened.filter((line) => wrong.some((path) => line.includes(path)))).toEqual([]);
    expect(held()).toEqual([other, other]);
    await practice.service.sync(MAILBOX);
    await until(() => JSON.stringify(held()) === JSON.stringify([right, other]));
    await practice.service.sync(MAILBOX);
    await until(() => JSON.stringify(held()) === JSON.stringify([right, right]));
  });

  it("compares UIDs with the store's only when the count does not add up", async () => {
    practice = await startPractice();
    fill(3);
    await practice.open();
    await ready();
    const known = practice.host.knownUids;
    let asked = 0;
    Object.assign(practice.host, { knownUids: (...of: Parameters<typeof known>) => ((asked += 1), known(...of)) });
    await again();
    expect(asked).toBe(0);
    practice.mail.account(ALICE).find("INBOX")?.mailbox.remove([2]);
    await again();
    expect(asked).toBe(1);
    expect(practice.subjects("INBOX")).toHaveLength(2);
  });
});

describe("what the others do", () => {
  it("new mail is there by IDLE, long before the next poll", async () => {
    practice = await startPractice();
    fill(3);
    await practice.open();
    await ready();
    practice.mail.deliver(ALICE, "INBOX", letter("Nouveau"));
    await until(() => practice.subjects("INBOX").includes("Nouveau"));
    expect(practice.folder("INBOX")?.cursor.highestUid).toBe(4);
  });

  it("a flag set elsewhere is seen, and only that message is told", async () => {
    practice = await startPractice();
    fill(5);
    await practice.open();
    await ready();
    const before = practice.told.batches.length;
    box().setFlags(2, ["\\Seen", "$PliDone"]);
    await until(() => practice.flags("INBOX", 2).includes("$PliDone"));
    const told = practice.told.batches.slice(before).flatMap(({ flags }) => flags.map(({ uid }) => uid));
    expect(told).toEqual([2]);
  });

  it("a message removed elsewhere goes, and an arrival at the same time is not lost", async () => {
    practice = await startPractice();
    fill(5);
    await practice.open();
    await ready();
    box().remove([3]);
    practice.mail.deliver(ALICE, "INBOX", letter("En même temps"));
    await until(() => practice.subjects("INBOX").length === 5 && practice.subjects("INBOX").includes("En même temps"));
    expect(practice.subjects("INBOX")).toEqual(["Message 1", "Message 2", "Message 4", "Message 5", "En même temps"]);
  });

  it("what happened while we were away is found at the next opening", async () => {
    practice = await startPractice();
    fill(10);
    await practice.open();
    await ready();
    await practice.service.close(MAILBOX);
    box().remove([1, 10]);
    box().setFlags(5, ["\\Flagged"]);
    fill(2);
    const before = practice.told.batches.length;
    await practice.open();
    await until(
      () =>
        practice.told.states.filter(({ state }) => state === "ready").length > 1 &&
        practice.lastState()?.state === "ready",
    );
    expect([...(practice.folder("INBOX")?.messages.keys() ?? [])].toSorted((a, b) => a - b)).toEqual([
      2, 3, 4, 5, 6, 7, 8, 9, 11, 12,
    ]);
    expect(practice.flags("INBOX", 5)).toEqual(["\\Flagged"]);
    const fetched = practice.told.batches.slice(before).flatMap(({ added }) => added);
    expect(fetched.map(({ uid }) => uid)).toEqual([11, 12]);
  });

  it("other folders are looked at from time to time", async () => {
    practice = await startPractice({ pace: { poll: 150 } });
    await practice.open();
    await ready();
    practice.mail.deliver(ALICE, "Archive", letter("Rangé ailleurs"));
    await until(() => practice.subjects("Archive").includes("Rangé ailleurs"));
  });

  it("`sync` looks at everything now", async () => {
    practice = await startPractice();
    await practice.open();
    await ready();
    practice.mail.deliver(ALICE, "Sent", letter("Depuis un autre poste"));
    await practice.service.sync(MAILBOX);
    await until(() => practice.subjects("Sent").length === 1);
  });

  it("does not turn round in circles once all is told", async () => {
    practice = await startPractice();
    fill(20);
    await practice.open();
    await ready();
    box().setFlags(2, ["\\Seen"]);
    await until(() => practice.flags("INBOX", 2).includes("\\Seen"));
    const selects = () => practice.log.filter((line) => /SELECT/u.test(line)).length;
    await new Promise((resolve) => setTimeout(resolve, 400));
    const before = selects();
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(selects()).toBe(before);
  });
});

describe("a folder whose UIDs are no longer the same", () => {
  it("is dropped and fetched again", async () => {
    practice = await startPractice();
    fill(4);
    await practice.open();
    await ready();
    await practice.service.close(MAILBOX);
    const snapshot = practice.mail.snapshot();
    box().remove([4]);
    practice.mail.restore(snapshot);
    const before = practice.told.batches.length;
    await practice.open();
    await until(() => practice.told.batches.slice(before).some(({ reset }) => reset));
    await until(() => practice.subjects("INBOX").length === 4);
    const again = practice.told.batches.slice(before).filter(({ path }) => path === "INBOX");
    expect(again.filter(({ reset }) => reset)).toHaveLength(1);
    expect(again[0]?.reset).toBe(true);
  });

  it("never lets an old UID open another message", async () => {
    practice = await startPractice();
    fill(2);
    await practice.open();
    await ready();
    const cursor = practice.folder("INBOX")?.cursor;
    if (cursor === undefined) throw new Error("not synchronised");
    (practice.folder("INBOX") ?? { cursor }).cursor = { ...cursor, uidValidity: "1" };
    await expect(practice.service.fetchSource({ mailboxId: MAILBOX, path: "INBOX", uid: 1 })).rejects.toMatchObject({
      code: "gone",
    });
  });
});
