import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { MailboxId } from "#shared/domain/ids";
import type { OutgoingMessage } from "#shared/domain/sync";
import { isOwnCopy } from "#shared/rules/draft-copy";
import type { MailboxConfig, MailboxService } from "../../electron/mailbox/ports";
import { createMailboxService } from "../../electron/mailbox/service";
import { draftCopy, letter, until } from "../../electron/mailbox/testing/practice";
import { storeDouble } from "../../electron/mailbox/testing/store-double";
import { PEOPLE } from "./residents";
import { servicePorts } from "./service-ports";
import { type SpaceOfTrust, startSpaceOfTrust } from "./space-of-trust";

const [CLAIRE, DENIS, NADIA] = PEOPLE.map(({ email }) => email) as [string, string, string];
const SECRETARIAT = "secretariat.demo@cabinet.essai.mssante.fr";
const MAILBOX = "mailbox-1" as MailboxId;

let space: SpaceOfTrust;
let store: ReturnType<typeof storeDouble>;
let service: MailboxService;
beforeAll(async () => {
  space = await startSpaceOfTrust({ lineLengthLimit: 2048 });
});
afterAll(() => space.stop());

beforeEach(() => {
  store = storeDouble();
  service = createMailboxService(servicePorts(store.host));
});
afterEach(() => service.close(MAILBOX));

function configOf(address: string): MailboxConfig {
  const servers = {
    imap: { host: "imap.essai.mssante.fr", port: 143 },
    smtp: { host: "smtp.essai.mssante.fr", port: 587 },
  };
  return { mailboxId: MAILBOX, address, servers, environment: space.environment };
}

async function open(address: string): Promise<void> {
  store.behaviour.token ??= "";
  if (store.behaviour.token === "good") store.behaviour.token = await space.token(address);
  await service.open(configOf(address));
  await until(() => store.lastState()?.state === "ready", 20_000);
}

const uidOf = (subject: string): number =>
  [...(store.folder("INBOX")?.messages.values() ?? [])].find((message) => message.subject === subject)?.uid ?? 0;
const arrived = (subject: string) => until(() => store.subjects("INBOX").includes(subject), 10_000);

