import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { MessageId } from "#shared/domain/ids";
import { readMessage } from "../documents/mime/read-message";
import { BOX } from "../store/testing/profile";
import { receiptHandlers, receiptsByRule } from "./read-receipts";
import { testServices, type TestServices } from "./testing/test-services";

let bench: TestServices;
beforeEach(() => {
  bench = testServices();
});
afterEach(() => bench.end());

const SENDER = "paul.demo@medecin.mssante.fr";
const letter = (
  over: { asks?: string; path?: string; id?: string; hour?: string; from?: string; automatic?: string } = {},
): Uint8Array =>
  Buffer.from(
    [
      `Return-Path: <${over.path ?? SENDER}>`,
      ...(over.automatic === undefined ? [] : [`Auto-Submitted: ${over.automatic}`]),
      ...(over.asks === "" ? [] : [`Disposition-Notification-To: <${over.asks ?? SENDER}>`]),
      `From: Dr Paul DEMO <${over.from ?? SENDER}>`,
      "To: <marie.demo@medecin.demo.mssante.fr>",
      "Subject: Avis pour PAT-DEMO Alice",
      `Message-ID: ${over.id ?? "<m1@demo>"}`,
      `Date: Sun, 01 Mar 2026 ${over.hour ?? "08"}:00:00 +0000`,
      "",
      "Bonjour",
      "",
    ].join("\r\n"),
  );
const handlers = () => receiptHandlers(bench.services);
const left = () => bench.store.listOutbox();
const open = (id: MessageId) => {
  const { conversationId } = bench.store.messageView(id);
  bench.store.mark([conversationId], "read");
  return receiptsByRule(bench.services, conversationId);
};

describe("a receipt that is asked of us (ECO.3.1.6)", () => {
  test("waits for the person, then leaves once, and our own reader understands it", async () => {
    const id = await bench.receive(letter());
    await open(id);
    expect(left()).toEqual([]);
    expect(await handlers()["receipts.asked"]({ messageId: id })).toEqual({ to: SENDER, elsewhere: false });
    const item = await handlers()["receipts.send"]({ messageId: id });
    const message = await readMessage(bench.store.outboxBytes(item.id).raw);
    expect(message.receipt).toEqual({
      kind: "read",
      originalMessageId: "<m1@demo>",
      recipient: "marie.demo@medecin.demo.mssante.fr",
      disposition: "displayed",
      failure: null,
    });
    expect(message.mss.nil).toBe("PLI-DEMO");
    expect(bench.store.messageView(id).receiptSettled).toBe(true);
    expect(await handlers()["receipts.asked"]({ messageId: id })).toBeNull();
    await expect(handlers()["receipts.send"]({ messageId: id })).rejects.toMatchObject({ code: "no-receipt-asked" });
    expect(left()).toHaveLength(1);
  });

  test("is refused for everyone who shares the mailbox: the server is told $MDNSent", async () => {
    const id = await bench.receive(letter());
    await handlers()["receipts.decline"]({ messageId: id });
    expect(left()).toEqual([]);
    expect(bench.store.messageView(id).receiptSettled).toBe(true);
    expect(bench.store.pendingOperations(BOX).map(({ operation }) => operation)).toContainEqual({
      kind: "flags",
      path: "INBOX",
      uids: [1],
      add: ["$MDNSent"],
      remove: [],
    });
  });

  test("is said to go elsewhere when it would, and still left to the person", async () => {
    const id = await bench.receive(letter({ asks: "autre@medecin.mssante.fr" }));
    expect(await handlers()["receipts.asked"]({ messageId: id })).toEqual({
      to: "autre@medecin.mssante.fr",
      elsewhere: true,
    });
  });

  test("is one more message of the conversation, not a word that awaits an answer", async () => {
    const id = await bench.receive(letter());
    await handlers()["receipts.send"]({ messageId: id });
    const { row, messages } = bench.store.conversationView(bench.store.messageView(id).conversationId);
    expect(messages.map(({ outgoing }) => outgoing)).toEqual([false, true]);
    expect(row).toMatchObject({ messages: 1, awaiting: false });
  });

  test("leaves a trace without subject or name", async () => {
    const id = await bench.receive(letter());
    await handlers()["receipts.send"]({ messageId: id });
    expect(bench.traces).toEqual([
      expect.objectContaining({ action: "receipt-send", request: "displayed by person", messageId: "<m1@demo>" }),
    ]);
    expect(JSON.stringify(bench.traces)).not.toMatch(/Alice|PAT-DEMO|Avis/u);
  });

  test("is nothing where it would leave the espace de confiance", async () => {
    const id = await bench.receive(letter({ asks: "paul.demo@messagerie.example" }));
    expect(await handlers()["receipts.asked"]({ messageId: id })).toBeNull();
    await expect(handlers()["receipts.send"]({ messageId: id })).rejects.toMatchObject({ code: "no-receipt-asked" });
  });

  test("is nothing where nobody asked", async () => {
    const id = await bench.receive(letter({ asks: "" }));
    expect(await handlers()["receipts.asked"]({ messageId: id })).toBeNull();
    await expect(handlers()["receipts.send"]({ messageId: id })).rejects.toMatchObject({ code: "no-receipt-asked" });
  });
});

