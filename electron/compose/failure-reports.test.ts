import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { MessageId } from "#shared/domain/ids";
import { readMessage } from "../documents/mime/read-message";
import { reportByRule, reportHandlers } from "./failure-reports";
import { testServices, type TestServices } from "./testing/test-services";

let bench: TestServices;
beforeEach(() => {
  bench = testServices();
});
afterEach(() => bench.end());

const SENDER = "paul.demo@chu.demo.mssante.fr";
const ASKS = [`Disposition-Notification-To: <${SENDER}>`, `Return-Path: <${SENDER}>`];
const letter = (extra: readonly string[] = [], id = "<m1@demo>", hour = "08"): Uint8Array =>
  Buffer.from(
    [
      ...extra,
      `From: Dr Paul DEMO <${SENDER}>`,
      "To: <marie.demo@medecin.demo.mssante.fr>",
      "Subject: XDM/1.0/DDM+CR DEMO PAT-DEMO Alice 14/07/1977",
      ...(id === "" ? [] : [`Message-ID: ${id}`]),
      `Date: Sun, 01 Mar 2026 ${hour}:00:00 +0000`,
      "",
      "Bonjour",
      "",
    ].join("\r\n"),
  );
const handlers = () => reportHandlers(bench.services);
const sent = async (messageId: MessageId) => {
  const item = await handlers()["reports.send"]({ messageId, code: "902", words: "Inconnue au cabinet." });
  const { raw } = bench.store.outboxBytes(item.id);
  return { item, message: await readMessage(raw), text: Buffer.from(raw).toString("latin1") };
};

describe("reporting a failure by hand (UX.11)", () => {
  test("tells who asked a receipt by an MDN that our own reader understands, with the original whole", async () => {
    const raw = letter(ASKS);
    const id = await bench.receive(raw);
    expect(await handlers()["reports.preview"]({ messageId: id, documentId: null })).toEqual({
      form: "mdn",
      to: SENDER,
      elsewhere: false,
      subject: "XDM/1.0/DDM+CR DEMO PAT-DEMO Alice 14/07/1977",
      originalSize: raw.byteLength,
      suggested: "906",
    });
    const { message, text } = await sent(id);
    expect(message.receipt).toEqual({
      kind: "read",
      originalMessageId: "<m1@demo>",
      recipient: "marie.demo@medecin.demo.mssante.fr",
      disposition: "processed",
      failure: { code: "902", text: "Identifiant de patient inconnu" },
    });
    expect(text).toContain(Buffer.from(raw).toString("latin1"));
    expect(message.mss.nil).toBe("PLI-DEMO");
  });

  test("writes an ordinary message where none was asked, which reads back as the same failure", async () => {
    const { message, text } = await sent(await bench.receive(letter()));
    expect(text).not.toContain("disposition-notification");
    expect(message.receipt).toMatchObject({ originalMessageId: "<m1@demo>", failure: { code: "902" } });
    expect(message.text).toContain("Inconnue au cabinet.");
  });

  test("is said when the receipt is asked for somebody else", async () => {
    const id = await bench.receive(letter(["Disposition-Notification-To: <autre@chu.demo.mssante.fr>"]));
    expect(await handlers()["reports.preview"]({ messageId: id, documentId: null })).toMatchObject({
      to: "autre@chu.demo.mssante.fr",
      elsewhere: true,
    });
  });

  test("leaves once: a second report of the same message is refused, until the first is held back", async () => {
    const id = await bench.receive(letter(ASKS));
    const { item } = await sent(id);
    expect(bench.store.messageView(id).reported).toMatchObject({ code: "902" });
    await expect(sent(id)).rejects.toMatchObject({ code: "refused" });
    expect(bench.store.listOutbox()).toHaveLength(1);
    await handlers()["reports.undo"]({ id: item.id });
    expect(bench.store.messageView(id).reported).toBeNull();
    expect(bench.store.listOutbox()).toEqual([]);
    await sent(id);
    expect(bench.store.listOutbox()).toHaveLength(1);
  });

  test("never takes the original out of the espace de confiance, whoever asks", async () => {
    const outside = "paul.demo@messagerie.example";
    const asks = [`Disposition-Notification-To: <${outside}>`, `Return-Path: <${outside}>`];
    const wrote = Buffer.from(String(Buffer.from(letter([], "<m2@demo>"))).replace(SENDER, outside));
    for (const raw of [letter(asks), wrote]) {
      const id = await bench.receive(raw);
      const refusal = { code: "not-reportable" };
      await expect(handlers()["reports.preview"]({ messageId: id, documentId: null })).rejects.toMatchObject(refusal);
      await expect(sent(id)).rejects.toMatchObject(refusal);
    }
    expect(bench.store.listOutbox()).toEqual([]);
  });

  test("leaves a trace without words, subject or name", async () => {
    await sent(await bench.receive(letter(ASKS)));
    expect(bench.traces).toEqual([
      expect.objectContaining({ action: "document-report", request: "mdn 902 by person", messageId: "<m1@demo>" }),
    ]);
    expect(JSON.stringify(bench.traces)).not.toMatch(/Alice|PAT-DEMO|Inconnue/u);
  });

  test("is refused for what we sent, or for a receipt", async () => {
    const { item } = await sent(await bench.receive(letter(ASKS)));
    const { messageId } = bench.store.outboxMessage(item.id);
    await expect(sent(messageId)).rejects.toMatchObject({ code: "not-reportable" });
  });

  test("the report is one more message of the conversation, and not a word that awaits an answer", async () => {
    const id = await bench.receive(letter(ASKS));
    await sent(id);
    const { conversationId } = bench.store.messageView(id);
    const { row, messages } = bench.store.conversationView(conversationId);
    expect(messages.map(({ outgoing }) => outgoing)).toEqual([false, true]);
    expect(row.awaiting).toBe(false);
    expect(messages[1]?.receipt).toMatchObject({ failure: { code: "902" } });
  });
});

