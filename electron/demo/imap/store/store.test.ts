import { deserialize, serialize } from "node:v8";
import { describe, expect, it } from "vitest";
import { hasFlag, normalizeFlags, sameFlags } from "./flags";
import type { MailChange, MailSnapshot } from "./mail-store";
import { createMailStore } from "./mail-store";

const raw = (text: string): Buffer => Buffer.from(`Subject: ${text}\r\n\r\n`);

describe("flags", () => {
  it("spells system flags as usual, keeps keywords, drops doubles in any case", () => {
    expect(normalizeFlags(["\\SEEN", "\\seen", "$MDNSent", "$mdnsent"])).toEqual(["\\Seen", "$MDNSent"]);
    expect(hasFlag(["Patient"], "PATIENT")).toBe(true);
    expect(sameFlags(["a", "\\Seen"], ["\\seen", "A"])).toBe(true);
    expect(sameFlags(["a"], ["a", "b"])).toBe(false);
  });

  it.each([["\\Recent"], ["\\Other"], ["a b"], ["("], [""], ["é"], ["x".repeat(101)]])("refuses %j", (flag) => {
    expect(normalizeFlags([flag])).toBeUndefined();
  });

  it("refuses more than 64 flags", () => {
    expect(normalizeFlags(Array.from({ length: 65 }, (_, i) => `k${i}`))).toBeUndefined();
  });
});

describe("the store", () => {
  it("delivers to a user of any case, into a folder made on the way, and tells it", () => {
    const store = createMailStore();
    const changes: MailChange[] = [];
    const stop = store.onChange((change) => changes.push(change));
    expect(store.deliver("Alice@demo", "Labo/Résultats", raw("a"), { flags: ["\\seen"], date: new Date(5000) })).toBe(
      1,
    );
    expect(store.users()).toEqual(["alice@demo"]);
    expect(store.account("ALICE@DEMO").find("Labo/Résultats")?.mailbox.message(1)).toMatchObject({
      flags: ["\\Seen"],
      internalDate: 5000,
    });
    expect(changes).toEqual([
      { kind: "created", mailbox: "Labo", user: "alice@demo" },
      { kind: "created", mailbox: "Labo/Résultats", user: "alice@demo" },
      { kind: "added", uid: 1, mailbox: "Labo/Résultats", user: "alice@demo" },
    ]);
    stop();
    store.deliver("alice@demo", "INBOX", raw("b"));
    expect(changes).toHaveLength(3);
  });

  it("refuses names and flags that are none", () => {
    const store = createMailStore();
    for (const name of ["", "a//b", "/a", "a/ /b", "a%", "a*", "a\nb", "inbox/x", "x".repeat(201)])
      expect(() => store.deliver("a@demo", name, raw("x"))).toThrow(RangeError);
    expect(() => store.deliver("a@demo", "INBOX", raw("x"), { flags: ["\\Wrong"] })).toThrow(RangeError);
  });

  it("names changes after the folder's present name", () => {
    const store = createMailStore();
    const account = store.account("a@demo");
    account.create("Avant/Fils");
    const changes: MailChange[] = [];
    store.onChange((change) => changes.push(change));
    expect(account.rename("Avant", "Après")).toBe("done");
    account.find("Après/Fils")?.mailbox.add(raw("x"), { flags: [], internalDate: 0 });
    expect(changes.at(-1)).toMatchObject({ kind: "added", mailbox: "Après/Fils" });
    expect(account.rename("Après", "Après/Dessous")).toBe("invalid-name");
    expect(account.rename("Après", "Absent/Dessous")).toBe("missing");
    expect(account.rename("Après", "INBOX")).toBe("exists");
  });

  it("survives serialisation with everything a client relies on", () => {
    const store = createMailStore();
    store.deliver("a@demo", "INBOX", raw("un"), { flags: ["Patient"], date: new Date(1234) });
    store.deliver("a@demo", "INBOX", raw("deux"));
    store.account("a@demo").find("INBOX")?.mailbox.remove([2]);
    store.account("a@demo").subscribe("Junk", false);
    const before = store.snapshot();
    const again = createMailStore();
    again.restore(deserialize(serialize(before)) as MailSnapshot);
    expect(again.snapshot()).toEqual(before);
    const inbox = again.account("a@demo").find("INBOX");
    expect(inbox?.mailbox.uidNext()).toBe(3);
    expect(inbox?.mailbox.bytes()).toBe(raw("un").length);
    expect(inbox?.mailbox.message(1)?.raw.equals(raw("un"))).toBe(true);
    expect(again.account("a@demo").find("Junk")).toMatchObject({ subscribed: false, specialUse: "\\Junk" });
  });

  it("accepts bytes that are no Buffer, as a structured clone gives them", () => {
    const store = createMailStore();
    store.deliver("a@demo", "INBOX", new Uint8Array([65, 58, 49, 13, 10]).subarray(0, 3));
    const clone = structuredClone(store.snapshot());
    store.restore(clone);
    expect(store.account("a@demo").find("INBOX")?.mailbox.message(1)?.raw.toString()).toBe("A:1");
  });

  it("gives a new UIDVALIDITY to a folder that is taken back in time, and keeps it otherwise", () => {
    const store = createMailStore(() => 1_000_000);
    store.deliver("a@demo", "INBOX", raw("un"));
    const early = store.snapshot();
    const validity = () => store.account("a@demo").find("INBOX")?.mailbox.uidValidity ?? 0;
    const first = validity();
    store.restore(early);
    expect(validity()).toBe(first);
    store.deliver("a@demo", "INBOX", raw("deux"));
    store.restore(early);
    expect(validity()).toBeGreaterThan(first);
    expect(store.account("a@demo").find("Sent")?.mailbox.uidValidity).toBeLessThan(validity());
  });

  it("never gives a folder that is made again the UIDVALIDITY it had", () => {
    const store = createMailStore(() => 1_000_000);
    const account = store.account("a@demo");
    account.create("Essai");
    const first = account.find("Essai")?.mailbox.uidValidity ?? 0;
    expect(account.remove("Essai")).toBe("done");
    account.create("Essai");
    expect(account.find("Essai")?.mailbox.uidValidity).toBeGreaterThan(first);
  });

  it("refuses a snapshot of another version", () => {
    const store = createMailStore();
    expect(() => store.restore({ ...store.snapshot(), version: 2 } as unknown as MailSnapshot)).toThrow(RangeError);
  });

  it("moves the mod-sequence with every change and with nothing else", () => {
    const { mailbox } = createMailStore().account("a@demo").find("INBOX") ?? {};
    if (!mailbox) throw new Error("No INBOX");
    expect(mailbox.highestModseq()).toBe(1);
    mailbox.add(raw("a"), { flags: [], internalDate: 0 });
    mailbox.setFlags(1, ["\\Seen"]);
    expect(mailbox.message(1)?.modseq).toBe(3);
    mailbox.setFlags(1, ["\\SEEN"]);
    mailbox.setFlags(9, ["\\Seen"]);
    mailbox.remove([9]);
    expect(mailbox.highestModseq()).toBe(3);
    mailbox.remove([1]);
    expect(mailbox.highestModseq()).toBe(4);
    expect(mailbox.bytes()).toBe(0);
  });
});