describe("her rule", () => {
  const rule = (chosen: "ask" | "never" | "professionals") => handlers()["receipts.setRule"]({ rule: chosen });
  const after = { hour: "10" };

  test("is to be asked, until she says otherwise", async () => {
    expect(await handlers()["receipts.rule"](undefined)).toBe("ask");
    await rule("never");
    expect(await handlers()["receipts.rule"](undefined)).toBe("never");
    const id = await bench.receive(letter(after));
    expect(await handlers()["receipts.asked"]({ messageId: id })).toBeNull();
  });

  test("answers a professional by itself when the message is opened, once, and says that it was automatic", async () => {
    await rule("professionals");
    bench.later();
    const id = await bench.receive(letter(after));
    expect(left()).toEqual([]);
    await open(id);
    await open(id);
    const [item, ...others] = left();
    expect(others).toEqual([]);
    const raw = item === undefined ? new Uint8Array() : bench.store.outboxBytes(item.id).raw;
    expect(Buffer.from(raw).toString("latin1")).toContain("manual-action/MDN-sent-automatically; displayed");
  });

  test("does not say displayed of a message that came while the conversation was being opened: it is still unread", async () => {
    await rule("professionals");
    bench.later();
    const id = await bench.receive(letter(after));
    await receiptsByRule(bench.services, bench.store.messageView(id).conversationId);
    expect(left()).toEqual([]);
    await open(id);
    expect(left()).toHaveLength(1);
  });

  test.each([
    ["another envelope", { path: "autre@medecin.mssante.fr" }],
    ["another author", { from: "autre@medecin.mssante.fr" }],
    [
      "a patient",
      {
        from: "277076322082910@patient.mssante.fr",
        asks: "277076322082910@patient.mssante.fr",
        path: "277076322082910@patient.mssante.fr",
      },
    ],
    ["mail that came before it", { hour: "08" }],
    ["what a program wrote by itself", { automatic: "auto-generated" }],
    ["what a program answered by itself", { automatic: "Auto-Replied (absence)" }],
  ])("leaves the decision to her for %s", async (_, over) => {
    await rule("professionals");
    bench.later();
    const id = await bench.receive(letter({ ...after, ...over }));
    await open(id);
    expect(left()).toEqual([]);
    expect(await handlers()["receipts.asked"]({ messageId: id })).not.toBeNull();
  });

  test("still answers what says that a person wrote it", async () => {
    await rule("professionals");
    bench.later();
    await open(await bench.receive(letter({ ...after, automatic: "no" })));
    expect(left()).toHaveLength(1);
  });

  test("answers one address twenty times an hour at most: the rest waits for her", async () => {
    await rule("professionals");
    bench.later();
    for (let sent = 0; sent < 21; sent += 1) {
      const id = await bench.receive(letter({ ...after, id: `<many${sent}@demo>` }));
      await open(id);
      expect(left()).toHaveLength(Math.min(sent + 1, 20));
    }
    bench.later();
    bench.later();
    await open(await bench.receive(letter({ ...after, id: "<next@demo>" })));
    expect(left()).toHaveLength(21);
  });
});
