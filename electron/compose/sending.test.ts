import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { NO_CONTACT } from "#shared/domain/contact";
import { readMessage } from "../documents/mime/read-message";
import { ALICE, COLLEAGUE, draftTo, MATRICULE, patientBox } from "../store/testing/profile";
import { keepAsRead, keepOwedAsRead, reschedule, send } from "./sending";
import { testServices, type TestServices } from "./testing/test-services";

let bench: TestServices;
beforeEach(() => {
  bench = testServices();
});
afterEach(() => bench.end());

const TOMORROW = "2026-03-02T07:00:00.000Z";
const write = (address = COLLEAGUE) => draftTo(bench.store, address, { subject: "Question", text: "Bonjour" }).id;
const leave = (id: ReturnType<typeof write>, sendAt: string | null = null, confirmed: readonly string[] = []) =>
  send(bench.services, id, { confirmed, sendAt });
const bytesOf = (id: Awaited<ReturnType<typeof leave>>["id"]) => readMessage(bench.store.outboxBytes(id).raw);

describe("a message for later", () => {
  test("waits for its moment, which is the date that its recipient reads", async () => {
    const item = await leave(write(), TOMORROW);
    expect(item).toMatchObject({ state: "waiting", sendAt: TOMORROW });
    expect((await bytesOf(item.id)).date).toBe(TOMORROW);
    expect(bench.store.claimOutbox(item.id, "2026-03-02T06:59:59.999Z")).toBeNull();
    expect(bench.store.claimOutbox(item.id, TOMORROW)).not.toBeNull();
  });

  test("is moved under the same Message-ID, dated anew, whole", async () => {
    const item = await leave(write(), TOMORROW);
    const before = await bytesOf(item.id);
    const moved = await reschedule(bench.services, item.id, "2026-03-05T07:00:00.000Z");
    expect(moved.sendAt).toBe("2026-03-05T07:00:00.000Z");
    const after = await bytesOf(item.id);
    expect(after).toEqual({ ...before, date: "2026-03-05T07:00:00.000Z" });
    expect(bench.store.listOutbox()).toHaveLength(1);
  });

  test("leaves as it was moved, though its first bytes were still being read back", async () => {
    const item = await leave(write(), TOMORROW);
    const { raw } = bench.store.outboxBytes(item.id);
    await reschedule(bench.services, item.id, "2026-03-05T07:00:00.000Z");
    await keepAsRead(bench.services, item.id, raw);
    expect((await bytesOf(item.id)).date).toBe("2026-03-05T07:00:00.000Z");
  });

  test("leaves at once when the person no longer wants to wait", async () => {
    const item = await leave(write(), TOMORROW);
    const { sendAt } = await reschedule(bench.services, item.id, null);
    expect(sendAt).toBe("2026-03-01T09:00:00.000Z");
    expect(bench.store.claimOutbox(item.id, sendAt)).not.toBeNull();
  });

  test("comes back as a draft until the last second", async () => {
    const id = write();
    const item = await leave(id, TOMORROW);
    expect(bench.store.undoOutbox(item.id)).toMatchObject({ id, text: "Bonjour" });
    expect(bench.store.listOutbox()).toEqual([]);
  });

  test("is not moved once it is on its way", async () => {
    const item = await leave(write(), TOMORROW);
    bench.store.claimOutbox(item.id, TOMORROW);
    await expect(reschedule(bench.services, item.id, null)).rejects.toMatchObject({ code: "refused" });
  });

  test.each(["2026-03-01T08:59:59.000Z", "2027-01-01T00:00:00.000Z", "demain"])("never at %s", async (sendAt) => {
    await expect(leave(write(), sendAt)).rejects.toMatchObject({ code: "send-time" });
    expect(bench.store.listOutbox()).toEqual([]);
  });
});

describe("a message that was handed over just before the application ended", () => {
  const indexes = async (id: Awaited<ReturnType<typeof leave>>["id"]) => {
    const { attachments } = bench.store.messageView(bench.store.outboxMessage(id).messageId);
    return attachments.map((part) => [part.name, bench.store.part(part.id)?.index]);
  };

  test("is read back at the next start, so that its files open", async () => {
    const id = write();
    bench.store.addAttachment(id, { name: "lettre.txt", mimeType: "text/plain", bytes: Buffer.from("Bonjour") });
    const ended = { ...bench.services, outbox: { ...bench.services.outbox, afterwards: () => undefined } };
    const item = await send(ended, id, { confirmed: [], sendAt: null });
    // Its file has a name, and no place in the bytes yet.
    expect(await indexes(item.id)).toEqual([["lettre.txt", -1]]);
    expect(bench.store.unreadBack()).toEqual([item.id]);
    await keepOwedAsRead(bench.services);
    const [[name, index] = []] = await indexes(item.id);
    expect([name, Number(index) >= 0]).toEqual(["lettre.txt", true]);
    expect(bench.store.unreadBack()).toEqual([]);
  });

  test("and taken back owes nothing", async () => {
    const ended = { ...bench.services, outbox: { ...bench.services.outbox, afterwards: () => undefined } };
    const item = await send(ended, write(), { confirmed: [], sendAt: null });
    bench.store.undoOutbox(item.id);
    expect(bench.store.unreadBack()).toEqual([]);
  });
});

describe("what was confirmed", () => {
  const identity = `patient-identity:${MATRICULE}`;

  test("holds for another moment", async () => {
    const item = await leave(write(patientBox(MATRICULE)), TOMORROW, [identity]);
    await expect(reschedule(bench.services, item.id, null)).resolves.toMatchObject({ state: "waiting" });
  });

  test("does not hold for what has appeared since: an opposition recorded meanwhile", async () => {
    const item = await leave(write(patientBox(MATRICULE)), TOMORROW, [identity]);
    bench.store.savePatient(null, { ...ALICE, opposedToMessagesOn: "2026-03-01" });
    await expect(reschedule(bench.services, item.id, null)).rejects.toMatchObject({ code: "send-unconfirmed" });
    expect(bench.store.outboxItem(item.id)).toMatchObject({ state: "waiting", sendAt: TOMORROW });
  });
});

describe("an address typed by hand", () => {
  const names = async (id: Awaited<ReturnType<typeof leave>>["id"]) => (await bytesOf(id)).to.map(({ name }) => name);

  test("leaves with the name that the contacts know", async () => {
    bench.store.saveContact(null, { ...NO_CONTACT, name: "DEMO Paul", kind: "PER", addresses: [COLLEAGUE] });
    const bare = draftTo(bench.store, COLLEAGUE, { to: [{ name: "", address: COLLEAGUE.toUpperCase() }] });
    expect(await names((await leave(bare.id)).id)).toEqual(["DEMO Paul"]);
    const named = draftTo(bench.store, COLLEAGUE, { to: [{ name: "Paul, au CHU", address: COLLEAGUE }] });
    expect(await names((await leave(named.id)).id)).toEqual(["Paul, au CHU"]);
  });

  test("leaves bare when nobody knows it", async () => {
    const bare = draftTo(bench.store, COLLEAGUE, { to: [{ name: "", address: COLLEAGUE }] });
    expect(await names((await leave(bare.id)).id)).toEqual([""]);
  });
});