describe("with Dovecot", () => {
  test("brings the folders with what they are for, and the messages of INBOX", async () => {
    for (let index = 0; index < 60; index += 1) await space.deliver(CLAIRE, letter(`Dossier DEMO ${index}`));
    await open(CLAIRE);
    expect(store.told.folders.map(({ role }) => role)).toEqual(
      expect.arrayContaining(["inbox", "sent", "drafts", "trash"]),
    );
    expect(store.subjects("INBOX").filter((subject) => subject.startsWith("Dossier DEMO"))).toHaveLength(60);
    expect(store.folder("INBOX")?.cursor).toMatchObject({ lowestUid: 1 });
    expect(store.folder("INBOX")?.cursor.modSeq).toMatch(/^\d+$/u);
    const record = store.folder("INBOX")?.messages.get(uidOf("Dossier DEMO 3"));
    expect(record).toMatchObject({ from: { name: "Hélène DEMO" }, attachments: 0, mes: null });
  });

  test("hears of new mail by IDLE, and gives its bytes", async () => {
    await open(CLAIRE);
    const raw = letter("Arrivé DEMO", "é".repeat(3_000_000 / 2), ["X-MSS-MES: FIN"]);
    await space.deliver(CLAIRE, raw);
    await arrived("Arrivé DEMO");
    expect(store.folder("INBOX")?.messages.get(uidOf("Arrivé DEMO"))?.mes).toBe("FIN");
    const bytes = Buffer.from(
      await service.fetchSource({ mailboxId: MAILBOX, path: "INBOX", uid: uidOf("Arrivé DEMO") }),
    );
    // The server adds its own header lines when it delivers.
    expect(bytes.subarray(-raw.length).equals(raw)).toBe(true);
    await expect(service.fetchSource({ mailboxId: MAILBOX, path: "INBOX", uid: 999_999 })).rejects.toMatchObject({
      code: "gone",
    });
  });

  test("flags, moves and deletions go both ways", async () => {
    await space.deliver(NADIA, letter("À traiter DEMO"));
    await space.deliver(NADIA, letter("À ranger DEMO"));
    await space.deliver(NADIA, letter("À jeter DEMO"));
    await open(NADIA);
    const operate = (operation: Parameters<MailboxService["operate"]>[0]["operation"]) =>
      service.operate({ mailboxId: MAILBOX, operation });
    const one = (subject: string) => ({ path: "INBOX", uids: [uidOf(subject)] });
    await operate({ kind: "flags", ...one("À traiter DEMO"), add: ["\\Seen", "$PliDone"], remove: [] });
    await until(() => store.flags("INBOX", uidOf("À traiter DEMO")).includes("$PliDone"), 5000);
    await operate({ kind: "move", ...one("À ranger DEMO"), to: "Archive" });
    await operate({ kind: "delete", ...one("À jeter DEMO") });
    await until(() => store.subjects("Archive").includes("À ranger DEMO") && uidOf("À jeter DEMO") === 0, 5000);
    expect(uidOf("À ranger DEMO")).toBe(0);
  });

  test("finds what vanished while it was away, though the store lacked exactly as many", async () => {
    for (const subject of ["Ôté DEMO", "Perdu DEMO", "Resté DEMO"]) await space.deliver(DENIS, letter(subject));
    await open(DENIS);
    const [gone, lost] = [uidOf("Ôté DEMO"), uidOf("Perdu DEMO")];
    await service.close(MAILBOX);
    store.folder("INBOX")?.messages.delete(lost);
    const other = storeDouble();
    other.behaviour.token = await space.token(DENIS);
    const elsewhere = createMailboxService(servicePorts(other.host));
    await elsewhere.open(configOf(DENIS));
    await until(() => other.lastState()?.state === "ready", 20_000);
    await elsewhere.operate({ mailboxId: MAILBOX, operation: { kind: "delete", path: "INBOX", uids: [gone] } });
    await elsewhere.close(MAILBOX);
    await open(DENIS);
    await until(() => uidOf("Perdu DEMO") === lost && uidOf("Ôté DEMO") === 0, 5000);
    expect(uidOf("Resté DEMO")).not.toBe(0);
  });

  test("files a copy and finds it by its identifier", async () => {
    await open(DENIS);
    const raw = letter("Copie DEMO");
    const { uid } = await service.append({
      mailboxId: MAILBOX,
      path: "Sent",
      raw,
      flags: ["\\Seen"],
      date: "2026-11-05T08:30:00Z",
    });
    const messageId = `<${Buffer.from("Copie DEMO").toString("hex")}@demo.mssante.fr>`;
    expect(uid).not.toBeNull();
    expect(await service.find({ mailboxId: MAILBOX, path: "Sent", messageId })).toBe(uid);
    await until(() => store.subjects("Sent").includes("Copie DEMO"), 5000);
  });

  test("holds one copy of a draft, the last, and none once the draft is gone", async () => {
    await open(DENIS);
    const draftId = "0123456789abcdef0123456789abcdef";
    const path = store.told.folders.find(({ role }) => role === "drafts")?.path ?? "";
    const copies = () =>
      [...(store.folder(path)?.messages.values() ?? [])].map(({ size, messageId }) => ({ size, messageId }));
    for (const text of ["un", "un peu plus", "un peu plus long"])
      await service.putDraftCopy({ mailboxId: MAILBOX, path, draftId, raw: await draftCopy(draftId, text) });
    const last = await draftCopy(draftId, "un peu plus long");
    await until(() => copies().length === 1 && copies()[0]?.size === last.byteLength, 10_000);
    expect(isOwnCopy({ messageId: "", size: 0, ...copies()[0] }, draftId)).toBe(true);
    await service.putDraftCopy({ mailboxId: MAILBOX, path, draftId, raw: null });
    await until(() => copies().length === 0, 10_000);
  });

  test("a refused token is changed once for a fresh one", async () => {
    store.behaviour.token = await space.token(CLAIRE, { secondsLeft: -5 });
    store.behaviour.freshToken = await space.token(CLAIRE);
    await open(CLAIRE);
    expect(store.told.tokens.slice(0, 2)).toEqual([false, true]);
    expect(store.told.traces.some(({ action }) => action === "token-refused")).toBe(true);
  });

  test("a box of the practice opens with the person's token", async () => {
    store.behaviour.token = await space.token(CLAIRE);
    await open(SECRETARIAT);
    expect(store.told.folders[0]).toMatchObject({ path: "INBOX" });
  });

  test("a server that is away is waited for, and nothing is lost", async () => {
    store.behaviour.token = await space.token(CLAIRE);
    await space.dovecot.pause();
    try {
      await service.open(configOf(CLAIRE));
      await until(() => store.lastState()?.state === "offline", 10_000);
      expect(store.told.states).toContainEqual(expect.objectContaining({ state: "offline", reason: "network" }));
    } finally {
      await space.dovecot.resume();
    }
    await space.deliver(CLAIRE, letter("Après la panne DEMO"));
    await until(() => store.subjects("INBOX").includes("Après la panne DEMO"), 20_000);
  });
});

