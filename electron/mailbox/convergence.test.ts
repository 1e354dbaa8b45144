import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { ALICE, letter, type Practice, startPractice, until } from "./testing/practice";
import { MAILBOX } from "./testing/store-double";

let practice: Practice;
afterEach(() => practice.stop());

type Step =
  | { readonly act: "deliver"; readonly folder: Folder }
  | { readonly act: "remove" | "flag" | "unflag" | "move"; readonly folder: Folder; readonly pick: number }
  | { readonly act: "cut"; readonly how: "bye" | "reset" }
  | { readonly act: "wait" | "sync" | "reopen" };
type Folder = "INBOX" | "Sent" | "Archive";

const folder = fc.constantFrom<Folder>("INBOX", "INBOX", "Sent", "Archive");
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ act: fc.constant("deliver" as const), folder }) },
  {
    weight: 6,
    arbitrary: fc.record({ act: fc.constantFrom("remove", "flag", "unflag", "move"), folder, pick: fc.nat(30) }),
  },
  { weight: 1, arbitrary: fc.record({ act: fc.constant("cut" as const), how: fc.constantFrom("bye", "reset") }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constantFrom("wait", "sync", "reopen") }) },
);

const box = (path: string) => {
  const found = practice.mail.account(ALICE).find(path);
  if (found === undefined) throw new Error("no such folder");
  return found.mailbox;
};

/** What the server holds and what the store holds, in the same words. */
const onServer = (path: string): readonly string[] =>
  box(path)
    .uids()
    .map((uid) => `${uid} ${[...(box(path).message(uid)?.flags ?? [])].sort().join(" ")}`);
const inStore = (path: string): readonly string[] =>
  [...(practice.folder(path)?.messages.values() ?? [])]
    .sort((a, b) => a.uid - b.uid)
    .map(({ uid, flags }) => `${uid} ${flags.join(" ")}`);

let delivered = 0;
async function take(given: Step): Promise<void> {
  switch (given.act) {
    case "deliver":
      practice.mail.deliver(ALICE, given.folder, letter(`Message ${(delivered += 1)}`));
      return;
    case "remove":
    case "flag":
    case "unflag":
    case "move":
      return change(given.act, given.folder, given.pick);
    case "cut":
      return practice.server.current.dropConnections(given.how);
    case "wait":
      return new Promise((resolve) => setTimeout(resolve, 40));
    case "sync":
      return practice.service.sync(MAILBOX);
    case "reopen":
      await practice.service.close(MAILBOX);
      return practice.open();
  }
}

/** What another client does to one of the messages that are there. */
function change(act: "remove" | "flag" | "unflag" | "move", path: Folder, pick: number): void {
  const mailbox = box(path);
  const uid = mailbox.uids()[pick % Math.max(1, mailbox.count())];
  const message = uid === undefined ? undefined : mailbox.message(uid);
  if (uid === undefined || message === undefined) return;
  if (act === "flag") mailbox.setFlags(uid, ["\\Seen", `$K${pick}`]);
  else if (act === "unflag") mailbox.setFlags(uid, []);
  else {
    if (act === "move") practice.mail.deliver(ALICE, path === "Archive" ? "INBOX" : "Archive", message.raw);
    mailbox.remove([uid]);
  }
}

describe("whatever happens on the server, and whenever the connection is lost", () => {
  it("the store ends with what the server holds: nothing lost, nothing twice", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
        practice = await startPractice({ pace: { firstRetry: 10, longestRetry: 20, poll: 150 } });
        try {
          for (let index = 0; index < 8; index += 1) await take({ act: "deliver", folder: "INBOX" });
          await practice.open();
          for (const each of steps) await take(each);
          await practice.service.sync(MAILBOX);
          const same = (path: string): boolean => inStore(path).join("|") === onServer(path).join("|");
          await until(() => ["INBOX", "Sent", "Archive"].every(same), 10_000).catch(() => undefined);
          for (const path of ["INBOX", "Sent", "Archive"]) expect(inStore(path)).toEqual(onServer(path));
        } finally {
          await practice.stop();
        }
      }),
      { numRuns: 12, endOnFailure: true },
    );
  }, 60_000);

  it("two clients on one mailbox converge", async () => {
    practice = await startPractice({ pace: { poll: 200 } });
    const other = await startPractice({ ports: {} });
    other.places.imap = practice.places.imap;
    try {
      for (let index = 0; index < 4; index += 1) await take({ act: "deliver", folder: "INBOX" });
      await practice.open();
      await other.open();
      await until(() => practice.subjects("INBOX").length === 4 && other.subjects("INBOX").length === 4);
      await practice.service.operate({
        mailboxId: MAILBOX,
        operation: { kind: "flags", path: "INBOX", uids: [1], add: ["$PliDone"], remove: [] },
      });
      await other.service.operate({ mailboxId: MAILBOX, operation: { kind: "delete", path: "INBOX", uids: [2] } });
      await until(() => other.flags("INBOX", 1).includes("$PliDone"));
      await until(() => [practice, other].every(({ subjects }) => subjects("INBOX").length === 3));
      expect(inStore("INBOX")).toEqual(onServer("INBOX"));
      expect(other.subjects("INBOX")).toEqual(practice.subjects("INBOX"));
    } finally {
      await other.stop();
    }
  });
});