describe("the rule of the person", () => {
  const rule = (codes: readonly ("902" | "904")[]) => handlers()["reports.setRule"]({ codes: [...codes] });
  const arrive = async (raw: Uint8Array, code: number | null) => {
    const id = await bench.receive(raw);
    await reportByRule(bench.services, id, await readMessage(raw), code);
    return bench.store.messageView(id).reported;
  };

  test("sends nothing until she sets it", async () => {
    expect(await handlers()["reports.rule"](undefined)).toEqual({ codes: [] });
    expect(await arrive(letter(ASKS), 902)).toBeNull();
  });

  test("sends by itself for its codes alone, and says that it was automatic", async () => {
    await rule(["902"]);
    bench.later();
    expect(await arrive(letter(ASKS, "<a@demo>", "10"), 904)).toBeNull();
    expect(await arrive(letter(ASKS, "<b@demo>", "10"), null)).toBeNull();
    expect(await arrive(letter(ASKS, "<c@demo>", "10"), 902)).toMatchObject({ code: "902" });
    const [item] = bench.store.listOutbox();
    const raw = item === undefined ? new Uint8Array() : bench.store.outboxBytes(item.id).raw;
    expect(Buffer.from(raw).toString("latin1")).toContain("automatic-action/MDN-sent-automatically; processed/error");
  });

  test("never speaks where no receipt was asked, or to another than who sent it (RFC 8098 §2.1)", async () => {
    await rule(["902"]);
    bench.later();
    expect(await arrive(letter([], "<a@demo>", "10"), 902)).toBeNull();
    expect(await arrive(letter([`Disposition-Notification-To: <${SENDER}>`], "<b@demo>", "10"), 902)).toBeNull();
  });

  test("never speaks to an author that the envelope does not name, nor to an envelope that the sender wrote", async () => {
    await rule(["902"]);
    bench.later();
    const other = "autre@chu.demo.mssante.fr";
    const elsewhere = [`Return-Path: <${other}>`, `Disposition-Notification-To: <${other}>`];
    expect(await arrive(letter(elsewhere, "<a@demo>", "10"), 902)).toBeNull();
    const below = [
      "Received: from chu.demo.mssante.fr by bal.demo.mssante.fr; Sun, 01 Mar 2026 10:00:00 +0000",
      ...ASKS,
    ];
    expect(await arrive(letter(below, "<b@demo>", "10"), 902)).toBeNull();
  });

  test("writes twenty times an hour to one address at most: the rest waits for her", async () => {
    await rule(["902"]);
    bench.later();
    for (let sent = 0; sent < 20; sent += 1)
      expect(await arrive(letter(ASKS, `<a${sent}@demo>`, "10"), 902)).not.toBeNull();
    expect(await arrive(letter(ASKS, "<b@demo>", "10"), 902)).toBeNull();
    bench.later();
    bench.later();
    expect(await arrive(letter(ASKS, "<c@demo>", "10"), 902)).not.toBeNull();
  });

  test("never speaks of mail that was there before it", async () => {
    bench.later();
    bench.later();
    await rule(["902"]);
    expect(await arrive(letter(ASKS), 902)).toBeNull();
  });
});

test("a report that comes back to us is shown on the message that it answers", async () => {
  const item = bench.send({ to: SENDER, messageId: "<ours@medecin.demo.mssante.fr>" });
  const failure = Buffer.from(
    [
      `From: <${SENDER}>`,
      "To: <marie.demo@medecin.demo.mssante.fr>",
      "Subject: [KO =?utf-8?Q?Int=C3=A9gration_syst=C3=A8me_!]?=[903] XDM",
      "Message-ID: <ko@demo>",
      "MIME-Version: 1.0",
      'Content-Type: multipart/report; report-type=disposition-notification; boundary="x"',
      "",
      "--x",
      "Content-Type: text/plain",
      "",
      "903",
      "--x",
      "Content-Type: message/disposition-notification",
      "",
      `Final-Recipient: rfc822;${SENDER}`,
      "Original-Message-ID: <ours@medecin.demo.mssante.fr>",
      "Disposition: automatic-action/MDN-sent-automatically; processed/Error: 903^INS non present^x",
      "--x--",
      "",
    ].join("\r\n"),
  );
  await bench.receive(failure);
  const { messageId } = bench.store.outboxMessage(item);
  expect(bench.store.messageView(messageId).delivery).toMatchObject({ state: "not-integrated", code: "903" });
});

test("the code proposed is that of what stopped the document: an unknown patient, or a version out of turn", async () => {
  const unknown = bench.receiveDocument({ uniqueId: "1.2.3.1" });
  expect((await handlers()["reports.preview"](unknown)).suggested).toBe("902");
  const late = bench.receiveDocument({ uniqueId: "1.2.3.9", action: "delete" });
  expect((await handlers()["reports.preview"](late)).suggested).toBe("900");
});