describe("a message that came after the second connection selected its folder", () => {
  test("is read and marked at once, not taken for gone", async () => {
    await open(DENIS);
    await service.find({ mailboxId: MAILBOX, path: "INBOX", messageId: "<personne@demo>" });
    for (const subject of ["Tout juste arrivé DEMO", "Arrivé ensuite DEMO"]) {
      await space.deliver(DENIS, letter(subject));
      await arrived(subject);
      const uid = uidOf(subject);
      const raw = await service.fetchSource({ mailboxId: MAILBOX, path: "INBOX", uid });
      expect(Buffer.from(raw).toString()).toContain(subject);
    }
    await space.deliver(DENIS, letter("À marquer DEMO"));
    await arrived("À marquer DEMO");
    const uid = uidOf("À marquer DEMO");
    const marked = { kind: "flags" as const, path: "INBOX", uids: [uid], add: ["\\Seen"], remove: [] };
    await service.operate({ mailboxId: MAILBOX, operation: marked });
    await until(() => store.folder("INBOX")?.messages.get(uid)?.flags.includes("\\Seen") === true, 10_000);
  });
});

describe("with the submission server", () => {
  const outgoing = (subject: string): OutgoingMessage => ({
    messageId: `<${Buffer.from(subject).toString("hex")}@demo.mssante.fr>`,
    envelope: { from: CLAIRE, to: [NADIA] },
    raw: letter(subject),
  });
  const submit = (subject: string) => service.submit({ mailboxId: MAILBOX, outgoing: outgoing(subject) });

  test.each([600, 1500, 2500, 6000])("a token of about %i characters passes, and the message arrives", async (size) => {
    const plain = (await space.token(CLAIRE)).length;
    store.behaviour.token = await space.token(CLAIRE, { padding: Math.max(0, Math.floor((size - plain) * 0.75)) });
    expect(store.behaviour.token.length).toBeGreaterThan(Math.min(size, plain) - 20);
    // Dovecot takes about 6,050 characters: the longest one is for the submission server only.
    const token = store.behaviour.token;
    if (size === 6000) store.behaviour.token = await space.token(CLAIRE);
    await open(CLAIRE);
    store.behaviour.token = token;
    expect(await submit(`Envoi DEMO ${size}`)).toMatchObject({ kind: "accepted", rejected: [] });
    await service.close(MAILBOX);
    store.behaviour.token = await space.token(NADIA);
    await open(NADIA);
    await arrived(`Envoi DEMO ${size}`);
  });

  test("an expired token is changed once for a fresh one", async () => {
    await open(CLAIRE);
    store.behaviour.freshToken = await space.token(CLAIRE);
    store.behaviour.token = await space.token(CLAIRE, { secondsLeft: -5 });
    expect(await submit("Jeton périmé DEMO")).toMatchObject({ kind: "accepted" });
  });

  test("the connection test passes every step", async () => {
    store.behaviour.token = await space.token(CLAIRE);
    const steps = await service.probe(configOf(CLAIRE));
    expect(steps.map(({ state }) => state)).toEqual(["ok", "ok", "ok", "ok", "ok", "ok"]);
  });
});
